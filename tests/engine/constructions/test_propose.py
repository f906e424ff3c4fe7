"""What is asked of each word: no construction that would hold is passed by."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from quotes.engine.candidates.propose import cue_index, match, propose
from quotes.engine.constructions.paths import compile_path, first_step

ARTICLES = sorted((Path(__file__).parents[3] / "fixtures" / "articles").glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_construction_that_holds_is_asked(path: Path, nlp: Language) -> None:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "quotes"]):
        doc = nlp(path.read_text(encoding="utf-8"))
    index = cue_index()
    results = [match(item, token) for token in doc for item in index.of(token)]

    assert propose(doc) == [item for item in results if item is not None]
    assert any(results)


@pytest.mark.parametrize("path", [">ccomp", "<xcomp>nsubj", ">obl(in|on|at|to)", ">obj", "<obl", "<ccomp"])
def test_where_a_path_arrives_its_first_step_can(path: str, nlp: Language) -> None:
    own, below = first_step(path)
    doc = nlp(ARTICLES[0].read_text(encoding="utf-8"))
    arrived = [token for token in doc if next(compile_path(path)(token), None) is not None]

    assert arrived
    assert all(
        own is None or token.dep in own or any(child.dep in below for child in token.children) for token in arrived
    )
