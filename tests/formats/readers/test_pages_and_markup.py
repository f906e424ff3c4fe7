"""Web pages, Markdown and other markup: metadata, encodings, and what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import read_document, read_paths

ROOT = Path(__file__).parents[3]

FORMS = ROOT / "fixtures" / "formats"

BANK = (ROOT / "fixtures" / "articles" / "unnamed.txt").read_text("utf-8").split("\n\n", 1)[1].strip().split("\n\n")

FERRY = (ROOT / "fixtures" / "articles" / "marks.txt").read_text("utf-8").split("\n\n", 1)[1].strip().split("\n\n")


def fail(data: bytes, form: str, **options: object) -> str:
    results = list(read_document(Document(f"a.{form}", form, data), ReadOptions(**options)))  # type: ignore[arg-type]
    assert [type(item) for item in results] == [Failure]
    return results[0].message  # type: ignore[union-attr]


MARKDOWN = '---\ntitle: "“We will see”, she said"\nauthor:\n  - City desk\n  - Ann\ndate: 2024-03-05T10:00\n---\n\n# Bank\n\nIt said so.\n'  # noqa: E501


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_is_metadata_and_no_text(newline: str) -> None:
    data = MARKDOWN.replace("\n", newline).encode()
    (article,) = read_document(Document("a.md", "markdown", data))

    assert isinstance(article, Article)
    assert article.text == "# Bank\n\nIt said so.\n".replace("\n", newline)
    assert (article.title, article.byline) == ("“We will see”, she said", "City desk, Ann")
    assert article.published == "2024-03-05"


@pytest.mark.parametrize(
    "text",
    ["---\nIt said so.\n", "It said so.\n---\n", "---\n" + "x\n" * 20000 + "---\nSo.", "----\ntitle: a\n----\n", ""],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    (article,) = read_document(Document("a.md", "markdown", text.encode()))

    assert isinstance(article, Article)
    assert article.text == text


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bank to cut branches",
            "datePublished": "2024-03-05T08:00:00+01:00",
            "author": [{"@type": "Person", "name": "City desk"}, "Ann"],
            "publisher": {"name": "Harbour Courier"},
            "articleBody": " ".join(BANK),
        },
    ],
}


def page(body: str, *, charset: str = "utf-8", lang: str = "en") -> bytes:
    linked = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    head = f'<html lang="{lang}"><head><meta charset="{charset}"><title>x</title>{linked}</head>'
    return f"<!doctype html>{head}<body>{body}</body></html>".encode(charset)


def test_json_ld_tells_what_the_page_does_not() -> None:
    (article,) = read_document(Document("a.html", "html", page("<div id=app></div>", lang="en-GB")))

    assert isinstance(article, Article)
    assert article.text == " ".join(BANK)
    assert (article.title, article.byline) == ("Bank to cut branches", "City desk, Ann")
    assert (article.publisher, article.published) == ("Harbour Courier", "2024-03-05")
    assert article.language == "en"


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_encoding_of_a_page(charset: str) -> None:
    body = "".join(f"<p>{part}</p>" for part in FERRY[:4])
    (article,) = read_document(Document("a.html", "html", page(f"<article>{body}</article>", charset=charset)))

    assert isinstance(article, Article)
    assert article.text.split("\n\n")[-4:] == FERRY[:4]


@pytest.mark.parametrize(
    ("data", "form", "told"),
    [
        pytest.param(b"", "html", "no article text;", id="empty page"),
        pytest.param(b"\xd0\xcf\x11\xe0old", "docx", "save it as .docx", id="old Word"),
        pytest.param(b"PK\x03\x04torn", "docx", "damaged", id="torn Word"),
        pytest.param(b"%PDF-1.7 torn", "pdf", "damaged", id="torn PDF"),
        pytest.param(b"<nitf><body>", "xml", "not well formed", id="torn XML"),
        pytest.param(b"<recipe/>", "xml", "unknown kind (<recipe>)", id="other XML"),
        pytest.param(b"{", "json", "not valid JSON", id="torn JSON"),
        pytest.param(b"[" * 100_000, "json", "nested too deeply", id="deep JSON"),
        pytest.param(b"[1]", "json", "contains no articles", id="JSON of numbers"),
        pytest.param(
            b'{"uri": "a", "type": "picture", "versioncreated": "2024"}',
            "json",
            "picture of ninjs has no body",
            id="picture",
        ),
        pytest.param(b"x" * 2000, "text", "over 1,000; split it", id="long text"),
        pytest.param(b"From: a\nSubject: b\n\n", "eml", "", id="empty mail"),
    ],
)
def test_refused_with_a_reason(data: bytes, form: str, told: str) -> None:
    if form == "eml":
        assert [item.text for item in read_document(Document("a.eml", "eml", data))] == [""]  # type: ignore[union-attr]
        return
    message = fail(data, form, max_characters=1000)

    assert message.startswith(f"a.{form}: ")
    assert told in message
    assert "\n" not in message


ENTITIES = (
    '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>',  # noqa: E501
    '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><body.content><p>&x;</p></body.content></nitf>',
    '<!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel><item><title>&a;</title></item></channel></rss>',
    '<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;]><rss><channel><item/></channel></rss>',
)


@pytest.mark.parametrize("text", ENTITIES)
def test_entities_are_refused(text: str) -> None:
    assert "declares entities, which could be an attack" in fail(text.encode(), "xml")


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    (parquet,) = read_paths([str(FORMS / "table.parquet")])
    (remote,) = read_paths(["s3://bucket/a.txt"])

    assert isinstance(parquet, Failure)
    assert parquet.message.endswith("pip install '.[parquet]'")
    assert isinstance(remote, Failure)
    assert remote.message.endswith("pip install '.[remote]'")


def test_addresses_of_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe_file("/archive/b.txt", b"NATO said so.")
    system.pipe_file("/archive/deep/a.html.gz", b"")
    system.pipe_file("/archive/c.png", b"")
    from quotes.formats.readers.paths import find_paths

    assert list(find_paths(["memory://archive"])) == ["memory:///archive/b.txt", "memory:///archive/deep/a.html.gz"]
    assert [path.text for path in read_paths(["memory://archive/b.txt"])] == ["NATO said so."]  # type: ignore[union-attr]


def test_patterns(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a/b/y.txt", "a/b/z.bin"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("So.")
    from quotes.formats.readers.paths import find_paths

    assert list(find_paths([str(tmp_path / "**" / "*.txt")])) == [
        str(tmp_path / "a/b/y.txt"),
        str(tmp_path / "a/x.txt"),
    ]
    assert list(find_paths([str(tmp_path / "*.txt")])) == [str(tmp_path / "*.txt")]
