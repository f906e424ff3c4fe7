"""Where a content within a content ends."""

from __future__ import annotations

import pytest
from spacy.language import Language
from support.trees import tree

from quotes.engine.attribution import Candidate
from quotes.engine.layout import Layout
from quotes.engine.nested.inner_extents import end_of_clause, end_of_inner_quotation, end_of_statement

# The conjunction depends on the first verb, as in ClearNLP's trees.
SAFE = "it/PRON/nsubj/2 is/AUX/cop/2 safe/ADJ/ccomp/2 ,/PUNCT/punct/2 but/CCONJ/cc/2"


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        pytest.param("they knew", 0, None, id="no mark"),
        pytest.param("‘they knew", 0, None, id="never closed"),
        pytest.param("‘the big one’ had come", 0, None, id="a part of what is said"),
        pytest.param("‘they knew,’ of it", 0, "‘they knew,’", id="curly marks"),
        pytest.param("'they don't know' [...] Who?", 0, "'they don't know'", id="an apostrophe closes nothing"),
        pytest.param("asked, 'Who?'", 7, "'Who?'", id="within a sentence"),
    ],
)
def test_end_of_inner_quotation(text: str, start: int, expected: str | None) -> None:
    end = end_of_inner_quotation(text, start, len(text))

    assert (None if end is None else text[start:end]) == expected


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        pytest.param("We sold it. They left.", "sold", "We sold it", id="to the end of the sentence"),
        pytest.param("We sold it; they left.", "sold", "We sold it; they left", id="over a semicolon"),
        pytest.param("We sold it", "sold", "We sold it", id="to the end of the text"),
    ],
)
def test_end_of_statement(nlp: Language, text: str, start: str, expected: str) -> None:
    doc = nlp.make_doc(text)
    end = end_of_statement(doc, Layout.of(doc), text.index(start) + len(start), len(text))

    assert text[:end] == expected


@pytest.mark.parametrize(
    ("rows", "start", "expected"),
    [
        pytest.param(f"{SAFE} I/PRON/nsubj/6 doubt/VERB/conj/2", 4, "but I doubt", id="the last part begins with it"),
        pytest.param(f"{SAFE} doubt/VERB/conj/2", 0, "it is safe, but doubt", id="a verb of the same subject"),
        pytest.param(f"{SAFE} I/PRON/nsubj/6 doubt/VERB/conj/2", 0, "it is safe", id="a subject of its own"),
    ],
)
def test_end_of_clause(rows: str, start: int, expected: str) -> None:
    doc = tree(rows)
    layout = Layout.of(doc)
    content = doc[start:].start_char, len(doc.text)
    candidate = Candidate("verb-complement", None, None, None, None, ((start, len(doc)),), content_head=2)

    assert doc.text[content[0] : end_of_clause(doc, layout, candidate, content)] == expected
