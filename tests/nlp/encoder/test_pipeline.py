"""The whole pipeline on the encoder: saved, in processes, in zones of memory, on odd and on long texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from support import tiny_encoder as tiny

import quotes
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.nlp.models import read_model

# the tiny pipeline lacks lemmas, and says so
pytestmark = pytest.mark.filterwarnings("ignore:.*has no lemmatizer")

TEXTS = [
    "“We will not stop,” the minister said.\n\nShe will see.",
    "",
    "😀",
    "The minister said that we will stop. “No,” she said.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tiny.pipeline()


@pytest.fixture(scope="module")
def whole() -> Language:
    nlp = tiny.pipeline()
    nlp.add_pipe("quotes")
    return nlp


def read_output(nlp: Language, texts: list[str], **options: int) -> list[np.ndarray]:
    results = [TaggerOutput.of(doc) for doc in nlp.pipe(texts, **options)]  # type: ignore[call-overload]
    assert all(item is not None for item in results)
    return [item.flat for item in results if item is not None]


def test_every_component_says_something_of_every_token(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    results = TaggerOutput.of(doc)
    assert results is not None
    assert results.flat.shape == (len(doc), 3, 3)
    assert np.allclose(results.flat.sum(-1), 1.0, atol=1e-4)
    assert doc.has_annotation("DEP")
    assert doc.has_annotation("ENT_IOB")
    for anchor in results.anchors:
        assert anchor.first <= anchor.cue[0] < anchor.cue[1] <= anchor.first + anchor.length


@pytest.mark.parametrize("way", ["disk", "bytes"])
def test_saved_pipeline_says_the_same(way: str, nlp: Language, tmp_path: Path) -> None:
    if way == "disk":
        nlp.to_disk(tmp_path / "model")
        back = read_model(str(tmp_path / "model"))
    else:
        back = spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes())
    for text in TEXTS:
        assert tiny.seen(back(text)) == tiny.seen(nlp(text))
    assert all(np.array_equal(a, b) for a, b in zip(read_output(back, TEXTS), read_output(nlp, TEXTS), strict=True))


def test_batches_say_what_single_texts_say(nlp: Language) -> None:
    alone = [tiny.seen(nlp(text)) for text in TEXTS]
    for size in (1, 2, 4):
        assert [tiny.seen(doc) for doc in nlp.pipe(TEXTS, batch_size=size)] == alone


def test_processes_say_what_one_says(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert [tiny.seen(doc) for doc in docs] == [tiny.seen(nlp(text)) for text in TEXTS]
    for doc, mine in zip(docs, read_output(nlp, TEXTS), strict=True):
        theirs = TaggerOutput.of(doc)
        assert theirs is not None
        assert np.array_equal(theirs.flat, mine)


def test_memory_zone_forgets_and_says_the_same(nlp: Language) -> None:
    before = tiny.seen(nlp(TEXTS[0]))
    for _ in range(2):
        with nlp.memory_zone():
            for doc in nlp.pipe([*TEXTS, "Zxqv Wrbl will not stop."]):
                assert TaggerOutput.of(doc) is not None
            assert tiny.seen(nlp(TEXTS[0])) == before
    assert tiny.seen(nlp(TEXTS[0])) == before


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("😀😀 said 👩🏽‍🚒", id="emoji"),
        pytest.param("a" * 50_000, id="one very long word"),
        pytest.param("“" * 300, id="marks alone", marks=pytest.mark.slow),
        pytest.param("\n\n".join(["said"] * 300), id="one word per paragraph", marks=pytest.mark.slow),
    ],
)
def test_engine_runs_on_odd_texts(text: str, nlp: Language, whole: Language) -> None:
    for record in quotes.extract(text, whole, mode="all"):
        assert all(text[span.start : span.end] == span.text for span in record.content)
    doc = nlp(text)
    assert doc.text == text
    assert len(tiny.seen(doc)) == len(doc)


@pytest.mark.slow
def test_text_of_20_000_words_is_read_whole(nlp: Language) -> None:
    sentence = "“We will not stop,” the minister said. "
    text = "\n\n".join([sentence * 20] * 84)
    doc = nlp(text)
    results = TaggerOutput.of(doc)
    assert len(doc) > 18_000
    assert results is not None
    assert results.flat.shape[0] == len(doc)
    assert np.isfinite(results.flat).all()
    assert {token.is_sent_start for token in doc} == {True, False}
