"""The figures, on pipelines whose mistakes are known; the folder of corpora; the package step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from quotes.evaluation.pipeline import cost, counts, measure, targets
from quotes.evaluation.pipeline import figures_table as table
from quotes.evaluation.pipeline.corpora_folder import DataError, corpus_file, data_folder
from quotes.evaluation.pipeline.named_text import Name, NamedText
from quotes.evaluation.pipeline.sentence import Sentence, Word, to_doc
from quotes.evaluation.pipeline.splits import read_splits
from quotes.nlp.models import BUNDLED, FAST, FORMAT, read_model
from training.recipe import package


@pytest.fixture
def ruled() -> Language:
    """A pipeline that takes every Lee for a person, and Peru for a GPE."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Lee"}, {"label": "GPE", "pattern": "Peru"}])
    return nlp


def test_names_are_counted_exactly(ruled: Language) -> None:
    texts = [
        NamedText("Lee left Peru.", (Name(0, 3, "PERSON"), Name(9, 13, "LOC"))),
        NamedText("Lee met Acme.", (Name(8, 12, "ORG"),)),
    ]
    counted = counts.name_figures(ruled, texts)
    assert (counted.precision, counted.recall, counted.names) == (0.6667, 0.6667, 3)
    assert counted.by_label == {"PERSON": 0.6667, "ORG": 0.0, "LOC": 1.0}


def test_label_of_another_scheme_counts_as_ours(ruled: Language) -> None:
    assert counts.name_figures(ruled, [NamedText("Peru.", (Name(0, 4, "LOC"),))]).f1 == 1.0


def test_nothing_found_scores_nothing() -> None:
    assert counts.f1(0, 0, 0) == 0.0


def test_pipeline_without_a_parser_scores_nothing_for_trees(ruled: Language) -> None:
    sentence = Sentence((Word("Go", "go", "VERB", "VB", dep="root", space=""),))
    measured = measure.tree_figures(ruled, [to_doc([sentence], ruled.vocab)])
    assert (measured.las, measured.lemmas, measured.tokens) == (0.0, 0.0, 1)


def test_size_is_that_of_all_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "weights").write_bytes(b"0" * 1_500_000)
    assert cost.size_mb(tmp_path) == 1.5


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(None, "QUOTES_DATA is not set", id="unset"),
        pytest.param("", "QUOTES_DATA is not set", id="empty"),
        pytest.param("/nowhere/at/all", "no such folder", id="no folder"),
    ],
)
def test_missing_corpora_are_told(monkeypatch: pytest.MonkeyPatch, value: str | None, message: str) -> None:
    monkeypatch.delenv("QUOTES_DATA", raising=False)
    if value is not None:
        monkeypatch.setenv("QUOTES_DATA", value)
    with pytest.raises(DataError, match=message):
        data_folder()


def test_missing_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ud/ewt is missing"):
        corpus_file(tmp_path, "ud", "ewt")


def test_splits(tmp_path: Path) -> None:
    path = tmp_path / "splits.md"
    path.write_text("# Splits\n\nText.\n\n## dev\n\n  * GUM_a_b\n\n## test\n\n  * GUM_c_d\n", encoding="utf8")
    assert read_splits(path) == {"dev": ("GUM_a_b",), "test": ("GUM_c_d",)}


TREES = {
    "las": 0.84321,
    "uas": 0.88,
    "tags": 0.95,
    "pos": 0.96,
    "features": 0.94,
    "lemmas": 0.97,
    "sentences": 0.9,
    "tokens": 10,
}
NAMES = {
    "precision": 0.8,
    "recall": 0.7,
    "f1": 0.7467,
    "names": 3,
    "by_label": {"PERSON": 0.8, "ORG": 0.6, "LOC": 0.85},
}
SPANS = {"source": 0.8261, "cue": 0.7412, "content": 0.6699, "spans": 9}
ACCURACY = {"ewt": TREES, "gum": TREES, "uner": NAMES, "polnear": NAMES, "spans": SPANS}
FIGURES = {
    "figures": ACCURACY,
    "words_per_second": 9876.0,
    "load_seconds": 0.4,
    "megabytes": 15.2,
    "wheel_megabytes": None,
}


def test_shares_are_written_as_percentages() -> None:
    assert table.percent(0.84321) == "84.3"


def test_measured_comes_back_from_its_plain_values() -> None:
    assert targets.read_measured(json.loads(json.dumps(FIGURES))).as_dict() == FIGURES


@pytest.mark.parametrize("name", [BUNDLED, FAST])
def test_card_states_the_figures_and_the_sources(name: str) -> None:
    card = package.card(name, FIGURES)
    assert card.startswith(f"# {name} {package.VERSIONS[name]}")
    assert "| EWT test | 84.3 | 88.0 |" in card
    assert "| UNER-EWT test | 74.7 | 80.0 | 70.0 | 80.0 | 60.0 | 85.0 | 3 |" in card
    assert "| PolNeAR dev | 82.6 | 74.1 | 67.0 | 9 |" in card
    assert "| words per second, one core |  |  | 9,876 |" in card
    assert "CC BY-SA 4.0" in card
    assert ("all-MiniLM-L6-v2" in card) is (name == BUNDLED)
    assert "$" not in card


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        pytest.param(targets.ACCURACY[0], 86.94, "below", id="below the bar"),
        pytest.param(targets.ACCURACY[0], 86.96, "bar", id="as printed, at the bar"),
        pytest.param(targets.ACCURACY[0], 90.0, "goal", id="at the goal"),
        pytest.param(targets.COST[0], 45.1, "below", id="too large"),
        pytest.param(targets.COST[0], 45.0, "bar", id="just small enough"),
        pytest.param(targets.COST[2], 0.8, "goal", id="quick"),
        pytest.param(targets.COST[1], 14.0, "", id="nothing asked"),
        pytest.param(targets.ACCURACY[6], None, "", id="nothing measured"),
    ],
)
def test_verdict(target: targets.Target, value: float | None, verdict: str) -> None:
    assert target.verdict(value) == verdict


def test_pipelines_are_held_against_32_bits_and_the_fast_one() -> None:
    full = targets.read_measured(FIGURES)
    small = targets.read_measured(
        {**FIGURES, "figures": {**ACCURACY, "gum": {**TREES, "las": 0.84}, "spans": None}, "words_per_second": 4938.0}
    )
    results = dict(targets.rows({"full": full, "small": small}, full="full", fast="full"))
    assert results[targets.LARGEST_LOSS] == [None, pytest.approx(0.321)]
    assert results[targets.RATIO] == [1.0, 0.5]
    assert results[targets.ACCURACY[6]] == [pytest.approx(82.61), None]


def test_installed_pipeline_loads_and_forgets_its_paths(ruled: Language, tmp_path: Path) -> None:
    ruled.config["paths"]["train"] = "/somewhere/train.spacy"
    package.describe(ruled, FAST, FIGURES)
    package.install(ruled, tmp_path / FAST)
    package.install(ruled, tmp_path / FAST)  # a second time replaces the first
    loaded = read_model(str(tmp_path / FAST))
    assert (loaded.meta["lang"], loaded.meta["name"], loaded.meta["quotes_format"]) == ("en", "quotes_fast", FORMAT)
    assert len(loaded.meta["sources"]) == len(package.sources_of(FAST)) > 5
    assert "/somewhere" not in (tmp_path / FAST / "config.cfg").read_text(encoding="utf8")
    assert [path.name for path in tmp_path.iterdir()] == [FAST]


def test_figures_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(FIGURES), encoding="utf8")
    assert package.read_figures(path)["megabytes"] == 15.2
