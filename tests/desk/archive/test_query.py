"""Words that a user types become an expression of SQLite's full text search; syntax in them is taken for words."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.desk.archive.query import QueryError, parse_query


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param("", "no word to look for", id="nothing"),
        pytest.param(" – & ! ", "no word to look for", id="signs alone"),
        pytest.param("-sport", "no word to look for", id="only what is not wanted"),
        pytest.param('"two words', "a phrase is not closed", id="one mark"),
        pytest.param("OR peace", "OR needs a word on either side", id="OR first"),
        pytest.param("peace OR", "OR needs a word on either side", id="OR last"),
        pytest.param("peace OR OR war", "OR needs a word on either side", id="OR twice"),
    ],
)
def test_words_that_cannot_be_looked_for(words: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as error:
        parse_query(words)
    assert repr(words) in str(error.value)


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        pytest.param("peace talks", '"peace" AND "talks"', id="all words"),
        pytest.param('"peace talks"', '"peace talks"', id="phrase"),
        pytest.param("“peace talks” now", '"peace talks" AND "now"', id="curly marks"),
        pytest.param("sanction*", '"sanction"*', id="beginning"),
        pytest.param("war OR peace talks", '("war" OR "peace") AND "talks"', id="either"),
        pytest.param("war -civil", '"war" NOT "civil"', id="not"),
        pytest.param('war -"civil war"', '"war" NOT "civil war"', id="no phrase"),
        pytest.param("climate-change", '"climate-change"', id="hyphen within a word"),
        pytest.param("war AND peace", '"war" AND "AND" AND "peace"', id="AND is a word"),
        pytest.param("NEAR(a b)", '"NEAR(a" AND "b)"', id="NEAR is a word"),
        pytest.param("content:war", '"content:war"', id="column is a word"),
        pytest.param("^war", '"^war"', id="first word is a word"),
        pytest.param("Al’s", '"Al’s"', id="apostrophe"),
        pytest.param("war\x00peace", '"war" AND "peace"', id="null character"),
    ],
)
def test_words_become_an_expression(words: str, expression: str) -> None:
    assert parse_query(words) == expression


@given(st.text(max_size=40))
def test_any_words_are_looked_for_or_refused(words: str) -> None:
    try:
        expression = parse_query(words)
    except QueryError:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5 (content, context)")
        if words.isprintable() and words.isascii():
            connection.execute("SELECT * FROM search WHERE search MATCH ?", (expression,)).fetchall()
