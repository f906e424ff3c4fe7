"""The relations that the audit asks beside `records`: `ranked`, `headlined` and `subjects`, made once."""

from __future__ import annotations

from quotes.desk.audit.article_questions import BYLINE, MONTH, OUTLET, SECTION
from quotes.desk.audit.headlines import find_headline_names
from quotes.desk.tables.store import Corpus

_COLUMNS = (
    "row, credited_to, place, article, title, published, speaker_id, speaker, verb_class, quote_type, unnamed, start"
)
# The outlet, section, author and month of each article.
_ARTICLES = f"""
CREATE TEMP TABLE articles AS
SELECT place, {OUTLET} AS outlet, {SECTION} AS section, {BYLINE} AS author, {MONTH} AS month
FROM (SELECT place, any_value(publisher) AS publisher, any_value(url) AS url, any_value(byline) AS byline,
    any_value(published) AS published FROM records GROUP BY place)
"""
# Every record with whether it is among the first third of its article's attributions, its main claims.
_RANKED = """
CREATE TEMP TABLE ranked AS SELECT * EXCLUDE (turn, number, start), turn <= greatest(2, ceil(number / 3)) AS main FROM (
    SELECT {columns}, row_number() OVER article AS turn, count(*) OVER (PARTITION BY place) AS number
    FROM credited WINDOW article AS (PARTITION BY place ORDER BY start, row)
) JOIN articles USING (place)
"""
# Each speaker that a headline names, once for each of its records in that article, or once without a record.
_HEADLINED = """
CREATE TEMP VIEW headlined AS SELECT headline_names.place, headline_names.who, name, credits.row
FROM headline_names JOIN people USING (who) LEFT JOIN credits
ON credits.place = headline_names.place AND credits.who = headline_names.who
"""
_SUBJECTS = """
CREATE TEMP VIEW subjects AS SELECT credits.row, credits.place, credits.who,
    headline_names.who IS NOT NULL AS is_subject
FROM credits JOIN people USING (who) JOIN (SELECT DISTINCT place FROM records WHERE title IS NOT NULL) USING (place)
LEFT JOIN headline_names ON credits.place = headline_names.place AND credits.who = headline_names.who
WHERE people.nature IN ('named_person', 'named_organization')
"""


def create_relations(corpus: Corpus) -> None:
    """Create them in the database of the corpus."""
    columns = ", ".join([_COLUMNS, *(f'"{column}"' for column in corpus.attributes)])
    corpus.connection.execute(_ARTICLES)
    corpus.connection.execute(_RANKED.format(columns=columns))
    names = find_headline_names(corpus)
    corpus.connection.execute("CREATE TEMP TABLE headline_names (place UBIGINT, who UBIGINT)")
    if names:
        places, people = map(list, zip(*names, strict=True))
        corpus.connection.execute(
            "INSERT INTO headline_names SELECT unnest(?::UBIGINT[]), unnest(?::UBIGINT[])", [places, people]
        )
    corpus.connection.execute(_HEADLINED)
    corpus.connection.execute(_SUBJECTS)
