"""Pages made from the software itself: a line `<!-- make: NAME -->` becomes what the function of that name returns.

Pages that other people add to the folder come into the navigation under "How to", so that none is forgotten.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = (
    "quotes.pipeline",
    "quotes.article",
    "quotes.record",
    "quotes.record_parts",
    "quotes.errors",
    "quotes.components",
    "quotes.corpus",
    "quotes.formats.readers",
    "quotes.formats.records",
    "quotes.formats.interchange",
    "quotes.formats.exports",
    "quotes.formats.imports",
    "quotes.desk.claims",
    "quotes.engine.constructions",
    "quotes.evaluation",
    "quotes.engine.explain",
    "quotes.desk.audit",
    "quotes.desk.tables",
    "quotes.desk.speakers",
    "quotes.desk.report",
    "quotes.desk.review",
    "quotes.desk.archive",
    "quotes.desk.watch",
    "quotes.desk.verify",
    "quotes.desk.serve",
    "quotes.desk.web",
)


def on_config(config: Any) -> Any:
    """Put pages that the navigation does not name under "How to"."""
    nav = config["nav"]
    named = str(nav)
    how_to = next(entry["How to"] for entry in nav if isinstance(entry, dict) and "How to" in entry)
    for page in sorted(Path(config["docs_dir"]).glob("*.md")):
        if page.name not in named:
            how_to.append(page.name)
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put what is generated in its place."""
    for name, make in MAKERS.items():
        mark = f"<!-- make: {name} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    return markdown


def make_cli() -> str:
    """Every command with its arguments and options, as `typer utils docs` writes them."""
    import typer
    from typer.cli import get_docs_for_click

    from quotes.cli import app

    command = typer.main.get_command(app)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command), name="quotes")
    for name, sub in command.commands.items():
        cut, whole = (sub.get_short_help_str(limit) for limit in (45, 200))
        text = text.replace(f"* `{name}`: {cut}\n", f"* [`{name}`](#quotes-{name}): {whole}\n")
    return text.split("\n", 1)[1]  # its own heading left out


def make_api() -> str:
    """A directive of mkdocstrings for each public module, package by package."""
    lines = []
    for package in PACKAGES:
        path = ROOT / Path(*package.split("."))
        modules = (
            [package]
            if path.with_suffix(".py").is_file()
            else [
                f"{package}.{'.'.join(found.relative_to(path).with_suffix('').parts)}"
                for found in sorted(path.rglob("*.py"))
                if found.stem not in ("__init__", "__main__") and not found.stem.startswith("_")
            ]
        )
        lines += [f"::: {module}\n" for module in modules]
    return "\n".join(lines)


def make_record() -> str:
    """The fields of a record and of its parts, from the JSON Schema."""
    from quotes.record import json_schema

    schema = json_schema()
    parts = {"Record": schema, **schema["$defs"]}
    return "\n\n".join(_describe_part(name, part) for name, part in parts.items())


def make_constructions() -> str:
    """Every construction with its examples, counter-examples and figures."""
    from quotes.engine.explain.catalogue import catalogue, load_figures, on_one_line

    measured, _ = load_figures()
    lines = []
    if measured is not None:
        lines.append(f"Figures: {measured.corpus}, {measured.articles} articles, {measured.gold:,} attributions.")
    for entry in catalogue():
        lines += [f"## {entry.name}", _escape(entry.summary)]
        if entry.figure is not None and entry.figure.fired:
            fired, right = entry.figure.fired, entry.figure.right
            lines.append(f"{fired} records, {right} of them attributed right ({entry.figure.precision} %).")
        examples = [f"- finds: {_escape(on_one_line(example))}" for example in entry.examples]
        examples += [f"- not in: {_escape(example)}" for example in entry.counterexamples]
        lines.append("\n".join(examples))
    return "\n\n".join(lines)


def make_exports() -> str:
    """The formats of `quotes export`, from the registry."""
    from quotes.formats.registry import FORMATS

    rows = ["| `--format` | what it is | result | needs the texts | comes back |", "|---|---|---|---|---|"]
    shapes = {"stream": "one stream of text", "bytes": "a file", "file": "a file", "folder": "a folder"}
    for form in FORMATS:
        if form.exports is not None:
            needed = "yes" if form.exports.texts == "needed" else "–"
            back = "yes" if form.imports is not None else "–"
            rows.append(f"| `{form.name}` | {form.about} | {shapes[form.exports.shape]} | {needed} | {back} |")
    return "\n".join(rows)


def make_formats() -> str:
    """The formats that are read, from the registry and what each reader says of itself."""
    from importlib import import_module

    from quotes.formats.registry import READABLE

    rows = ["| `--input-format` | suffixes | how it is read |", "|---|---|---|"]
    for name, reads in READABLE.items():
        about = (import_module(f"quotes.formats.readers.{reads.module}").__doc__ or "").split("\n", 1)[0]
        about = f"{about.partition(': `')[0].rstrip('.')}."  # an example of the code is none of the reader's business
        without = "none: `.txt` with such lines" if reads.in_text else "none: by `--input-format` alone"
        suffixes = ", ".join(f"`{suffix}`" for suffix in reads.suffixes) or without
        rows.append(f"| `{name}` | {suffixes} | {about} |")
    return "\n".join(rows)


def make_columns() -> str:
    """The columns of flat tables, from the list that CSV and SQL are made from."""
    from quotes.columns import COLUMNS
    from quotes.formats.records.fields import describe

    rows = [f"| `{column.name}` | `{column.path}` | {_escape(describe(column))} |" for column in COLUMNS]
    return "\n".join(["| column | in the record | meaning |", "|---|---|---|", *rows])


def make_model() -> str:
    """The card of the bundled model, its own heading left out."""
    return (ROOT / "quotes" / "model" / "MODEL_CARD.md").read_text("utf-8").split("\n", 1)[1]


def include(name: str) -> Callable[[], str]:
    """A file of the top level, its heading left out."""
    return lambda: (ROOT / name).read_text("utf-8").split("\n", 1)[1]


def _describe_part(name: str, part: dict[str, Any]) -> str:
    rows = ["| field | type | meaning |", "|---|---|---|"]
    for field, value in part.get("properties", {}).items():
        rows.append(f"| `{field}` | {_describe_type(value)} | {_escape(value.get('description', ''))} |")
    return "\n".join([f"## {name}", "", _escape(part.get("description", "")), "", *rows])


def _describe_type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_describe_type(one) for one in value["anyOf"])
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if value.get("type") == "array":
        return f"list of {_describe_type(value.get('items', {}))}"
    pattern = f" `{value['pattern']}`" if "pattern" in value else ""
    return f"{value.get('type', 'any')}{pattern}"


def _escape(text: str) -> str:
    """Text as it is, in a page: nothing of it is markup."""
    escaped = html.escape(" ".join(text.split()), quote=False)
    return "".join(f"\\{char}" if char in "\\`*_{}[]#|" else char for char in escaped)


MAKERS: dict[str, Callable[[], str]] = {
    "cli": make_cli,
    "api": make_api,
    "record": make_record,
    "columns": make_columns,
    "constructions": make_constructions,
    "exports": make_exports,
    "formats": make_formats,
    "model": make_model,
    "contributing": include("CONTRIBUTING.md"),
    "security": include("SECURITY.md"),
    "changelog": include("CHANGELOG.md"),
}
