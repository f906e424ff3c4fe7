"""The weights of the pipeline `open` that a checkout has: what they are made of, and that they find who said what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

import quotes
from quotes.nlp.heads.tagger_output import TaggerOutput

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "open" / "en_quotes_open"
ENGINE = ("scorer.json", "nested.json", "ranker.json", "sectors.json")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return quotes.load(str(PACKAGE / "pipeline"))


@pytest.mark.parametrize("name", ["PolNeAR", "NonCommercial", "BY-NC", "re3d"])
def test_nothing_without_an_open_licence_is_among_the_sources(name: str) -> None:
    assert name not in (PACKAGE / "pipeline" / "LICENSES_SOURCES").read_text("utf-8")


@pytest.mark.parametrize("name", ENGINE)
def test_no_weight_of_the_engine_is_the_package_s(name: str) -> None:
    own = (PACKAGE / "pipeline" / "engine" / name).read_bytes()
    assert own != (ROOT / "quotes" / "model" / name).read_bytes()


def test_it_has_no_well_known_names() -> None:
    assert json.loads((PACKAGE / "pipeline" / "engine" / "sectors.json").read_text("utf-8"))["names"] == {}


def test_the_engine_reads_its_own_weights(nlp: Language) -> None:
    assert TaggerOutput.weights_in(nlp("“It rained,” Vladimir Putin said.")) == str(PACKAGE / "pipeline" / "engine")


def test_who_said_what_in_the_first_article(nlp: Language) -> None:
    records = quotes.extract(ROOT / "seeds" / "nato-russian-activity-in-syria.txt", nlp)
    speakers = {record.speaker.name for record in records if record.speaker}
    assert {"Jens Stoltenberg", "Vladimir Putin", "Syrian Observatory for Human Rights"} <= speakers
    assert not {"Syria", "Moscow"} & speakers


def test_card_has_the_figures_beside_the_default() -> None:
    card = (PACKAGE / "MODEL_CARD.md").read_text("utf-8")
    assert "| attributed F1 | 87.5 | 88.6 |" in card
