"""Which candidates a construction makes of a cue; no construction that would match is left out by the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from support.trees import tree

from quotes.engine.attribution import Candidate
from quotes.engine.candidates.cue_index import CueIndex, cue_index
from quotes.engine.candidates.propose import match, propose, subtree
from quotes.engine.constructions.paths import compile_path, first_step
from quotes.engine.constructions.registry import ALL, BY_NAME
from quotes.language.tree import tree_of

SAID = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 it/PRON/nsubj/3 ended/VERB/ccomp/1 ./PUNCT/punct/1"
SAID_THAT = "Putin/PROPN/nsubj/1 said/VERB/ROOT/1 that/SCONJ/mark/4 it/PRON/nsubj/4 ended/VERB/ccomp/1"
AT_LUNCH = """Over/ADP/case/1 lunch/NOUN/obl/5 that/SCONJ/mark/5 it/PRON/nsubj/5 had/AUX/aux/5
ended/VERB/ccomp/6 said/VERB/ROOT/6"""
NOBODY = "cited/VERB/ROOT/0 costs/NOUN/obj/0"
ACCORDING = """it/PRON/nsubj/1 ended/VERB/ROOT/1 ,/PUNCT/punct/5 according/VERB/case/5 to/ADP/fixed/3 Putin/PROPN/obl/1
./PUNCT/punct/1"""


def spans(doc: Doc, candidate: Candidate | None) -> tuple[str | None, str, tuple[str, ...]] | None:
    """Source, cue and content of a candidate in words."""
    if candidate is None or candidate.cue is None:
        return None
    source = None if candidate.source is None else doc[slice(*candidate.source)].text
    return source, doc[slice(*candidate.cue)].text, tuple(doc[a:b].text for a, b in candidate.content)


@pytest.mark.parametrize(
    ("rows", "name", "cue", "expected"),
    [
        pytest.param(SAID, "nominal-object", 1, None, id="no object"),
        pytest.param(SAID, "dash", 1, None, id="found by position, not by paths"),
        pytest.param(SAID, "adjacency", 1, None, id="found without a pattern"),
        pytest.param(NOBODY, "nominal-object", 0, None, id="source needed"),
        pytest.param(SAID, "verb-complement", 1, ("Putin", "said", ("it ended",)), id="said it ended"),
        pytest.param(SAID_THAT, "verb-complement", 1, ("Putin", "said", ("that it ended",)), id="said that it ended"),
        pytest.param(
            AT_LUNCH, "verb-complement", 6, (None, "said", ("that it had ended",)), id="what precedes that is left out"
        ),
        pytest.param(
            ACCORDING, "according-to", 3, ("Putin", "according", ("it ended", ".")), id="the cue's phrase is cut out"
        ),
    ],
)
def test_match(rows: str, name: str, cue: int, expected: tuple[str | None, str, tuple[str, ...]] | None) -> None:
    doc = tree(rows)

    assert spans(doc, match(BY_NAME[name], doc[cue])) == expected


@pytest.mark.parametrize(
    ("rows", "word", "names"),
    [
        pytest.param("Putin/PROPN/ROOT/0", "Putin", set(), id="a name is no cue"),
        pytest.param("table/NOUN/ROOT/0", "table", set(), id="a noun that the lexicon lacks"),
        pytest.param("crowed/VERB/ROOT/0", "crowed", {"unknown-verb-complement"}, id="a verb that the lexicon lacks"),
        pytest.param("reportedly/ADV/ROOT/0", "reportedly", {"adverb"}, id="by its word"),
        pytest.param("words/NOUN/ROOT/0", "words", {"in-view-of", "in-the-words-of"}, id="a word of two"),
    ],
)
def test_constructions_that_a_word_may_be_the_cue_of(rows: str, word: str, names: set[str]) -> None:
    (token,) = (token for token in tree(rows) if token.text == word)

    assert {construction.name for construction in cue_index().of(token)} == names


def test_index_holds_only_what_walks_paths() -> None:
    index = CueIndex([BY_NAME["dash"], BY_NAME["tagged"]])

    assert (index.by_word, index.by_frame, index.unknown) == ({}, {}, [])
    index, doc = CueIndex(ALL), tree(SAID)
    assert list(index.possible_cues(doc, index.steps.of(tree_of(doc))))


def test_nothing_is_proposed_without_a_cue() -> None:
    assert propose(tree("Putin/PROPN/ROOT/0 ./PUNCT/punct/0")) == []


def test_candidates_carry_prior_and_floor_of_their_construction() -> None:
    (according,) = (item for item in propose(tree(ACCORDING)) if item.construction == "according-to")

    assert (according.floor, according.prior) == (BY_NAME["according-to"].floor, BY_NAME["according-to"].prior)


@pytest.mark.parametrize(("place", "expected"), [(0, (0, 1)), (3, (2, 4)), (1, (0, 5))])
def test_subtree(place: int, expected: tuple[int, int]) -> None:
    assert subtree(tree(SAID)[place]) == expected


ARTICLES = sorted((Path(__file__).parents[3] / "fixtures" / "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def article(nlp: Language) -> Doc:
    return nlp(ARTICLES[0].read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_construction_that_matches_is_left_out(path: Path, nlp: Language) -> None:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "quotes"]):
        doc = nlp(path.read_text(encoding="utf-8"))
    index = cue_index()
    results = [match(item, token) for token in doc for item in index.of(token)]

    assert propose(doc) == [item for item in results if item is not None]
    assert any(results)


@pytest.mark.parametrize("path", [">ccomp", "<xcomp>nsubj", ">obl(in|on|at|to)", ">obj", "<obl", "<ccomp"])
def test_first_step_of_a_path_is_possible_wherever_the_path_leads(path: str, article: Doc) -> None:
    own, below = first_step(path)
    arrived = [token for token in article if next(compile_path(path)(token), None) is not None]

    assert arrived
    assert all(
        own is None or token.dep in own or any(child.dep in below for child in token.children) for token in arrived
    )
