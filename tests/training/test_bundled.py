"""The pipeline as it is shipped: small, described, and right about the plainest news."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from quotes.evaluation.pipeline.cost import size_mb
from quotes.evaluation.pipeline.counts import LABELS
from quotes.nlp.models import BUNDLED, FAST, HOME

SHIPPED = [name for name in (BUNDLED, FAST) if (HOME / name).is_dir()]
LARGEST = 34  # megabytes


@pytest.fixture(scope="module", params=SHIPPED)
def folder(request: pytest.FixtureRequest) -> Path:
    return HOME / str(request.param)


@pytest.fixture(scope="module")
def nlp(folder: Path) -> Language:
    return spacy.load(folder)


def test_is_small_enough_to_ship(folder: Path) -> None:
    assert size_mb(folder) <= LARGEST


def test_says_where_it_comes_from(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf8"))
    assert meta["lang"] == "en"
    assert meta["name"].startswith("quotes")
    assert {"UD English EWT", "GUM, genres that may be used commercially", "PolNeAR"} <= {
        source["name"] for source in meta["sources"]
    }
    assert meta["spacy_version"] == ">=3.8.0,<3.9.0"


def test_knows_no_path_of_the_machine_that_trained_it(folder: Path) -> None:
    assert re.search(r"(?<![\w.])/\w+/", (folder / "config.cfg").read_text(encoding="utf8")) is None


def test_labels(nlp: Language) -> None:
    assert set(nlp.get_pipe("ner").labels) == set(LABELS)
    assert {"ccomp", "parataxis", "nsubj:pass", "obl:agent", "acl:relcl"} <= set(nlp.get_pipe("parser").labels)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        pytest.param("“We will not stop,” she said.", "said", "she", id="a clause after the quotation"),
        pytest.param("“We will not stop,” said the minister.", "said", "minister", id="an inverted clause"),
        pytest.param("The minister said: “We will not stop.”", "said", "minister", id="a clause before it"),
        pytest.param("The ministry said that prices rose.", "said", "ministry", id="indirect speech"),
        pytest.param("The law will change, he said.", "said", "he", id="a clause after it without marks"),
    ],
)
def test_speech_verb_governs_source_and_content(nlp: Language, text: str, verb: str, subject: str) -> None:
    said = next(token for token in nlp(text) if token.text == verb)
    assert {child.text for child in said.children if child.dep_ == "nsubj"} == {subject}
    assert [child.dep_ for child in said.children if child.dep_ == "ccomp"] == ["ccomp"]


def test_paragraphs_part_sentences(nlp: Language) -> None:
    text = "“It was late. Nobody came,” he said.\n\nMoscow rejected the claim."
    assert [sent.text.strip() for sent in nlp(text).sents] == [
        "“It was late.",
        "Nobody came,” he said.",
        "Moscow rejected the claim.",
    ]


def test_names_of_the_news(nlp: Language) -> None:
    doc = nlp("NATO Secretary General Jens Stoltenberg met Vladimir Putin in Moscow on Wednesday.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("NATO", "ORG"),
        ("Jens Stoltenberg", "PERSON"),
        ("Vladimir Putin", "PERSON"),
        ("Moscow", "LOC"),
    ]


def test_whitespace_is_space(nlp: Language) -> None:
    assert [(t.pos_, t.tag_) for t in nlp("He left.\n\nShe stayed.") if t.is_space] == [("SPACE", "_SP")]
