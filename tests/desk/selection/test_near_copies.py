"""Agency copy in several outlets counts once, two reports of one speech twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.said import said, write
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.selection.near_copies import find_near_copies
from quotes.desk.tables.store import open_corpus
from quotes.record import Extent, Record

SEED = Path(__file__).parents[3] / "seeds" / "nato-russian-activity-in-syria.txt"
SENTENCES = [line for line in SEED.read_text("utf-8").split("\n\n") if len(line) > 80]


def print_copy(article: int, sentences: list[str], *, published: str = "2015-10-08") -> list[Record]:
    """An article whose records are in these sentences."""
    records = []
    for number, sentence in enumerate(sentences):
        record = said(article, "Jens Stoltenberg", context=Extent(start=0, end=len(sentence), text=sentence))
        info = record.article.model_copy(update={"published": published})
        records.append(record.model_copy(update={"article": info, "id": f"{100 * article + number:016x}"}))
    return records


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        pytest.param(SENTENCES[len(SENTENCES) // 2 :], 0, id="another half of the news"),
        pytest.param([f"{sentence[:40]} and so on, as he put it then." for sentence in SENTENCES], 0, id="own words"),
        pytest.param(SENTENCES[:1], 0, id="one sentence"),
        pytest.param(SENTENCES[1:], 1, id="without the first sentence"),
        pytest.param([sentence.replace("NATO", "Nato") for sentence in SENTENCES], 1, id="another spelling"),
    ],
)
def test_copies_share_half_of_their_words(tmp_path: Path, other: list[str], copies: int) -> None:
    half = SENTENCES[: len(SENTENCES) // 2] if len(other) == len(SENTENCES) - len(SENTENCES) // 2 else SENTENCES
    path = write(tmp_path / "quotes.jsonl", *print_copy(1, half), *print_copy(2, other))
    with open_corpus([str(path)]) as corpus:
        assert len(find_near_copies(corpus.connection)) == copies


def test_the_earlier_article_is_kept_and_the_other_is_told(tmp_path: Path) -> None:
    late, early = print_copy(1, SENTENCES, published="2015-10-09"), print_copy(2, SENTENCES[1:])
    path = write(tmp_path / "quotes.jsonl", *late, *early)
    result = CliRunner().invoke(app, ["table", str(path), "--by", "article", "--to", "csv", "--dedupe"])

    assert "1 article that repeats another nearly word for word is left out" in result.stderr
    assert f",{len(SENTENCES) - 1}," in result.stdout
    assert f",{len(SENTENCES)}," not in result.stdout
    audit = CliRunner().invoke(app, ["audit", str(path)])
    assert "1 article repeats another nearly word for word; --dedupe counts them once" in " ".join(audit.stdout.split())


def test_records_of_a_file_that_is_named_twice_count_once(tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.jsonl", said(1, "Jens Stoltenberg"))
    result = CliRunner().invoke(app, ["table", str(path), str(path), "--to", "csv", "--dedupe"])

    assert "1 record that is there twice is counted once" in result.stderr
    assert len(result.stdout.splitlines()) == 2
