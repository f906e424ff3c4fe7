"""Offsets hold in every format: the texts of a record are at their offsets in the text as read."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import quotes
from quotes.article import Article
from quotes.corpus.extraction import Engine
from quotes.corpus.settings import Settings
from quotes.errors import QuotesError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.paths import read_document, within_limits
from quotes.formats.registry import READABLE
from quotes.record import Record

WORDS = (
    "“",
    "”",
    '"',
    "'",
    "’",
    "said",
    "Jens Stoltenberg",
    "he",
    "that",
    "NATO",
    "is ready",
    ",",
    ".",
    "\u00a0",
    "told AFP",
    "According to",
    "the ministry",
    "naïve",
    "e\u0301",
    "\U0001f600",
    "–",
    "«",
    "»",
    "``",
    "''",
    "\u200b",
    "1,500km",
)
paragraphs = st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(" ".join), min_size=1, max_size=4)


def as_docx(parts: list[str]) -> bytes:
    word, stream = docx.Document(), io.BytesIO()
    for part in parts:
        word.add_paragraph(part)
    word.save(stream)
    return stream.getvalue()


def as_eml(parts: list[str]) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Bank"
    mail.set_content("\n\n".join(parts))
    return bytes(mail)


def as_paragraphs(parts: list[str]) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts)


def as_csv(parts: list[str]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["text"], ["\r\n\r\n".join(parts)]])
    return stream.getvalue().encode()


MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "text": lambda parts: "\n\n".join(parts).encode(),
    "markdown": lambda parts: ("---\ntitle: a\n---\n" + "\r\n\r\n".join(parts)).encode(),
    "html": lambda parts: f"<html><body><article>{as_paragraphs(parts)}</article></body></html>".encode(),
    "docx": as_docx,
    "eml": as_eml,
    "json": lambda parts: json.dumps({"uri": "a", "body_xhtml": as_paragraphs(parts), "versioncreated": ""}).encode(),
    "xml": lambda parts: f"<nitf><body><body.content>{as_paragraphs(parts)}</body.content></body></nitf>".encode(),
    "jsonl": lambda parts: json.dumps({"text": "\n\n".join(parts) + " \ud800"}).encode(),
    "csv": as_csv,
}


def read(form: str, data: bytes, folder: Any) -> Iterator[Article | Failure]:
    if not READABLE[form].container:
        yield from read_document(Document("a", form, data))
        return
    from quotes.formats.registry import load_splitter

    path = folder / f"a.{form}.gz"
    path.write_bytes(gzip.compress(data))
    for item in load_splitter(form).split(str(path), ReadOptions()):
        yield within_limits(item, ReadOptions())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("formats")


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(MAKERS))
@given(parts=paragraphs)
@settings(max_examples=12)
def test_what_a_record_says_stands_at_its_place(form: str, parts: list[str], folder: Any, nlp: Language) -> None:
    for article in read(form, MAKERS[form](parts), folder):
        if isinstance(article, Failure):
            assert "no article text" in article.message or not "".join(parts).strip()
            continue
        for record in quotes.extract(article, nlp, mode="all"):
            check(record, article.text)


def check(record: Record, text: str) -> None:
    one = (record.cue, record.source, record.addressee, record.medium, record.context)
    places = [*record.content, *record.verbatim, *one]
    for place in places:
        if place is not None:
            assert text[place.start : place.end] == place.text
            assert place.start < place.end


@pytest.mark.slow
@given(parts=paragraphs)
@settings(max_examples=10)
def test_the_command_writes_what_the_library_finds(parts: list[str], nlp: Language) -> None:
    article = Article(text="\n\n".join(parts), id="a")
    ((outcome,),) = Engine(Settings(), nlp).run([article])

    assert outcome.failure is None
    lines = outcome.payload.split(b"\n")[:-1]
    assert [Record.model_validate_json(line) for line in lines] == quotes.extract(article, nlp, mode="all")


def test_half_a_character_is_read_as_a_replacement(nlp: Language, folder: Any) -> None:
    (article,) = read("json", b'[{"text": "\\"We are \\ud83d ready,\\" Putin said.", "title": "\\udc00"}]', folder)
    assert isinstance(article, Article)

    assert (article.text, article.title) == ('"We are \ufffd ready," Putin said.', "\ufffd")
    with pytest.raises(QuotesError, match=r"half a character \(a lone surrogate\) at 8; replace it by U\+FFFD"):
        quotes.extract(Article(text='"We are \ud83d ready," Putin said.'), nlp, mode="all")


@pytest.mark.parametrize("char", ["\u2028", "\u0085", "\x00", "\x1b", "\ufffd", "\ufeff", "\r\n"], ids=ascii)
def test_odd_characters_come_back_from_the_output(char: str, nlp: Language) -> None:
    text = f'"We are {char} ready for it," Putin said.'
    ((outcome,),) = Engine(Settings(), nlp).run([Article(text=text)])
    lines = outcome.payload.split(b"\n")[:-1]

    assert lines
    outcome.payload.decode("utf-8")
    for line in lines:
        told = json.loads(line)
        for place in told["content"]:
            assert text[place["start"] : place["end"]] == place["text"]
