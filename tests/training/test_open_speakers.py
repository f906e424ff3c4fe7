"""The ranker and the classifier of sectors of an open pipeline: learnt where PolNeAR is not even there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="scipy is of the dependency group training")

from spacy.language import Language

from quotes.engine.speakers import ranking
from quotes.engine.types import sector_model
from quotes.engine.types.sector_model import SectorModel, known_sector
from quotes.nlp.heads.attributions import AttributionTagger
from training.speakers import train_sectors
from training.speakers.decisions import read_articles
from training.speakers.train_sectors import use_own_ranker


@pytest.fixture(autouse=True)
def _weights_of_the_package() -> Iterator[None]:
    """What a trainer replaced is put back."""
    yield
    ranking.replace_weights(None)
    sector_model.replace_model(None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of corpora with an article of Wikinews and nothing of PolNeAR."""
    part = tmp_path / "data" / "wikinews-attributions" / "train"
    for folder in ("texts", "gold"):
        (part / folder).mkdir(parents=True)
    (part / "texts" / "a.txt").write_text("Rain fell.\n", "utf-8")
    (part / "gold" / "a.json").write_text('{"attributions": [], "nested": []}', "utf-8")
    return tmp_path / "data"


def test_other_ranker_needs_polnear(data: Path, nlp: Language, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no article"):
        list(read_articles(data, tmp_path / "cache", nlp))


def test_open_ranker_reads_wikinews_alone(data: Path, nlp: Language, tmp_path: Path) -> None:
    articles = list(read_articles(data, tmp_path / "cache", nlp, only_open=True))
    assert [article.id for article in articles] == ["wikinews a"]


def test_no_names_are_learnt_for_open(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["train_sectors", "--cache", "cache", "--open", "--names"])
    with pytest.raises(SystemExit):
        train_sectors.main()
    assert "learnt from PolNeAR" in capsys.readouterr().err


def test_classifier_of_an_open_pipeline_needs_its_own_ranker(nlp: Language) -> None:
    use_own_ranker(nlp, must_have=False)  # the package's own pipeline has the package's
    with pytest.raises(SystemExit, match=r"no ranker\.json in its folder engine/"):
        use_own_ranker(nlp, must_have=True)


def test_own_ranker_resolves_speakers(nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ranker.json").write_text('{"weights": {"pronoun": {"distance": 1}}}', "utf-8")
    tagger = nlp.get_pipe("attribution_tagger")
    assert isinstance(tagger, AttributionTagger)
    monkeypatch.setattr(tagger, "weights", str(tmp_path))

    use_own_ranker(nlp, must_have=True)
    assert ranking.load_weights() == {"pronoun": {"distance": 1.0}}


def test_replaced_model_knows_no_names() -> None:
    known = known_sector("Donald Trump")
    sector_model.replace_model(SectorModel({}, {}, {}, {}, {}))
    assert known == "politics"
    assert known_sector("Donald Trump") is None
