"""The subject of a verb of speech by position, on trees that lost it."""

from __future__ import annotations

import pytest
from spacy.tokens import Token
from support.trees import tree

from quotes.engine.constructions.subjects import find_surface_subject


def word(doc: object, text: str | None) -> Token | None:
    return next((token for token in doc if token.text == text), None)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rows", "cue", "content", "subject"),
    [
        pytest.param("said/VERB/ROOT/0", "said", None, None, id="nothing else"),
        pytest.param("so/ADV/advmod/1 said/VERB/ROOT/1", "said", None, None, id="only an adverb"),
        pytest.param(
            "it/PRON/nsubj/1 ended/VERB/ccomp/4 ,/PUNCT/punct/4 so/ADV/advmod/4 said/VERB/ROOT/4",
            "said",
            None,
            None,
            id="a verb before the comma",
        ),
        pytest.param(
            "saw/VERB/dep/2 troops/NOUNS/obj/0 said/VERB/ROOT/2 it/PRON/nsubj/4 ended/VERB/ccomp/2",
            "said",
            "ended",
            None,
            id="object of another verb",
        ),
        pytest.param(
            "it/PRON/nsubj/1 ended/VERB/ccomp/2 said/VERB/ROOT/2 Lee/PROPN/dep/2", "said", "ended", "Lee", id="said Lee"
        ),
        pytest.param(
            "it/PRON/nsubj/1 ended/VERB/ccomp/2 said/VERB/ROOT/2 the/DET/det/4 mayor/NOUN/dep/2",
            "said",
            "ended",
            "mayor",
            id="said the mayor",
        ),
        pytest.param(
            "Lee/PROPN/dep/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1", "said", "ended", "Lee", id="Lee said"
        ),
        pytest.param(
            "Lee/PROPN/dep/2 later/ADV/advmod/2 said/VERB/ROOT/2 it/PRON/nsubj/4 ended/VERB/ccomp/2",
            "said",
            "ended",
            "Lee",
            id="an adverb between",
        ),
        pytest.param(
            "Jens/PROPN/compound/1 Lee/PROPN/dep/2 said/VERB/ROOT/2 it/PRON/nsubj/4 ended/VERB/ccomp/2",
            "said",
            "ended",
            "Lee",
            id="the head of a name",
        ),
    ],
)
def test_surface_subject(rows: str, cue: str, content: str | None, subject: str | None) -> None:
    doc = tree(rows)
    verb = word(doc, cue)

    assert verb is not None
    found = find_surface_subject(verb, word(doc, content))
    assert (None if found is None else found.text) == subject
