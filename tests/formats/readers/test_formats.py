"""Every format gives the same paragraphs, in order, with their metadata."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Failure, ReadOptions
from quotes.formats.readers.paths import read_paths
from quotes.formats.readers.pdf import join_lines
from quotes.formats.registry import READABLE, find_format, refine_format, sniff_format

ROOT = Path(__file__).parents[3]

FORMS = ROOT / "fixtures" / "formats"

BANK = (ROOT / "fixtures" / "articles" / "unnamed.txt").read_text("utf-8").split("\n\n", 1)[1].strip().split("\n\n")

FERRY = (ROOT / "fixtures" / "articles" / "marks.txt").read_text("utf-8").split("\n\n", 1)[1].strip().split("\n\n")

SEED = [
    line.strip() for line in (ROOT / "seeds" / "nato-russian-activity-in-syria.txt").read_text("utf-8").splitlines()
]


def read(name: str | Path, **options: object) -> list[Article]:
    results = list(read_paths([str(FORMS / name)], ReadOptions(**options)))  # type: ignore[arg-type]
    assert not [item for item in results if isinstance(item, Failure)]
    return [item for item in results if isinstance(item, Article)]


def paragraphs(article: Article) -> list[str]:
    return [part.strip() for part in article.text.replace("\xa0", " ").split("\n\n") if part.strip()]


@pytest.mark.parametrize(
    ("name", "number", "wanted"),
    [
        pytest.param("article.docx", 0, BANK, id="Word"),
        pytest.param("article.pdf", 0, BANK, id="PDF"),
        pytest.param("article.eml", 0, BANK, id="mail"),
        pytest.param("article.txt.gz", 0, BANK, id="packed text"),
        pytest.param("page.html", 0, BANK, id="page"),
        pytest.param("atom.xml", 1, BANK, id="Atom"),
        pytest.param("rss.xml", 1, BANK, id="RSS"),
        pytest.param("rss.xml", 0, FERRY[:5], id="RSS, curly marks"),
        pytest.param("crawl.warc.gz", 0, BANK, id="WARC"),
        pytest.param("crawl.warc.gz", 1, FERRY[:5], id="WARC, second page"),
        pytest.param("paper.epub", 0, BANK, id="EPUB"),
        pytest.param("paper.epub", 1, FERRY[:5], id="EPUB, second chapter"),
        pytest.param("table.csv", 0, BANK, id="CSV"),
        pytest.param("table.parquet", 1, FERRY, id="Parquet"),
        pytest.param("table.jsonl.zst", 1, FERRY, id="packed JSON Lines"),
        pytest.param("ninjs2.json", 0, BANK[:4], id="ninjs 2"),
        pytest.param("ninjs3.json", 0, BANK[:4], id="ninjs 3"),
        pytest.param("nitf.xml", 0, BANK[:4], id="NITF"),
        pytest.param("newsml-g2.xml", 0, BANK[:4], id="NewsML-G2"),
    ],
)
def test_every_paragraph_is_there_in_order_and_nothing_behind(name: str, number: int, wanted: list[str]) -> None:
    results = paragraphs(read(name)[number])

    assert results[-len(wanted) :] == wanted
    assert all(len(part) < 60 for part in results[: -len(wanted)]), "only headline, author and date are before"


@pytest.mark.parametrize("name", ["columns.pdf", "columns-chromium.pdf"], ids=["groff", "Chromium"])
def test_columns_and_divided_words_of_a_pdf(name: str) -> None:
    def plain(text: str) -> str:  # whether "long-/term" had its hyphen is not known
        return re.sub(r"[-\s]+", "", text.replace("’", "'"))

    (article,) = read(name)
    wanted = [plain(line) for line in SEED if line][3:]  # after the headline, the date and the first credit
    assert [plain(part) for part in paragraphs(article)[1:]] == wanted


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        pytest.param(["The secre-", "tary said –", "Nothing"], "The secretary said – Nothing", id="divided word, dash"),
        pytest.param(["the long-", "term plan"], "the long-term plan", id="compound"),
        pytest.param(["the secre\x02", "tary"], "the secretary", id="divided by PDFium's sign"),
        pytest.param(["the Al-", "Qaeda affiliate"], "the Al-Qaeda affiliate", id="name"),
        pytest.param(["the Al\x02", "Qaeda affiliate"], "the Al-Qaeda affiliate", id="name by PDFium's sign"),
        pytest.param(["between -", "Nothing"], "between - Nothing", id="a hyphen alone"),
    ],
)
def test_lines_of_a_pdf_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("name", "title", "byline", "published", "publisher"),
    [
        ("article.docx", "Bank to cut branches", "City desk", "2024-03-05", None),
        ("article.pdf", "Bank to cut branches", None, "2024-03-05", None),
        ("article.eml", "Bank to cut branches", "Press office", "2024-03-05", "example.org"),
        ("page.html", "Bank to cut branches", "City desk", "2024-03-05", None),
        ("rss.xml", "Ferry link to close for repairs", None, "2024-03-06", "Harbour Courier"),
        ("paper.epub", "Bank to cut branches", "City desk", "2024-03-05", "Bank to cut branches"),
        ("ninjs2.json", "Bank to cut branches", "City desk", "2024-03-05", "Harbour Courier"),
        ("ninjs3.json", "Bank to cut branches", "City desk", "2024-03-05", "Harbour Courier"),
        ("nitf.xml", "Bank to cut branches", "City desk", "2024-03-05", "Harbour Courier"),
        ("newsml-g2.xml", "Bank to cut branches", "City desk", "2024-03-05", "Harbour Courier"),
    ],
)
def test_metadata(name: str, title: str, byline: str | None, published: str, publisher: str | None) -> None:
    article = read(name)[0]

    assert (article.title, article.byline, article.published) == (title, byline, published)
    assert article.publisher == publisher
    assert article.language == "en"
    assert article.source_path == str(FORMS / name)


def test_ids_are_those_of_the_format_and_differ() -> None:
    assert [item.key for item in read("newsml-g2.xml")] == [
        "urn:newsml:example.org:20240305:bank",
        "urn:newsml:example.org:20240306:ferry",
    ]
    assert [item.key for item in read("crawl.warc.gz")] == [
        "http://127.0.0.1:8765/bank.html",
        "http://127.0.0.1:8765/ferry.html",
    ]
    assert [item.key for item in read("paper.epub")] == ["paper-2", "paper-3"]
    assert [item.key for item in read("table.csv")] == ["table-1", "table-2"]
    assert [item.key for item in read("article.txt.gz")] == ["article"]


@pytest.mark.parametrize("name", ["table.csv", "table.parquet", "table.jsonl.zst"])
def test_columns_are_named(name: str) -> None:
    results = read(name, text_field="story", id_field="slug", fields={"published": "day", "title": "slug"})

    assert [(item.id, item.title, item.published) for item in results] == [
        ("unnamed", "unnamed", "2024-03-05"),
        ("marks", "marks", "2024-03-05"),
    ]


@pytest.mark.parametrize("name", ["table.csv", "table.parquet", "table.jsonl.zst"])
def test_missing_column_is_named_with_those_there(name: str) -> None:
    failures = list(read_paths([str(FORMS / name)], ReadOptions(text_field="body")))

    assert len(failures) == 2
    for number, one in enumerate(failures, 1):
        assert isinstance(one, Failure)
        assert one.message.startswith(f"{FORMS / name}:{number}: no field 'body' (there are: ")
        assert one.message.endswith("; name it with --text-field")


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.*")), ids=lambda path: path.name)
def test_content_tells_the_format_without_the_name(path: Path) -> None:
    form = find_format(path.name)
    if path.suffix in (".sh", ".csv", ".gz", ".zst") or form is None:
        pytest.skip("packed, or nothing but its name tells it")
    head = path.read_bytes()[:65536]

    assert sniff_format(head) == refine_format(form, head)


def test_standard_input_of_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "article.docx",
        "article.pdf",
        "crawl.warc.gz",
        "table.jsonl.zst",
        "ninjs3.json",
        "rss.xml",
        "page.html",
    ):
        with (FORMS / name).open("rb") as stream:
            monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": stream}))
            results = list(read_paths(["-"]))
        assert [type(item) for item in results] == [Article] * len(read(name)), name
        assert [item.text for item in results] == [item.text for item in read(name)]  # type: ignore[union-attr]
        assert {item.source_path for item in results} == {None}


def test_every_format_has_its_reader() -> None:
    from quotes.formats.registry import load_reader, load_splitter

    for name, form in READABLE.items():
        module = load_splitter(name) if form.container else load_reader(name)
        assert callable(getattr(module, "split" if form.container else "read"))
