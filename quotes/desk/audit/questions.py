"""All questions of an audit, in the groups that the page has: `ask(corpus)["Who is quoted"]`."""

from __future__ import annotations

from quotes.desk.audit.article_questions import ask_places, share_of_value
from quotes.desk.audit.question import Figure, Question
from quotes.desk.audit.source_questions import KINDS, UNNAMED_SOURCES
from quotes.desk.audit.speaker_questions import SPEAKERS_QUOTED, ask_attribute
from quotes.desk.tables.store import Corpus

MAX_VALUES = 3  # of an attribute that have a column in the tables of outlets and months: the most frequent
MAX_VALUE = 40  # characters: a longer value is no heading


def ask(corpus: Corpus) -> dict[str, tuple[Question, ...]]:
    """The questions by group; the corpus says which attributes there are."""
    return {
        "Who is quoted": (*SPEAKERS_QUOTED, *map(ask_attribute, corpus.attributes)),
        "What kind of sources": KINDS,
        "Sources without a name": UNNAMED_SOURCES,
        "Where and when": ask_places(_find_shares(corpus)),
    }


def _find_shares(corpus: Corpus) -> list[Figure]:
    """A share for each of the most frequent values of each attribute."""
    shares = []
    for column in corpus.attributes:
        values = corpus.rows(
            f'SELECT "{column}" FROM credits JOIN people USING (who) WHERE "{column}" IS NOT NULL '
            f'AND length("{column}") <= {MAX_VALUE} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MAX_VALUES}'
        )
        shares += [share_of_value(column, value) for (value,) in values]
    return shares
