"""The questions of an audit as data: keys, figures, and rows shown.

Every count lists the first records that it counts, so that each number can be traced.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.desk.tables.store import ARTICLE_KEY
from quotes.desk.tables.views import BY_SPEAKER, COUNT_SPEAKERS, UNNAMED, most_frequent

MAX_ROWS = 25  # of a table on the page
MIN_CUES = 5  # of a speaker, for a meaningful share of verbs
# "who asked not to be named because he was not authorised to speak": the sentence says why.
REASON = (
    r"\b(because|since (he|she|they)|"
    r"as (he|she|they) (was|were|is|are)|fear(s|ed|ing)?|citing|due to|out of concern|"
    r"in order to|"
    r"to (discuss|speak|talk|describe|avoid|protect)|not authori[sz]ed|sensitiv\w+|retaliation|reprisals?)\b"
)


@dataclass(frozen=True)
class Figure:
    """A number of a row: how many records of the group the condition holds for; or else a value of the group."""

    name: str
    where: str | None = None  # condition of the records that it counts; None: `value` is shown
    value: str | None = None
    kind: str = "count"  # count, share (per cent), words


@dataclass(frozen=True)
class Question:
    """A table of the audit. `keys` name the groups; `where` picks the records, `having` and `order` the rows."""

    name: str
    title: str
    explanation: str
    keys: tuple[tuple[str, str], ...]  # (heading, SQL)
    figures: tuple[Figure, ...]
    where: str = "true"
    having: str = "true"
    order: str = "records DESC"
    rows: int | None = MAX_ROWS
    relation: str = "records"
    chart: str | None = None  # the figure that is drawn


ALL = Figure("records", "true")
SHARE = Figure("share", value="100.0 * count(*) / sum(count(*)) OVER ()", kind="share")
ARTICLES = Figure("articles", value=f"count(DISTINCT {ARTICLE_KEY})")
SPEAKERS = Figure("speakers", value=f"coalesce({COUNT_SPEAKERS}, 0)")
UNNAMED_SHARE = Figure("unnamed share", value=f"100.0 * count(*) FILTER ({UNNAMED}) / count(*)", kind="share")
_ARTICLE = (("article", "any_value(coalesce(title, article))"), ("published", "any_value(published)"))
_SPEAKER = (("speaker", "any_value(name)"),)


def _shares(name: str, title: str, column: str, explanation: str) -> Question:
    return Question(
        name, title, explanation, ((name.replace("-", " "), column),), (ALL, SHARE, ARTICLES), rows=None, chart="share"
    )


QUESTIONS = (
    _shares(
        "nature",
        "What the sources are",
        "nature",
        "A person with a name, someone without, an organisation, a group, a document, or nobody.",
    ),
    _shares("sector", "Where the sources come from", "sector", "The part of society that a source speaks from."),
    _shares(
        "quote-type",
        "In whose words",
        "quote_type",
        "direct: all words between quotation marks; indirect: none; mixed: some.",
    ),
    _shares(
        "verb-class",
        "How the words are introduced",
        "coalesce(verb_class, 'no cue')",
        "The class of the cue: neutral (say), distancing (claim), assertive (insist) and so on.",
    ),
    Question(
        "anonymity",
        "Unnamed sources",
        "How they are described, and whether the sentences around give a reason for it. "
        "The reason is looked for by its words, such as “because” or “not authorised”.",
        (("anonymity", "coalesce(anonymity, 'not described')"),),
        (
            ALL,
            SHARE,
            Figure("reason given", f"regexp_matches(context, '{REASON}', 'i')"),
            Figure("reason missing", f"NOT regexp_matches(context, '{REASON}', 'i')"),
            ARTICLES,
        ),
        where=UNNAMED,
        rows=None,
        chart="share",
    ),
    Question(
        "unnamed-lead",
        "Main claims on unnamed sources",
        "Articles of at least three attributions whose first third, at least two of them, rests on unnamed sources by "
        "half or more.",
        _ARTICLE,
        (Figure("main claims", "main"), Figure("from unnamed", f"main AND {UNNAMED}"), ALL),
        having=f"count(*) >= 3 AND count(*) FILTER (main AND {UNNAMED}) >= greatest(1, 0.5 * count(*) FILTER (main))",
        order='"from unnamed" DESC, "main claims", 1',
        relation="ranked",
    ),
    Question(
        "single-source",
        "Articles with a single source",
        "Articles of at least two attributions that all go to one speaker.",
        (*_ARTICLE, ("speaker", "mode(speaker)")),
        (ALL, Figure("direct or mixed", "quote_type <> 'indirect'")),
        where="speaker_id IS NOT NULL",
        having=f"count(*) >= 2 AND {COUNT_SPEAKERS} = 1",
        order="records DESC, 1",
        relation="ranked",
    ),
    Question(
        "most-quoted",
        "Most quoted",
        "Speakers by the number of their attributions.",
        (*_SPEAKER, ("description", "any_value(person_description)")),
        (
            ALL,
            Figure("direct or mixed", "quote_type <> 'indirect'"),
            ARTICLES,
            Figure("verbs", value=most_frequent("lemma"), kind="words"),
        ),
        where="who IS NOT NULL",
        order="records DESC, 1",
        relation=BY_SPEAKER,
        chart="records",
    ),
    Question(
        "distancing",
        "Who “claims” and who “says”",
        f"Of speakers with at least {MIN_CUES} cues: how many put distance between article and speaker.",
        _SPEAKER,
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
        where="who IS NOT NULL",
        relation=BY_SPEAKER,
        having=f"count(lemma) >= {MIN_CUES} AND count(*) FILTER (verb_class = 'distancing') > 0",
        order='"distancing share" DESC, distancing DESC, 1',
        chart="distancing share",
    ),
    Question(
        "articles",
        "Article by article",
        "Attributions and different sources of each article, the most first.",
        _ARTICLE,
        (ALL, SPEAKERS, Figure("unnamed", UNNAMED), UNNAMED_SHARE),
        order="records DESC, 1",
        relation="ranked",
    ),
    Question(
        "publishers",
        "Publisher by publisher",
        "The same figures for each publisher that the articles name.",
        (("publisher", "coalesce(publisher, 'not known')"),),
        (
            ALL,
            ARTICLES,
            SPEAKERS,
            Figure("unnamed", UNNAMED),
            UNNAMED_SHARE,
            Figure("distancing", "verb_class = 'distancing'"),
        ),
        order="records DESC, 1",
        relation="credited",
        chart="unnamed share",
    ),
    Question(
        "time",
        "Over time",
        "By month of publication, where the articles give their date.",
        (("month", "published[:7]"),),
        (ALL, ARTICLES, Figure("unnamed", UNNAMED), UNNAMED_SHARE, Figure("distancing", "verb_class = 'distancing'")),
        where="published IS NOT NULL",
        order="1",
        rows=None,
        chart="unnamed share",
    ),
)

# Keys of the groups where they are not what is shown: articles and speakers may share a name.
GROUP_BY = {
    "unnamed-lead": ARTICLE_KEY,
    "single-source": ARTICLE_KEY,
    "articles": ARTICLE_KEY,
    "most-quoted": "who",
    "distancing": "who",
}
