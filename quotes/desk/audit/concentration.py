"""How few speakers give how much: "half of the attributions are those of 25 speakers"."""

from __future__ import annotations

from quotes.desk.audit.question import Figure, Key, Question
from quotes.desk.tables.store import Corpus

SHARES = (10, 25, 50, 75, 90, 100)  # per cent of the attributions

QUESTION = Question(
    "concentration",
    "How few speakers give how much",
    "The fewest speakers that a share of the attributions goes to.",
    (Key("share of attributions", ""),),
    (Figure("speakers"), Figure("share of speakers", kind="share"), Figure("records")),
    rows=None,
)


def measure_concentration(corpus: Corpus) -> list[tuple[int, int, float, int]]:
    """(per cent of the attributions, speakers, per cent of the speakers, attributions) for each share."""
    groups = corpus.rows(
        "SELECT number, count(*) FROM (SELECT count(*) AS number FROM credits GROUP BY who) GROUP BY number "
        "ORDER BY number DESC"
    )
    speakers = sum(count for _, count in groups)
    attributions = sum(number * count for number, count in groups)
    return [
        (share, few, round(100 * few / speakers, 1), covered)
        for share in SHARES
        if speakers
        for few, covered in [_fewest(groups, share * attributions / 100)]
    ]


def _fewest(groups: list[tuple[int, int]], wanted: float) -> tuple[int, int]:
    """The fewest speakers with so many attributions, and what these have; groups are (attributions, speakers)."""
    few = covered = 0
    for number, count in groups:
        needed = min(count, max(0, -int(-(wanted - covered) // number)))
        few, covered = few + needed, covered + needed * number
        if covered >= wanted:
            break
    return few, covered
