"""Questions about what the sources are: nature, sector, whose words, how introduced, named or not."""

from __future__ import annotations

from quotes.desk.audit.question import (
    ALL,
    ARTICLE,
    ARTICLES,
    DIRECT,
    SHARE,
    Figure,
    Key,
    Question,
)
from quotes.desk.tables.store import ARTICLE_KEY
from quotes.desk.tables.views import COUNT_SPEAKERS, UNNAMED
from quotes.language.unnamed import REASON

HAS_REASON = f"(reason IS NOT NULL OR regexp_matches(context, '{REASON}', 'i'))"


def _shares(name: str, title: str, column: str, explanation: str, *, over_records: str | None = None) -> Question:
    key = Key(name.replace("-", " "), column, over_records or column)
    figures = (ALL, SHARE, ARTICLES)
    return Question(name, title, explanation, (key,), figures, rows=None, chart="share", labels=True, compared=True)


KINDS = (
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
        "What the verb does: neutral (say), distancing (claim), assertive (insist) and so on.",
    ),
)
UNNAMED_SOURCES = (
    Question(
        "unnamed",
        "Sources without a name",
        "Only persons are anonymous sources. Groups as such, institutions by a common noun and spokespeople, who "
        "answer for somebody, are counted apart.",
        (Key("kind", "unnamed", "unnamed"),),
        (
            ALL,
            Figure("share", value="100.0 * count(*) / (SELECT count(*) FROM records)", kind="share"),
            ARTICLES,
        ),
        where="unnamed IS NOT NULL",
        rows=None,
        chart="share",
        labels=True,
        compared=True,
    ),
    Question(
        "anonymity",
        "Anonymous persons",
        "How they are described, and whether the sentences around give a reason for it. "
        "The reason is looked for by its words, such as “because” or “not authorised”.",
        (Key("anonymity", "coalesce(anonymity, 'not described')", "coalesce(anonymity, 'not described')"),),
        (
            ALL,
            SHARE,
            Figure("reason given", HAS_REASON),
            Figure("reason missing", f"NOT {HAS_REASON}"),
            ARTICLES,
        ),
        where=UNNAMED,
        rows=None,
        chart="share",
        labels=True,
        compared=True,
    ),
    Question(
        "unnamed-lead",
        "Main claims on anonymous persons",
        "Articles of at least three attributions whose first third, at least two of them, rests on anonymous persons "
        "by half or more.",
        ARTICLE,
        (Figure("main claims", "main"), Figure("from anonymous", f"main AND {UNNAMED}"), ALL),
        having=f"count(*) >= 3 AND count(*) FILTER (main AND {UNNAMED}) >= greatest(1, 0.5 * count(*) FILTER (main))",
        order='"from anonymous" DESC, "main claims", 1',
        relation="ranked",
        group=ARTICLE_KEY,
    ),
    Question(
        "single-source",
        "Articles with a single source",
        "Articles of at least two attributions that all go to one speaker.",
        (*ARTICLE, Key("speaker", "mode(speaker)")),
        (ALL, DIRECT),
        where="speaker_id IS NOT NULL",
        having=f"count(*) >= 2 AND {COUNT_SPEAKERS} = 1",
        order="records DESC, 1",
        relation="ranked",
        group=ARTICLE_KEY,
    ),
)
