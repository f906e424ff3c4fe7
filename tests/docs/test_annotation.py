"""The guidelines: every example is in the corpus as the page has it, and what is "not annotated" is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.corpus import CORPUS, PARTS, read_corpus

from benchmarks.corpus_counts import make_tables, read_part
from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles
from quotes.record import Extent, Record

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "annotation.md").read_text("utf-8")
EXAMPLES = re.findall(r"^- ((?:source|no source).*) \(([\w-]+)\)$", PAGE, re.MULTILINE)
COUNTER_EXAMPLES = re.findall(r"^- not annotated: \*\*(.*)\*\* \(([\w-]+)\)$", PAGE, re.MULTILINE)
ROLES = ("source", "cue", "addressee", "medium", "speaker")


@pytest.fixture(scope="module")
def articles() -> dict[str, AnnotatedArticle]:
    return {article.info.id: article for article in read_corpus()}


def describe(record: Record) -> Iterator[str]:
    """What an example can say of a record: "source **he**", "no cue", "`thought`"."""
    for role in ("source", "cue"):
        if getattr(record, role) is None:
            yield f"no {role}"
    for role in ROLES:
        part = getattr(record, role)
        if part is not None:
            yield f"{role} **{_one_line(part.name if role == 'speaker' else part.text)}**"
    yield f"content **{' … '.join(_one_line(part.text) for part in record.content)}**"
    for label in (record.source_type.nature, record.source_type.sector, record.mode, record.quote_type):
        yield f"`{label}`"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def test_page_has_examples() -> None:
    assert len(EXAMPLES) > 50
    assert len(COUNTER_EXAMPLES) > 3
    assert PAGE.count("\n- ") == len(EXAMPLES) + len(COUNTER_EXAMPLES)


@pytest.mark.parametrize(("example", "article"), EXAMPLES, ids=lambda value: value[:60])
def test_example_is_annotated_so(example: str, article: str, articles: dict[str, AnnotatedArticle]) -> None:
    parts = re.findall(r"no source|no cue|\w+ \*\*.+?\*\*|`\w+`", example)

    assert ", ".join(parts) == example
    assert [record for record in articles[article].records if set(parts) <= set(describe(record))]


@pytest.mark.parametrize(("words", "article"), COUNTER_EXAMPLES, ids=lambda value: value[:60])
def test_counter_example_is_in_the_text_and_not_annotated(
    words: str, article: str, articles: dict[str, AnnotatedArticle]
) -> None:
    text = articles[article].text or ""
    start = text.index(words)
    end = start + len(words)
    extents: list[Extent] = [extent for record in articles[article].records for _, extent in list_roles(record)]

    assert [extent.text for extent in extents if extent.start < end and start < extent.end] == []


def test_counts_of_the_datasheet_are_those_of_the_command(request: pytest.FixtureRequest) -> None:
    path, begin, end = DOCS / "corpus.md", "<!-- counts: begin -->\n", "\n<!-- counts: end -->"
    text = path.read_text("utf-8")
    before, _, rest = text.partition(begin)
    shown, _, after = rest.partition(end)
    counts = make_tables([read_part(CORPUS, name) for name in PARTS])
    if request.config.getoption("--snapshot-update"):
        path.write_text(before + begin + counts + end + after, "utf-8")
    else:
        assert shown == counts
