"""A folder of gold under review: corrections become a patch that changes the lines they are about, and no other."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.corpus import PARIS, STABBED, copy_articles
from support.desk import Server
from support.review import do
from typer.testing import CliRunner

from quotes.cli import app
from quotes.desk.report.passages import Passages
from quotes.desk.review.corrections import Request, make_added, make_correction
from quotes.desk.review.decision_journal import Journal
from quotes.desk.review.gold_folder import GoldFolder
from quotes.desk.review.state import ReviewState


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The annotations of two articles, in the working folder."""
    monkeypatch.chdir(tmp_path)
    copy_articles(tmp_path / "dev", STABBED, PARIS)
    return Path("dev")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def open_review(folder: Path) -> ReviewState:
    return ReviewState(GoldFolder(folder).records, Journal(Path("dev.review.db")), notes=GoldFolder(folder).notes)


def read_gold(folder: Path, name: str = STABBED) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((folder / "gold" / f"{name}.json").read_text("utf-8"))
    return values


def apply_patch(patch: str) -> None:
    Path("corrections.patch").write_text(patch, "utf-8")
    subprocess.run(["git", "apply", "--unidiff-zero", "corrections.patch"], check=True)


def test_nothing_decided_is_an_empty_patch(folder: Path) -> None:
    state = open_review(folder)
    assert GoldFolder(folder).make_patch(state) == ""

    for record in list(state.current.values())[:3]:
        do(state, "accept", record)
    assert GoldFolder(folder).make_patch(state) == ""


def test_a_corrected_label_changes_one_line(folder: Path) -> None:
    state = open_review(folder)
    before = read_gold(folder)
    record = next(r for r in state.current.values() if r.article.id == STABBED)
    do(
        state,
        "correct",
        record,
        correction=make_correction(Request(mode="thought"), record, Passages.of(None, [record]), []),
    )
    patch = GoldFolder(folder).make_patch(state)
    apply_patch(patch)
    after = read_gold(folder)

    assert [line[0] for line in patch.splitlines() if line[:3] not in ("---", "+++") and line[0] in "+-"] == ["-", "+"]
    assert after["attributions"][0] == {**before["attributions"][0], "mode": "thought"}
    assert after["attributions"][1:] == before["attributions"][1:]


@pytest.mark.parametrize(
    ("rewrite", "changed"),
    [
        pytest.param(lambda text: text.rstrip("\n"), 4, id="no line end after the last line"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), 2, id="line ends of Windows"),
        pytest.param(
            lambda text: text.replace('"unsure": ""', '"unsure": "a\u2028b\x85c"'), 2, id="separators within a note"
        ),
    ],
)
def test_a_patch_applies_to_a_file_as_an_editor_left_it(
    folder: Path, rewrite: Callable[[str], str], changed: int
) -> None:
    gold = folder / "gold" / f"{STABBED}.json"
    gold.write_bytes(rewrite(gold.read_text("utf-8")).encode())
    state = open_review(folder)
    record = next(r for r in state.current.values() if r.article.id == STABBED)
    correction = make_correction(Request(mode="thought"), record, Passages.of(None, [record]), [])
    do(state, "correct", record, correction=correction)
    patch = GoldFolder(folder).make_patch(state)
    Path("corrections.patch").write_bytes(patch.encode())
    subprocess.run(["git", "apply", "corrections.patch"], check=True)

    assert read_gold(folder)["attributions"][0]["mode"] == "thought"
    assert sum(line[:1] in ("+", "-") for line in patch.split("\n")[2:]) == changed


def test_a_rejected_attribution_goes_and_what_was_nested_in_it_stays(folder: Path) -> None:
    state = open_review(folder)
    nested = next(record for record in state.current.values() if record.parent)
    name = nested.article.id
    before = read_gold(folder, name)
    do(state, "reject", state.current[nested.parent or ""])
    apply_patch(GoldFolder(folder).make_patch(state))
    after = read_gold(folder, name)

    assert len(after["attributions"]) == len(before["attributions"]) - 1 + len(before["nested"]) - len(after["nested"])
    place = [nested.content[0].start, nested.content[0].end]
    assert place in [item["content"][0] for item in after["attributions"]]
    assert run("import", folder, "--from", "standoff", "-o", "back.jsonl").exit_code == 0


