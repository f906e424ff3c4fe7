"""Every construction finds its own examples and passes its counter-examples by, on the bundled model's parse."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.registry import ALL, BY_NAME, find_construction
from quotes.engine.decision import attribute, find_candidates
from quotes.engine.layout import Layout
from quotes.language.lexicon import FRAMES

_SPAN = re.compile(r"\[([^\]]*)\]\{(\w+)\}")
ARTICLES = sorted((Path(__file__).parents[3] / "fixtures" / "articles").glob("*.txt"))
EXAMPLES = [
    pytest.param(construction, text, id=f"{construction.name}: {text[:40]}")
    for construction in ALL
    for text in construction.examples
]
COUNTEREXAMPLES = [
    pytest.param(construction, text, id=f"{construction.name}: {text[:40]}")
    for construction in ALL
    for text in construction.counterexamples
]


def read_example(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The bare sentence, and the marked texts by role."""
    roles: dict[str, list[str]] = {}
    for text, role in _SPAN.findall(marked):
        roles.setdefault(role, []).append(text)
    return _SPAN.sub(r"\1", marked), roles


@cache
def parse(nlp: Language, sentence: str) -> Doc:
    with nlp.select_pipes(disable=["quotes"]):
        return nlp(sentence)


def find(nlp: Language, name: str, sentence: str) -> list[dict[str, list[str]]]:
    """What one construction proposes for a sentence, as texts by role."""
    doc = parse(nlp, sentence)
    results = []
    for candidate, extents in find_candidates(doc, Layout.of(doc)):
        if candidate.construction == name:
            spans = {"content": extents.content, "cue": (extents.cue,), "source": (extents.source,)}
            results.append({role: [sentence[a:b] for a, b in filter(None, parts)] for role, parts in spans.items()})
    return [{role: texts for role, texts in candidate.items() if texts} for candidate in results]


def find_contents(nlp: Language, name: str, sentence: str) -> set[str]:
    """The contents of what the whole engine attributes in a sentence by one construction."""
    attributions = attribute(parse(nlp, sentence))
    return {sentence[a:b] for entry in attributions if entry.construction == name for a, b in entry.content}


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(ALL)


def test_a_foreign_name_claims_nothing() -> None:
    annotated = find_construction("annotated")

    assert (annotated.pattern, annotated.claim, annotated.takes_addressee) == (None, "as_written", False)


def test_constructions_of_the_fixtures_are_in_the_registry(nlp: Language) -> None:
    names = {entry.construction for path in ARTICLES for entry in attribute(parse(nlp, path.read_text("utf-8")))}

    assert len(names) > 5
    assert names <= set(BY_NAME)


@pytest.mark.parametrize("construction", ALL, ids=lambda construction: construction.name)
def test_each_has_examples_of_both_kinds(construction: Construction) -> None:
    assert construction.examples
    assert construction.counterexamples


@pytest.mark.parametrize("construction", ALL, ids=lambda construction: construction.name)
def test_each_says_what_it_looks_for(construction: Construction) -> None:
    assert construction.describe()
    assert set(construction.complement or ()) <= set(FRAMES.values())
    assert 0.0 <= construction.floor <= 1.0
    assert 0.0 <= construction.prior <= 1.0


@pytest.mark.parametrize(("construction", "sentence"), COUNTEREXAMPLES)
def test_counterexample_yields_nothing(nlp: Language, construction: Construction, sentence: str) -> None:
    if construction.pattern is None:
        assert not find_contents(nlp, construction.name, sentence)
    else:
        assert find(nlp, construction.name, sentence) == []


@pytest.mark.parametrize(("construction", "marked"), EXAMPLES)
def test_example_is_found(nlp: Language, construction: Construction, marked: str) -> None:
    sentence, roles = read_example(marked)
    if construction.pattern is None:
        assert set(roles["content"]) <= find_contents(nlp, construction.name, sentence)
    else:
        assert roles in find(nlp, construction.name, sentence)


@pytest.mark.parametrize(("construction", "marked"), [row for row in EXAMPLES if row.values[0].prior])
def test_prior_carries_an_unlearnt_construction_through(nlp: Language, construction: Construction, marked: str) -> None:
    sentence, roles = read_example(marked)

    assert set(roles["content"]) <= find_contents(nlp, construction.name, sentence)
