"""Which names and paths mean which pipeline, before anything is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.nlp.models import BUNDLED, CARDS, FAST, bundled_card, bundled_folder, read_model


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("no_such_pipeline", "no_such_pipeline: no such pipeline; install it", id="not installed"),
        pytest.param("./no/such/folder", "no such pipeline", id="no such folder"),
        pytest.param("", "no such pipeline|no spaCy pipeline there", id="empty"),
        pytest.param("Fast", "no such pipeline", id="names are lower-cased"),
    ],
)
def test_no_such_pipeline(name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match=message):
        read_model(name)


@pytest.mark.parametrize("part", ["config.cfg", "meta.json"])
def test_folder_without_a_part_of_a_pipeline_names_it(part: str, tmp_path: Path) -> None:
    for name in {"config.cfg", "meta.json"} - {part}:
        (tmp_path / name).write_text("{}", "utf-8")

    with pytest.raises(ModelError, match=f"no {part}"):
        read_model(str(tmp_path))


@pytest.mark.parametrize("text", ["", "[", "[]", "null", '"meta"', "\ufeff{}"])
def test_meta_that_holds_no_object_is_damage(text: str, tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("", "utf-8")
    (tmp_path / "meta.json").write_text(text, "utf-8")

    with pytest.raises(ModelError, match=r"damaged, its meta\.json"):
        read_model(str(tmp_path))


@pytest.mark.parametrize(("name", "folder"), [(None, BUNDLED), (BUNDLED, BUNDLED), ("fast", FAST), (FAST, FAST)])
def test_names_of_bundled_pipelines(name: str | None, folder: str) -> None:
    assert bundled_folder(name).name == folder


def test_every_bundled_pipeline_has_a_card() -> None:
    assert {bundled_card(name).splitlines()[0] for name in CARDS} != {""}
    assert bundled_card() == bundled_card(BUNDLED) != bundled_card(FAST)