def test_an_added_attribution_is_nested_where_it_is_within_another(folder: Path) -> None:
    state = open_review(folder)
    outer = next(record for record in state.current.values() if record.article.id == PARIS)
    text = (folder / "texts" / f"{PARIS}.txt").read_bytes().decode()
    start, end = outer.content[0].start, outer.content[0].end
    added = make_added((text.index(" ", start) + 1, end), outer, Passages.of(text, [outer]))
    alone = make_added((0, 11), outer, Passages.of(text, [outer]))
    for record in (added, alone):
        do(state, "add", record, added=record)
    before = read_gold(folder, PARIS)
    apply_patch(GoldFolder(folder).make_patch(state))
    after = read_gold(folder, PARIS)

    assert len(after["nested"]) == len(before["nested"]) + 1
    assert after["attributions"][0]["content"] == [[0, 11]]
    assert after["attributions"][1:] == before["attributions"]


def test_what_the_annotator_was_unsure_of_is_a_note(folder: Path) -> None:
    state = open_review(folder)
    files = [read_gold(folder, name) for name in (PARIS, STABBED)]
    unsure = [item["unsure"] for file in files for item in (*file["attributions"], *file["nested"]) if item["unsure"]]

    assert sorted(note.comment for note in state.notes.values()) == sorted(unsure) != []


@pytest.mark.slow
def test_from_the_page_to_a_patch(folder: Path, serve: Callable[..., Server]) -> None:
    server = serve(folder)
    record = next(record for record in GoldFolder(folder).records if record.article.id == STABBED and record.source)
    assert record.source is not None
    text = (folder / "texts" / f"{STABBED}.txt").read_bytes().decode()
    start, end = record.source.start, record.source.start + text[record.source.start :].index(" ")
    for change in ({"role": "source", "spans": [[start, end]]}, {"speaker": "Sirhan Sirhan"}, {"sector": "citizen"}):
        base = server.get(f"view?record={record.id}")["base"]
        assert server.post("correct", record=record.id, base=base, change=change)[0] == 200
    server.kill()
    done = run("review", folder, "--patch", "-o", "corrections.patch")
    subprocess.run(["git", "apply", "corrections.patch"], check=True)
    corrected = read_gold(folder)["attributions"]

    assert done.exit_code == 0, done.output
    (item,) = (item for item in corrected if item["content"][0][0] == record.content[0].start)
    assert (item["source"], item["speaker"], item["sector"]) == ([start, end], "Sirhan Sirhan", "citizen")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["review", "dev", "--patch"], "dev.review.db: no such journal", id="never reviewed"),
        pytest.param(["review", ".", "--patch"], ".review.db: no such journal", id="the working folder"),
        pytest.param(["review", "quotes.jsonl", "--patch"], "a patch is of a folder of gold", id="records"),
        pytest.param(["review", "dev", "--patch", "-o", "a.json"], ".json is not a format", id="another suffix"),
        pytest.param(["review", "dev", "--min-confidence", "0.5"], "is reviewed whole", id="selection"),
        pytest.param(["review", "exported", "--no-open"], "has records of 'quotes export'", id="an export"),
    ],
)
def test_what_is_not_a_review_of_gold_is_said(folder: Path, arguments: list[str], message: str) -> None:
    Path("quotes.jsonl").touch()
    exported = copy_articles(Path("exported"), PARIS) / "gold" / f"{PARIS}.json"
    exported.write_text(exported.read_text("utf-8").replace('"unsure": ""', '"quotes_record": {"id": "a"}'), "utf-8")
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
