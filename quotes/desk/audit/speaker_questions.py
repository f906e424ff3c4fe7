"""Questions about the speakers: who is quoted most, who again, who the headlines name, and what is known of them."""

from __future__ import annotations

from quotes.desk.audit.question import (
    ALL,
    ARTICLES,
    DIRECT,
    MAX_ROWS,
    SHARE,
    Figure,
    Key,
    Question,
    list_sql,
)
from quotes.desk.tables.views import BY_SPEAKER, most_frequent
from quotes.language.pronouns import HE, PLURAL, SHE

MIN_CUES = 5  # of a speaker, for a meaningful share of verbs
_PEOPLE_QUOTED = Figure("speakers", value="count(DISTINCT who)")
# The speakers with most records, and those with as many as the last of them.
_MOST_RECORDS = f"""
who IN (SELECT who FROM credits GROUP BY who QUALIFY rank() OVER (ORDER BY count(*) DESC) <= {MAX_ROWS})
"""
_SPEAKER = Key("speaker", "any_value(name)")
_PRONOUN = f"""CASE WHEN lower(source) IN {list_sql(HE)} THEN 'he' WHEN lower(source) IN {list_sql(SHE)} THEN 'she'
    WHEN lower(source) IN {list_sql(PLURAL)} AND people.nature LIKE '%person' THEN 'they' END"""
# The attributions of persons, with the pronoun that the article uses most for the person.
_BY_PRONOUN = f"""
(WITH persons AS (SELECT records.rowid AS row, records.place, who, {_PRONOUN} AS pronoun FROM records
    JOIN credits ON credits.row = records.rowid JOIN people USING (who) WHERE people.nature LIKE '%person'),
 called AS (SELECT place, who, mode(pronoun) AS pronoun FROM persons WHERE pronoun IS NOT NULL GROUP BY place, who)
 SELECT row, persons.place, persons.who, called.pronoun FROM persons LEFT JOIN called
 ON called.place = persons.place AND called.who = persons.who)
"""
# Named speakers with the number of their articles.
_RECURRENCE = """
(SELECT who, count(DISTINCT place) AS articles, count(*) AS records FROM credits JOIN people USING (who)
 WHERE is_named GROUP BY who)
"""
# Named speakers month by month, with the first month of each.
_MONTHS = """
(SELECT who, month, min(month) OVER (PARTITION BY who) AS first FROM
 (SELECT DISTINCT who, month FROM credits JOIN ranked USING (row) JOIN people USING (who)
  WHERE is_named AND month IS NOT NULL))
"""

