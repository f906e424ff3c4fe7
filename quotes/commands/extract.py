"""`quotes extract`: article files in, records out."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Format(str, Enum):
    """What the records are written as."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"
    parquet = "parquet"


class Compression(str, Enum):
    """How the output is packed."""

    gzip = "gzip"
    zstd = "zstd"


class InputFormat(str, Enum):
    """What the input is, where neither suffix nor content shall tell."""

    text = "text"
    markdown = "markdown"
    html = "html"
    docx = "docx"
    pdf = "pdf"
    epub = "epub"
    eml = "eml"
    json = "json"
    xml = "xml"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    warc = "warc"


class ModeFilter(str, Enum):
    """Which attributions are wanted."""

    statement = "statement"
    thought = "thought"
    intention = "intention"
    evidence = "evidence"
    all = "all"


class EngineName(str, Enum):
    """What does the work."""

    local = "local"
    ray = "ray"


_SUFFIXES = {".gz": Compression.gzip, ".zst": Compression.zstd}


def extract_cli(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, patterns, addresses (s3://…), or - for stdin."),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="jsonl, table, csv or parquet; else by FILE's suffix, a table on a terminal, jsonl in a pipe.",
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="fast, or a spaCy English pipeline by name or path.")
    ] = None,
    mode: Annotated[
        list[ModeFilter] | None,
        typer.Option("--mode", help="Keep only these (repeat for several); default: statement and evidence."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=0, metavar="N", help="Processes; 0: none besides this one.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an interrupted run of the same command.")
    ] = False,
    failures: Annotated[
        Path | None,
        typer.Option("--failures", metavar="FILE", help="A JSON line for each failure; default: beside FILE of -o."),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0, metavar="SECONDS", help="For one article; 0: no limit.")
    ] = 120.0,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1, metavar="N", help="Of one document, unpacked.")
    ] = 100_000_000,
    max_chars: Annotated[
        int, typer.Option("--max-chars", min=1, max=1_000_000, metavar="N", help="Of one article.")
    ] = 1_000_000,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Articles with the same text once.")] = False,
    compress: Annotated[
        Compression | None, typer.Option("--compress", help="Pack the output; also by FILE's suffix .gz or .zst.")
    ] = None,
    text_dir: Annotated[
        Path | None, typer.Option("--text-dir", metavar="DIR", help="Write the text that offsets count in here, too.")
    ] = None,
    input_format: Annotated[
        InputFormat | None, typer.Option("--input-format", help="Read the input as this, whatever its name.")
    ] = None,
    text_field: Annotated[
        str | None, typer.Option("--text-field", metavar="NAME", help="The text's column of a table, key of an object.")
    ] = None,
    id_field: Annotated[str | None, typer.Option("--id-field", metavar="NAME", help="The id's column or key.")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD=NAME",
            help="The column of title, url, publisher, byline, published or language (repeat for several).",
        ),
    ] = None,
    engine: Annotated[EngineName, typer.Option("--engine", help="local, or ray for a cluster.")] = EngineName.local,
    address: Annotated[
        str | None, typer.Option("--address", metavar="ADDRESS", help="Of the Ray cluster; auto: the one running here.")
    ] = None,
    shard_size: Annotated[
        int, typer.Option("--shard-size", min=1, metavar="N", help="Articles in a file of the output (ray).")
    ] = 1000,
) -> None:
    """Find who said what in news articles.

    Text, Markdown, HTML, Word, PDF, EPUB, e-mail, JSON Lines, CSV, Parquet, ninjs, NewsML-G2, NITF, RSS, Atom and
    WARC are read, also packed as .gz or .zst. JSON Lines on stdin are done line by line.

    Exit status: 0 all articles were read, 1 some could not be (each is named on stderr), 2 wrong usage or output,
    130 stopped by Ctrl-C.
    """
    from quotes.commands.run import Request, run
    from quotes.corpus.settings import Settings
    from quotes.errors import QuotesError
    from quotes.formats.readers.document import ReadOptions
    from quotes.rows import DEFAULT_MODES

    form = choose_format(form, Path(output) if output else None, terminal=sys.stdout.isatty())
    packed = compress or choose_compression(output)
    settings = Settings(
        model=model,
        modes=frozenset(m.value for m in mode) if mode else frozenset(DEFAULT_MODES),
        form="csv" if form is Format.csv else "jsonl",
        compress=packed.value if packed else None,
        timeout=timeout or None,
        dedupe=dedupe,
        text_dir=str(text_dir) if text_dir else None,
        read=ReadOptions(
            format=input_format.value if input_format else None,
            text_field=text_field,
            id_field=id_field,
            fields=parse_fields(field or []),
            max_bytes=max_bytes,
            max_characters=max_chars,
        ),
    )
    request = Request(
        paths=tuple(paths),
        output=output,
        form=form.value,
        failures=failures,
        workers=workers,
        resume=resume,
        fail_fast=fail_fast,
        ray=engine is EngineName.ray,
        address=address,
        shard_size=shard_size,
    )
    try:
        failed = run(request, settings)
    except QuotesError as error:
        typer.echo(f"quotes: {error}", err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(1 if failed else 0)


def choose_format(form: Format | None, output: Path | None, *, terminal: bool) -> Format:
    """The format asked for, else the one of the file's suffix, else a table for a person and JSON Lines for a pipe."""
    if form is not None:
        return form
    if output is not None:
        suffixes = [suffix.lower() for suffix in output.suffixes if suffix.lower() not in _SUFFIXES]
        return {".csv": Format.csv, ".parquet": Format.parquet}.get(suffixes[-1] if suffixes else "", Format.jsonl)
    return Format.table if terminal else Format.jsonl


def choose_compression(output: str | None) -> Compression | None:
    """What the suffix of the file asks for: "said.jsonl.gz" is packed."""
    return _SUFFIXES.get(Path(output).suffix.lower()) if output else None


def parse_fields(told: list[str]) -> dict[str, str]:
    """["title=headline"] as {"title": "headline"}. Wrong usage ends the command."""
    from quotes.formats.readers.document import METADATA

    fields = {}
    for one in told:
        key, found, name = one.partition("=")
        if not found or not name or key not in METADATA:
            raise typer.BadParameter(f"{one!r}: write FIELD=NAME, FIELD one of {', '.join(METADATA)}")
        fields[key] = name
    return fields
