"""Commands in the text of pages (blocks set in by four blanks): all fit the command line, and run where they can."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from markdown_it import MarkdownIt
from spacy.language import Language
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.formats.readers.text import read_text
from quotes.formats.records.jsonl import write_jsonl

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = ("README.md", "desk.md", "evaluation.md")  # their files can be made here
STOPS = re.compile(r"\s+#\s.*$|\s*\||\s*&&|\s*>")  # what the shell does with the rest is none of ours
# it waits for a person (tests/desk has its own); those pipelines, PolNeAR and the web are not here
NOT_RUN = re.compile(r"^review |^serve|--model (?:en_core_web|open)|extract data/dev|https://")


def list_commands(page: Path) -> Iterator[list[str]]:
    """The arguments of each `quotes …` in the blocks of a page, and in those after `$`."""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type in ("code_block", "fence"):
            begin = r"^\$ " if token.type == "fence" else "^"
            for line in token.content.splitlines():
                for command in re.findall(rf"(?:{begin}|\| |&& )quotes( .*)", line):
                    cut = STOPS.search(without_strings(command))
                    yield shlex.split(command[: cut.start()] if cut else command)


def without_strings(command: str) -> str:
    """The command with every sign between quotation marks made a dot."""
    return re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: "." * len(match[0]), command)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, nlp: Language, seed_path: Path) -> Path:
    """The files that the pages name, made from the first article."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("articles", "seeds", "transcripts"):
        (folder / name).mkdir()
    shutil.copy(ROOT / "fixtures" / "formats" / "captions.srt", folder / "transcripts")
    shutil.copy(seed_path, folder / "seeds")
    shutil.copy(seed_path, folder / "articles" / "nato-syria.txt")
    shutil.copy(seed_path, folder / "article.txt")
    records = quotes.extract(read_text(folder / "articles" / "nato-syria.txt"), nlp, mode="all")
    for name in ("quotes", "a", "b", "before", "after", "dev", "gold", "monday", "tuesday"):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
            write_jsonl(records, stream)
    for form, output in (("parquet", "b.parquet"), ("polnear", "data/dev")):
        (folder / output).parent.mkdir(exist_ok=True)
        done = CliRunner().invoke(
            app, ["export", f"{folder}/quotes.jsonl", "--to", form, "-o", f"{folder}/{output}", "--texts", str(folder)]
        )
        assert done.exit_code == 0, done.output
    (folder / "id").write_text(records[0].id[:6], "utf-8")
    (folder / "aliases.csv").write_text("variant,name,sector\nPutin,Vladimir Putin,government\n", "utf-8")
    (folder / "ids.csv").write_text("name,wikidata\nVladimir Putin,Q7747\n", "utf-8")
    (folder / "people.csv").write_text("name,gender\nJens Stoltenberg,man\n", "utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_fit_the_command_line(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    group = typer.main.get_command(app)
    for arguments in list_commands(page):
        if arguments[0].startswith("-"):  # quotes --version
            continue
        assert arguments[0] in group.commands, arguments  # type: ignore[attr-defined]
        command = group.commands[arguments[0]]  # type: ignore[attr-defined]
        command.make_context(arguments[0], arguments[1:])  # raises for an option or a choice that is not there


@pytest.mark.parametrize("page", RUN)
def test_commands_of_the_page_run(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (item for item in PAGES if item.name == page)
    monkeypatch.chdir(folder)
    text = (folder / "article.txt").read_text("utf-8")
    real = {"GOLD": "data/dev", "6f1d0c": (folder / "id").read_text("utf-8")}
    ran = 0
    for arguments in list_commands(path):
        if NOT_RUN.search(" ".join(arguments)):
            continue
        given = [real.get(argument, argument) for argument in arguments]
        if given[0] == "extract":
            given += ["--workers", "0"]  # no worker processes, each of which loads the model
        done = CliRunner().invoke(app, given, input=text, env={"COLUMNS": "80"})
        assert done.exit_code == 0, f"quotes {shlex.join(given)}\n{done.output}\n{done.exception!r}"
        ran += 1
    assert ran > 5


def test_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = [
        token
        for token in MarkdownIt("commonmark").parse((ROOT / "README.md").read_text("utf-8"))
        if token.type == "fence" and token.info == "python"
    ]
    names: dict[str, object] = {}
    for block in blocks:
        if "add_pipe" in block.content:  # "in your own pipeline", which has no quotes yet
            names["nlp"] = nlp = quotes.load()
            nlp.remove_pipe("quotes")
            names["text"] = 'Mayor Jane Lee said: "It rains."'
        exec(block.content, names)

    assert "Jens Stoltenberg said" in capsys.readouterr().out
    assert names["doc"]._.quotes  # type: ignore[attr-defined]
