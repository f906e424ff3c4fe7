"""The engine decides once per article, and what it needs of the text is found once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from spacy.language import Language

import quotes
from quotes.engine import decision, layout
from quotes.engine.explain.trace import trace
from quotes.nlp import words

TEXT = "Rain fell.\n\n“We are ready,” Jens Stoltenberg said. “We will not wait.” He added that the talks went on."


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the functions that read the text are called."""
    counter: Counter[str] = Counter()

    def count(module: Any, name: str) -> None:
        function = getattr(module, name)

        def counted(*args: Any, **options: Any) -> Any:
            counter[name] += 1
            return function(*args, **options)

        monkeypatch.setattr(module, name, counted)

    for module, name in (
        (words, "read_words"),
        (layout, "find_paragraphs"),
        (layout, "find_quotations"),
        (decision, "find_candidates"),
    ):
        count(module, name)
    return counter


ONCE = {"read_words": 1, "find_paragraphs": 1, "find_quotations": 1, "find_candidates": 1}


def test_extraction_reads_an_article_once(nlp: Language, calls: Counter[str]) -> None:
    assert quotes.extract(TEXT, nlp)
    assert calls == ONCE


def test_explanation_runs_the_engine_once(nlp: Language, calls: Counter[str]) -> None:
    with nlp.select_pipes(disable=["quotes"]):
        doc = nlp(TEXT)

    assert trace(doc).fired
    assert calls == ONCE


def test_layout_is_made_again_when_tokens_are_merged(nlp: Language) -> None:
    doc = nlp.make_doc("Jens Stoltenberg said so.")
    before = layout.Layout.of(doc)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])

    assert layout.Layout.of(doc) != before
    assert layout.Layout.of(doc).chars((0, 1)) == (0, 16)
    assert words.find_words(doc)[0] == "Jens Stoltenberg"
