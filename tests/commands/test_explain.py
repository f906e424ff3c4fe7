"""`quotes explain`: a sentence, a record in its article, and wrong usage."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from spacy.language import Language
from typer.testing import CliRunner

import quotes
from quotes.cli import app

SAID = '"NATO is ready to defend all of the allies," Jens Stoltenberg said. The minister wrote it down.'
pytestmark = pytest.mark.usefixtures("_one_pipeline")


def run(*arguments: str | Path, data: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=data)


def test_explain_a_sentence(tmp_path: Path) -> None:
    result = run("explain", SAID)
    page = tmp_path / "why.html"

    assert result.exit_code == 0
    assert "Jens Stoltenberg" in result.stdout
    assert run("explain", "-", "--html", page, data=SAID).stdout == ""
    assert "displacy" in page.read_text(encoding="utf-8")


def test_explain_a_record_in_its_article(tmp_path: Path, nlp: Language) -> None:
    article, records = tmp_path / "a.txt", tmp_path / "a.jsonl"
    article.write_text(f"Hama was quiet on Friday.\n\n{SAID}\n", encoding="utf-8")
    (record,) = quotes.extract(quotes.Article(text=article.read_text("utf-8"), source_path=str(article)), nlp)
    records.write_text(record.model_dump_json() + "\n", encoding="utf-8")
    result = run("explain", records, "--id", record.id[:8])

    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{record.construction} " in result.stdout
    assert "quiet" not in result.stdout, "other sentences are no part of the question"
    article.unlink()
    alone = run("explain", records, "--id", record.id)
    assert alone.exit_code == 0
    assert "explaining the sentence alone" in alone.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("explain", " "), "give a sentence", id="nothing"),
        pytest.param(("explain", "none.jsonl", "--id", "1"), "none.jsonl", id="no file"),
        pytest.param(("explain", "x", "--model", "no_such_model"), "no_such_model", id="no model"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr


def test_unknown_id_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")

    assert "no record 12ab" in run("explain", tmp_path / "a.jsonl", "--id", "12ab").stderr
