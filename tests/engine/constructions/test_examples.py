"""Every construction finds its own examples and passes its counter-examples by, on the bundled model's parse."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from quotes.engine.candidates.propose import CONSTRUCTIONS
from quotes.engine.constructions import punctuated
from quotes.engine.decision import find_candidates
from quotes.engine.layout import Layout

ALL = (*CONSTRUCTIONS, *punctuated.CONSTRUCTIONS)
_SPAN = re.compile(r"\[([^\]]*)\]\{(\w+)\}")
EXAMPLES = [pytest.param(c.name, text, id=f"{c.name}: {text[:40]}") for c in ALL for text in c.examples]
COUNTEREXAMPLES = [pytest.param(c.name, text, id=f"{c.name}: {text[:40]}") for c in ALL for text in c.counterexamples]


def read_example(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The bare sentence, and the marked texts by role."""
    roles: dict[str, list[str]] = {}
    for text, role in _SPAN.findall(marked):
        roles.setdefault(role, []).append(text)
    return _SPAN.sub(r"\1", marked), roles


def find(nlp: Language, name: str, sentence: str) -> list[dict[str, list[str]]]:
    """What one construction proposes for a sentence, as texts by role."""
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(sentence)
    found = []
    for candidate, extents in find_candidates(doc, Layout.of(doc)):
        if candidate.construction == name:
            spans = {"content": extents.content, "cue": (extents.cue,), "source": (extents.source,)}
            found.append({role: [sentence[a:b] for a, b in filter(None, parts)] for role, parts in spans.items()})
    return [{role: texts for role, texts in one.items() if texts} for one in found]


def test_names_are_unique() -> None:
    names = [construction.name for construction in ALL]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("construction", ALL, ids=lambda c: c.name)
def test_each_has_examples_of_both_kinds(construction: object) -> None:
    assert construction.examples  # type: ignore[attr-defined]
    assert construction.counterexamples  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "sentence"), COUNTEREXAMPLES)
def test_counterexample_yields_nothing(nlp: Language, name: str, sentence: str) -> None:
    assert find(nlp, name, sentence) == []


@pytest.mark.parametrize(("name", "marked"), EXAMPLES)
def test_example_is_found(nlp: Language, name: str, marked: str) -> None:
    sentence, roles = read_example(marked)
    assert roles in find(nlp, name, sentence)
