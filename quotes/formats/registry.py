"""All formats in one list: the modules that read, write, export and import each.

A format is an entry of FORMATS. Options (`--input-format`, `--format`), the documentation and the messages of errors
are made from the entries, so a new format needs only an entry.

>>> find_format("a/b.html.gz")
'html'
>>> sniff_format(b"%PDF-1.7")
'pdf'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from quotes.formats.readers.first_bytes import (
    Sniff,
    is_docx,
    is_epub,
    is_html,
    is_json,
    is_jsonl,
    is_mail,
    is_srt,
    is_transcript,
    is_xml,
    starts_with,
)
from quotes.formats.readers.streams import strip_compression

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.errors import ReadError
    from quotes.formats.imports.article_builder import FindText
    from quotes.formats.interchange.annotated import AnnotatedArticle
    from quotes.formats.readers.document import Document, Failure, ReadOptions
    from quotes.formats.records.writer import Writer

DEFAULT_FORMAT = "text"  # for documents that no other format recognises


@dataclass(frozen=True)
class Reads:
    """A module of `readers/` with `read`, or with `split` for a container of many articles.

    A container's articles are read as a stream, without holding it in memory. `sniff` says whether the first bytes of
    a document, without a suffix, are of this format. With `in_text` that is asked of files named `.txt` as well.
    """

    module: str
    suffixes: tuple[str, ...]
    container: bool = False
    sniff: Sniff | None = None
    in_text: bool = False


@dataclass(frozen=True)
class Records:
    """A module of `records/` whose `Writer` is used by `quotes extract`."""

    module: str
    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exports:
    """A module of `exports/` with `write`, for `quotes export`.

    `shape` gives its arguments and its result: "stream" writes text, `write(articles, stream)`; "bytes" writes
    bytes to a stream in the same way, "file" too, but never to a pipe; "folder" gives `(relative path, text)` for each
    file. `texts` says whether the articles' texts must be available ("needed"), are used if available ("used"), or
    are not looked for ("unused"). With `takes_sentence`, `write` takes `make_sentence`: a record's claim as a sentence.
    """

    module: str
    shape: Literal["stream", "bytes", "file", "folder"] = "stream"
    texts: Literal["needed", "used", "unused"] = "used"
    takes_sentence: bool = False


@dataclass(frozen=True)
class Imports:
    """A module of `imports/` with `read(path, find_text)`, which gives articles, or errors for what was not read."""

    module: str


@dataclass(frozen=True)
class Format:
    """One format: its name, what it is, and what can be done with it."""

    name: str
    about: str
    reads: Reads | None = None
    records: Records | None = None
    exports: Exports | None = None
    imports: Imports | None = None


class Reader(Protocol):
    """A module that reads one format: a document's bytes to articles."""

    def read(self, data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
        """The articles of a document. Raises ReadError if it is damaged."""
        ...


class Splitter(Protocol):
    """A module that reads one container of many articles as a stream, without holding it in memory."""

    def split(self, name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
        """The articles, or documents still to be read, one after the other."""
        ...


ImportReader = Callable[[Path, "FindText"], Iterator["AnnotatedArticle | ReadError"]]

FORMATS = (
    Format("text", "plain text", reads=Reads("text", (".txt", ".text"))),
    Format("markdown", "Markdown", reads=Reads("markdown", (".md", ".markdown"))),
    Format("html", "web pages", reads=Reads("html", (".html", ".htm", ".xhtml"), sniff=is_html)),
    Format("docx", "Word", reads=Reads("docx", (".docx",), sniff=is_docx)),
    Format("pdf", "PDF", reads=Reads("pdf", (".pdf",), sniff=starts_with(b"%PDF-"))),
    Format("epub", "EPUB", reads=Reads("epub", (".epub",), sniff=is_epub)),
    Format("eml", "e-mail", reads=Reads("eml", (".eml",), sniff=is_mail)),
    Format("vtt", "WebVTT captions", reads=Reads("vtt", (".vtt",), sniff=starts_with(b"WEBVTT"), in_text=True)),
    Format("srt", "SubRip captions", reads=Reads("srt", (".srt",), sniff=is_srt, in_text=True)),
    Format("transcript", "transcripts with times", reads=Reads("transcript", (), sniff=is_transcript, in_text=True)),
    Format("json", "ninjs or plain JSON", reads=Reads("json", (".json",), sniff=is_json)),
    Format(
        "xml",
        "NewsML-G2, NITF, RSS, Atom",
        reads=Reads("xml", (".xml", ".rss", ".atom", ".rdf", ".nitf"), sniff=is_xml),
    ),
    Format(
        "jsonl",
        "JSON Lines",
        reads=Reads("jsonl", (".jsonl", ".ndjson", ".jsonlines"), container=True, sniff=is_jsonl),
        records=Records("jsonl", (".jsonl",)),
    ),
    Format("table", "a table for a person", records=Records("terminal_table")),
    Format("claimreview", "schema.org ClaimReview stubs, JSON-LD", exports=Exports("claimreview", takes_sentence=True)),
    Format("claim", "schema.org Claims, JSON-LD", exports=Exports("claim", takes_sentence=True)),
    Format("quotation", "schema.org Quotations, JSON-LD", exports=Exports("quotation")),
    Format(
        "webannotation",
        "W3C Web Annotations, JSON-LD",
        exports=Exports("webannotation"),
        imports=Imports("webannotation"),
    ),
    Format(
        "brat",
        "brat standoff, each text beside its annotations",
        exports=Exports("brat", "folder", texts="needed"),
        imports=Imports("brat"),
    ),
    Format(
        "polnear",
        "brat standoff in the layout of PolNeAR",
        exports=Exports("polnear", "folder", texts="needed"),
        imports=Imports("brat"),
    ),
    Format(
        "citron",
        "Citron's JSON, one file per article",
        exports=Exports("citron", "folder", texts="needed"),
        imports=Imports("citron"),
    ),
    Format(
        "prodigy",
        "Prodigy tasks, a record each, with spans and relations",
        exports=Exports("prodigy", texts="needed"),
        imports=Imports("prodigy"),
    ),
    Format(
        "labelstudio",
        "Label Studio tasks and labelling config",
        exports=Exports("labelstudio", "folder", texts="needed"),
        imports=Imports("labelstudio"),
    ),
    Format("doccano", "doccano documents with spans and relations", exports=Exports("doccano", texts="needed")),
    Format(
        "inception",
        "UIMA CAS for INCEpTION, one file per article",
        exports=Exports("inception", "folder", texts="needed"),
    ),
    Format(
        "standoff",
        "standoff JSON, gold with speakers, as fixtures/wikinews-attributions",
        exports=Exports("standoff", "folder", texts="needed"),
        imports=Imports("standoff"),
    ),
    Format("conll", "CoNLL-U with the roles in MISC", exports=Exports("conll", texts="needed")),
    Format("bio", "BIO tags, a column for each attribution", exports=Exports("bio", texts="needed")),
    Format("docbin", "spaCy DocBin with span groups", exports=Exports("docbin", "bytes", texts="needed")),
    Format(
        "ninjs-sidecar",
        "IPTC ninjs 2.1 items, one file per article",
        exports=Exports("ninjs", "folder", takes_sentence=True),
    ),
    Format(
        "parquet",
        "Parquet",
        reads=Reads("parquet", (".parquet",), container=True, sniff=starts_with(b"PAR1")),
        records=Records("parquet", (".parquet",)),
        exports=Exports("parquet", "file", texts="unused"),
    ),
    Format(
        "csv",
        "CSV",
        reads=Reads("csv", (".csv", ".tsv"), container=True),
        records=Records("csv", (".csv",)),
        exports=Exports("csv", texts="unused"),
    ),
    Format("urls", "lists of addresses", reads=Reads("urls", (), container=True)),
    Format("warc", "web archives", reads=Reads("warc", (".warc",), container=True, sniff=starts_with(b"WARC/"))),
)

READABLE = {form.name: form.reads for form in FORMATS if form.reads}
RECORDS = {form.name: form.records for form in FORMATS if form.records}
EXPORTABLE = {form.name: form.exports for form in FORMATS if form.exports}
IMPORTABLE = {form.name: form.imports for form in FORMATS if form.imports}
_BY_SUFFIX = {suffix: name for name, reads in READABLE.items() for suffix in reads.suffixes}


def find_format(name: str) -> str | None:
    """The format of a name by its suffix, ignoring a compression suffix; None if it is unknown."""
    return _BY_SUFFIX.get(PurePath(strip_compression(name)).suffix.lower())


def sniff_format(head: bytes) -> str:
    """The format of a document by its first bytes; "text" if no other format matches."""
    return next((form for form, reads in READABLE.items() if reads.sniff and reads.sniff(head)), DEFAULT_FORMAT)


def refine_format(name: str, head: bytes) -> str:
    """The format of a document whose suffix says `name`: captions and transcripts may be saved as .txt, too.

    >>> refine_format("text", b"WEBVTT\\n")
    'vtt'
    """
    if name != DEFAULT_FORMAT:
        return name
    spoken = (form for form, reads in READABLE.items() if reads.in_text and reads.sniff and reads.sniff(head))
    return next(spoken, name)


def load_reader(name: str) -> Reader:
    """The module that reads a format. Raises ImportError if a library of its extra is missing."""
    return cast(Reader, import_module(f"quotes.formats.readers.{READABLE[name].module}"))


def load_splitter(name: str) -> Splitter:
    """The module that reads a container."""
    return cast(Splitter, import_module(f"quotes.formats.readers.{READABLE[name].module}"))


def load_writer(name: str) -> Callable[..., Writer]:
    """The class that writes records; `Writer(compress=…, screen=…)` is one writer."""
    return cast("Callable[..., Writer]", import_module(f"quotes.formats.records.{RECORDS[name].module}").Writer)


def load_export(name: str) -> Callable[..., Any]:
    """The function that exports to a format; heavy libraries are imported only now."""
    return cast(Callable[..., Any], import_module(f"quotes.formats.exports.{EXPORTABLE[name].module}").write)


def load_import(name: str) -> ImportReader:
    """The function that imports a format."""
    return cast(ImportReader, import_module(f"quotes.formats.imports.{IMPORTABLE[name].module}").read)