SPEAKERS_QUOTED = (
    Question(
        "most-quoted",
        "Most quoted",
        "Speakers by the number of their attributions. A joint statement credits each of its speakers.",
        (_SPEAKER, Key("description", "any_value(person_description)")),
        (
            ALL,
            Figure("share", value="100.0 * count(*) / (SELECT count(*) FROM credits)", kind="share"),
            DIRECT,
            ARTICLES,
            Figure("verbs", value=most_frequent("lemma"), kind="words"),
        ),
        where="who IS NOT NULL",
        order="records DESC, articles DESC, 1",
        relation=BY_SPEAKER,
        first=_MOST_RECORDS,
        chart="records",
        group="who",
    ),
    Question(
        "recurrence",
        "Quoted once or again",
        "Named speakers by the number of articles that quote them. The unnamed are never taken for one another, and "
        "are not counted here.",
        (
            Key(
                "articles that quote them",
                "CASE WHEN articles = 1 THEN '1' WHEN articles = 2 THEN '2' "
                "WHEN articles <= 5 THEN '3 to 5' WHEN articles <= 10 THEN '6 to 10' ELSE 'more than 10' END",
            ),
        ),
        (
            Figure("speakers", value="count(*)"),
            Figure("share", value="100.0 * count(*) / sum(count(*)) OVER ()", kind="share"),
            Figure("records", value="sum(records)::BIGINT"),
        ),
        order="min(articles)",
        rows=None,
        relation=_RECURRENCE,
        chart="share",
        compared=True,
    ),
    Question(
        "new-speakers",
        "New and known speakers",
        "Named speakers of each month, and how many of them are in no earlier month of these records. In the first "
        "month all are new.",
        (Key("month", "month"),),
        (
            Figure("speakers", value="count(*)"),
            Figure("new", value="count(*) FILTER (month = first)"),
            Figure("new share", value="100.0 * count(*) FILTER (month = first) / count(*)", kind="share"),
        ),
        order="1",
        rows=None,
        relation=_MONTHS,
        having="(SELECT count(DISTINCT month) FROM ranked) > 1",
    ),
    Question(
        "headlines",
        "Who the headlines name",
        "Speakers that headlines name, by surname or in full: in how many articles, and how many of these quote them.",
        (_SPEAKER,),
        (
            Figure("headlines", value="count(DISTINCT place)"),
            Figure("of these quoted", value="count(DISTINCT place) FILTER (row IS NOT NULL)"),
            Figure("not quoted", value="count(DISTINCT place) FILTER (row IS NULL)"),
            Figure("records", "row IS NOT NULL"),
        ),
        order="headlines DESC, records DESC, 1",
        relation="headlined",
        group="who",
    ),
    Question(
        "subjects",
        "Quoted about oneself or another",
        "Whether the headline names the speaker of an attribution: those the story is about, and those who speak of "
        "others. Only articles with a headline, and only named speakers.",
        (Key("speaker", "CASE WHEN is_subject THEN 'named in the headline' ELSE 'not named there' END"),),
        (ALL, SHARE, _PEOPLE_QUOTED, ARTICLES),
        rows=None,
        relation="subjects",
        chart="share",
        compared=True,
    ),
    Question(
        "pronouns",
        "The articles' own pronouns",
        "The pronoun that an article uses for a person, where it uses one. Nothing is guessed from names.",
        (Key("pronoun", "coalesce(pronoun, 'none used')"),),
        (
            ALL,
            SHARE,
            Figure(
                "of those used", value="100.0 * nullif(count(pronoun), 0) / sum(count(pronoun)) OVER ()", kind="share"
            ),
            _PEOPLE_QUOTED,
            ARTICLES,
        ),
        rows=None,
        relation=_BY_PRONOUN,
        chart="share",
        compared=True,
    ),
    Question(
        "distancing",
        "Who “claims” and who “says”",
        f"Of speakers with at least {MIN_CUES} cues: how many put distance between article and speaker.",
        (_SPEAKER,),
        (
            Figure("cues", "lemma IS NOT NULL"),
            Figure("neutral", "verb_class = 'neutral'"),
            Figure("distancing", "verb_class = 'distancing'"),
            Figure(
                "distancing share",
                value="100.0 * count(*) FILTER (verb_class = 'distancing') / count(lemma)",
                kind="share",
            ),
            Figure("by", value=most_frequent("lemma", where="verb_class = 'distancing'"), kind="words"),
        ),
        where=f"who IN (SELECT who FROM credits GROUP BY who HAVING count(*) >= {MIN_CUES})",
        having=f"count(lemma) >= {MIN_CUES} AND count(*) FILTER (verb_class = 'distancing') > 0",
        order='"distancing share" DESC, distancing DESC, 1',
        relation=BY_SPEAKER,
        chart="distancing share",
        group="who",
    ),
)


def ask_attribute(column: str) -> Question:
    """The question about an attribute that the user's table gives: shares of its values, the unknown counted."""
    value = f'people."{column}"'
    relation = (
        f"(SELECT records.rowid AS row, records.place, quote_type, who, {value} AS given FROM records "
        "JOIN credits ON credits.row = records.rowid JOIN people USING (who))"
    )
    return Question(
        f"attribute-{'-'.join(column.lower().split())}",
        f"Speakers by {column}",
        f"As the table of --attributes gives {column}. Nothing is guessed: who is not in the table is not known.",
        (Key(column, "coalesce(given, 'not known')"),),
        (
            ALL,
            SHARE,
            Figure("of known", value="100.0 * nullif(count(given), 0) / sum(count(given)) OVER ()", kind="share"),
            _PEOPLE_QUOTED,
            ARTICLES,
            DIRECT,
        ),
        order="any_value(given) IS NULL, records DESC, 1",
        relation=relation,
        chart="share",
        compared=True,
    )
