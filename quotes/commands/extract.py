"""`quotes extract`: article files in, records out."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from quotes.commands.options import Model, choice_option, find_by_suffix, format_option
from quotes.formats.registry import FORMATS, READABLE, RECORDS


class ModeFilter(str, Enum):
    """Which attributions to keep."""

    statement = "statement"
    thought = "thought"
    intention = "intention"
    evidence = "evidence"
    all = "all"


PACKED = {".gz": "gzip", ".zst": "zstd"}
_SUFFIXES = {suffix: name for name, records in RECORDS.items() for suffix in records.suffixes}


def extract_cli(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, patterns, addresses (https://…, s3://…), or - for stdin."),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option("--archive", metavar="ARCHIVE", help="Add articles, records and texts to this archive instead."),
    ] = None,
    form: Annotated[
        str | None, format_option(RECORDS, help="Default: by FILE's suffix; table on a terminal, jsonl in a pipe.")
    ] = None,
    model: Model = None,
    mode: Annotated[
        list[ModeFilter] | None,
        typer.Option("--mode", help="Keep only these (repeat for several); default: statement and evidence."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-w",
            min=0,
            metavar="N",
            help="Worker processes; 0: this process does the work, without time limits.",
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Continue an interrupted run of the same command.")] = False,
    failures: Annotated[
        Path | None,
        typer.Option(
            "--failures", metavar="FILE", help="Write each failure here as a JSON line; default: beside the FILE of -o."
        ),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0, metavar="SECONDS", help="Time limit per article; 0: no limit; default: 120."),
    ] = None,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1, metavar="N", help="Maximum size of a document after decompression.")
    ] = 100_000_000,
    max_chars: Annotated[
        int, typer.Option("--max-chars", min=1, max=1_000_000, metavar="N", help="Maximum length of an article.")
    ] = 1_000_000,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="Skip articles whose text occurred before.")] = False,
    compress: Annotated[
        str | None,
        choice_option(
            "--compress", names=PACKED.values(), help="Compress the output; also by FILE's suffix .gz or .zst."
        ),
    ] = None,
    text_dir: Annotated[
        Path | None,
        typer.Option(
            "--text-dir", metavar="DIR", help="Also write the articles' texts here, which the offsets refer to."
        ),
    ] = None,
    input_format: Annotated[
        str | None,
        choice_option("--input-format", names=READABLE, help="Format of the input, instead of detecting it."),
    ] = None,
    text_field: Annotated[
        str | None, typer.Option("--text-field", metavar="NAME", help="Column or JSON key of the text.")
    ] = None,
    id_field: Annotated[
        str | None, typer.Option("--id-field", metavar="NAME", help="Column or JSON key of the id.")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD=NAME",
            help="Column or key of title, url, publisher, byline, published or language (repeat for several).",
        ),
    ] = None,
    language: Annotated[
        str,
        choice_option("--language", names=("en", "any"), help="en refuses text in other languages; any reads it."),
    ] = "en",
    engine: Annotated[
        str, choice_option("--engine", names=("local", "ray"), help="local: this machine; ray: a cluster.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="Address of the Ray cluster; auto: the one that runs here."),
    ] = None,
    shard_size: Annotated[
        int, typer.Option("--shard-size", min=1, metavar="N", help="Articles per output file (ray).")
    ] = 1000,
) -> None:
    """Find who said what in news articles.

    Input formats: FORMATS; also compressed as .gz or .zst. JSON Lines on stdin are processed line by line.

    A single small file is processed in this process; with --timeout or --workers, and for more files, a worker process
    does the work, and is stopped if an article takes too long.

    Exit status: 0 all articles were read, 1 some could not be read (each is named on stderr), 2 wrong usage or output,
    130 stopped by Ctrl-C.
    """
    from quotes.commands.run import run
    from quotes.commands.run_request import Request
    from quotes.corpus.settings import TIMEOUT, Settings
    from quotes.formats.readers.document import ReadOptions
    from quotes.rows import DEFAULT_MODES

    if archive is not None and (output or form or compress or engine == "ray"):
        raise typer.BadParameter(
            "is the output; leave out -o, --format, --compress and --engine", param_hint="--archive"
        )
    named = Path(output) if output and engine == "local" else None  # a cluster writes a folder
    to_terminal = sys.stdout.isatty() and engine == "local" and archive is None
    form = choose_format(form, named, terminal=to_terminal)
    settings = Settings(
        model=model,
        modes=frozenset(m.value for m in mode) if mode else frozenset(DEFAULT_MODES),
        form=form,
        compress=compress or choose_compression(output),
        timeout=TIMEOUT if timeout is None else timeout or None,
        dedupe=dedupe,
        text_dir=str(text_dir) if text_dir else None,
        articles=archive is not None,
        read=ReadOptions(
            format=input_format,
            text_field=text_field,
            id_field=id_field,
            fields=parse_fields(field or []),
            max_bytes=max_bytes,
            max_characters=max_chars,
            language=language,
        ),
    )
    request = Request(
        paths=tuple(paths),
        output=output,
        archive=archive,
        failures=failures,
        workers=workers,
        watched=timeout is not None,
        resume=resume,
        fail_fast=fail_fast,
        ray=engine == "ray",
        address=address,
        shard_size=shard_size,
    )
    raise typer.Exit(1 if run(request, settings) else 0)


extract_cli.__doc__ = (extract_cli.__doc__ or "").replace(
    "FORMATS", ", ".join(form.about for form in FORMATS if form.reads is not None)
)


def choose_format(form: str | None, output: Path | None, *, terminal: bool) -> str:
    """The given format, or that of the file's suffix, or a table on a terminal and JSON Lines in a pipe.

    Raises OutputError for a suffix of no format, such as ".xlsx".
    """
    if form is not None:
        return form
    if output is not None:
        unpacked = output.with_suffix("") if output.suffix.lower() in PACKED else output
        return find_by_suffix(unpacked, _SUFFIXES) or "jsonl"
    return "table" if terminal else "jsonl"


def choose_compression(output: str | None) -> str | None:
    """The compression that the file's suffix names: "gzip" for "said.jsonl.gz"."""
    return PACKED.get(Path(output).suffix.lower()) if output else None


def parse_fields(options: list[str]) -> dict[str, str]:
    """{"title": "headline"} for ["title=headline"]. Raises typer.BadParameter for anything else."""
    from quotes.formats.readers.document import METADATA

    fields = {}
    for option in options:
        key, equals, name = option.partition("=")
        if not equals or not name or key not in METADATA:
            raise typer.BadParameter(f"{option!r}: write FIELD=NAME, FIELD one of {', '.join(METADATA)}")
        fields[key] = name
    return fields
