"""A pipeline's own weights: the ranker and the classifier of sectors that came with its tagger decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes.engine.explain.trace import trace
from quotes.engine.layout import Layout
from quotes.engine.speakers.ranking import load_weights
from quotes.engine.speakers.scene import Scene
from quotes.engine.types.context import Context
from quotes.engine.types.sector_model import load
from quotes.engine.weight_files import find_weights, read_weights
from quotes.errors import ModelError
from quotes.nlp.heads.attributions import AttributionTagger
from quotes.nlp.heads.tagger_output import KEY
from quotes.pipeline import extract

TEXT = "Tom Aldous, a farmer, left.\n\nThe water rose around Karl Ferris, a baker.\n\nHe said the water is high.\n"
NEAREST, FARTHEST = -50.0, 50.0  # weights of a candidate's distance, by which alone a pronoun is resolved


def write_weights(folder: Path, distance: float) -> Path:
    """A folder of weights that know nothing but distance, and by which everyone is a judge."""
    folder.mkdir(exist_ok=True)
    kinds = {kind: {} for kind in load_weights()} | {"pronoun": {"distance": distance}}
    (folder / "ranker.json").write_text(json.dumps({"weights": kinds}), "utf-8")
    bias = dict.fromkeys(load().bias, 0.0) | {"judiciary": 99.0}
    model = {"names": {}, "surnames": {}, "bias": bias, "hints": {}, "words": {}}
    (folder / "sectors.json").write_text(json.dumps(model), "utf-8")
    return folder


def doc_with(stored: dict[str, Any]) -> Doc:
    doc = Doc(Vocab(), words=["Yes"])
    doc.user_data |= stored
    return doc


@pytest.mark.parametrize(
    "stored", [pytest.param({}, id="no tagger"), pytest.param({KEY: {"weights": ""}}, id="a tagger without its own")]
)
def test_other_pipelines_have_the_weights_of_the_package(stored: dict[str, Any]) -> None:
    doc = doc_with(stored)
    assert Scene.of(doc, Layout.of(doc)).ranker is load_weights()
    assert Context(doc).model is load()


def test_folder_without_a_file_takes_that_of_the_package(tmp_path: Path) -> None:
    assert find_weights("ranker.json", str(tmp_path)) == find_weights("ranker.json")
    assert find_weights("ranker.json").is_file()


def test_own_weights_are_those_of_the_folder(tmp_path: Path) -> None:
    doc = doc_with({KEY: {"weights": str(write_weights(tmp_path, NEAREST))}})
    assert Scene.of(doc, Layout.of(doc)).ranker["pronoun"] == {"distance": NEAREST}
    assert Context(doc).model.bias["judiciary"] == 99.0


@pytest.mark.parametrize("content", ["", "[]", "{", '{"weights": 1}', '{"weights": {"pronoun": {"near": "far"}}}'])
@pytest.mark.parametrize(
    ("name", "read"),
    [pytest.param("ranker.json", load_weights, id="ranker"), pytest.param("sectors.json", load, id="sectors")],
)
def test_damaged_file_is_named(name: str, read: Callable[[str], object], content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ModelError, match=f"{name}: missing or damaged"):
        read(str(tmp_path))


def test_file_that_is_missing_everywhere_is_named() -> None:
    with pytest.raises(ModelError, match=r"no such\.json: missing or damaged"):
        read_weights("no such.json")


@pytest.fixture
def tagger(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> AttributionTagger:
    """The tagger, which forgets after the test where its own weights are."""
    pipe = nlp.get_pipe(KEY)
    assert isinstance(pipe, AttributionTagger)
    monkeypatch.setattr(pipe, "weights", "")
    return pipe


def test_own_ranker_and_sectors_decide(nlp: Language, tagger: AttributionTagger, tmp_path: Path) -> None:
    speakers = set()
    for name, distance in (("nearest", NEAREST), ("farthest", FARTHEST)):
        tagger.weights = str(write_weights(tmp_path / name, distance))
        (record,) = extract(TEXT, nlp)
        speakers.add(record.speaker.name if record.speaker else None)
        assert record.source_type.sector == "judiciary"
    assert speakers == {"Tom Aldous", "Karl Ferris"}


def test_explanation_shows_the_own_weights(nlp: Language, tagger: AttributionTagger, tmp_path: Path) -> None:
    tagger.weights = str(write_weights(tmp_path, FARTHEST))
    with nlp.select_pipes(disable=["quotes"]):
        (finding,) = trace(nlp(TEXT)).fired
    assert finding.naming is not None
    assert [name for name, _ in finding.naming.features] == ["distance"]
