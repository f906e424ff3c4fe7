"""A comparison as lines on a terminal, and as plain values for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.evaluation.comparison import Comparison, Difference
from quotes.evaluation.relations import Relation
from quotes.text.terminal import clean_line

Judged = tuple[bool | None, bool | None]
MAX_SHOWN_CHARACTERS = 100  # of a content: a line or two of a terminal
# The judgement of gold by (before, after); None: no record, or no judgement.
VERDICTS: dict[Judged, str] = {
    (None, True): "right",
    (None, False): "wrong",
    (True, None): "was right",
    (False, None): "was wrong",
    (False, True): "now right",
    (True, False): "now wrong",
    (True, True): "still right",
    (False, False): "still wrong",
}
_STYLES = {
    "right": "green",
    "was wrong": "green",
    "now right": "green",
    "wrong": "red",
    "was right": "red",
    "now wrong": "red",
}


def verdict(difference: Difference) -> str | None:
    """The judgement of gold: "right", "was right", "now wrong" …; None without one."""
    return VERDICTS.get((difference.was_right, difference.is_right))


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print the counts and each difference, gained, lost, changed."""
    parts = (("gained", comparison.gained), ("lost", comparison.lost), ("changed", comparison.changed))
    console.print(f"{comparison.articles:,} articles, {comparison.same:,} records the same")
    for name, differences in parts:
        console.print(Text(f"{name} {len(differences):,}", style="bold") + Text(_tally(differences)))
    for name, differences in parts:
        article = None
        for difference in differences:
            if difference.article != article:
                article = difference.article
                console.print(Text(f"\n{name}, {shorten(article)}", style="bold"))
            _print_difference(difference, console)


def _tally(differences: Sequence[Difference]) -> str:
    verdicts = Counter(filter(None, map(verdict, differences)))
    return "".join(f"{': ' if not i else ', '}{count:,} {name}" for i, (name, count) in enumerate(verdicts.items()))


def _print_difference(difference: Difference, console: Console) -> None:
    sign = "~" if difference.before and difference.after else "+" if difference.after else "-"
    judged = verdict(difference)
    relation = difference.after or difference.before
    assert relation is not None
    line = Text(_describe(relation))
    if judged is not None:
        line.append(f"  [{judged}]", style=_STYLES.get(judged, "dim"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(f" {sign}", style={"+": "green", "-": "red", "~": "yellow"}[sign]), line)
    if difference.before and difference.after:
        for field in difference.fields:
            change = f"{field}: {_show(difference.before, field)} → {_show(difference.after, field)}"
            grid.add_row("", Text(change, style="dim"))
    console.print(grid)


def _describe(relation: Relation) -> str:
    source, cue, content = (shorten(_join(relation, role)) for role in ("source", "cue", "content"))
    construction = clean_line(str(relation.construction))
    return f"{source or '–'} | {cue or '–'} | {content} ({construction}, {relation.confidence:.2f})"


def _join(relation: Relation, role: str) -> str:
    return " … ".join(span.text for span in getattr(relation, role))


def _show(relation: Relation, field: str) -> str:
    """One field of a record in a few words."""
    if field in ("content", "cue", "source"):
        return shorten(_join(relation, field)) or "–"
    if field == "speaker confidence":
        speaker = relation.record and relation.record.speaker
        return "–" if speaker is None or speaker.confidence is None else f"{speaker.confidence:g}"
    value = getattr(relation.record, field)
    if field == "speaker" and value is not None:
        return shorten(f"{value.name} ({value.resolution})")
    if field == "source_type":
        flags = [name for name in ("secondhand", "declined") if getattr(value, name)]
        reason = value.reason and value.reason.text
        return shorten(", ".join(filter(None, (value.nature, value.sector, value.anonymity, *flags, reason))))
    return "–" if value is None else shorten(str(getattr(value, "text", value)))


def shorten(text: str) -> str:
    """Article text on one line of a terminal, the middle of long ones left out."""
    line = clean_line(text)
    return (
        line
        if len(line) <= MAX_SHOWN_CHARACTERS
        else f"{line[: MAX_SHOWN_CHARACTERS // 2]} … {line[-MAX_SHOWN_CHARACTERS // 2 :]}"
    )


def to_plain(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values for JSON, the records in whole."""
    return {
        "articles": comparison.articles,
        "same": comparison.same,
        **{
            name: [_plain(difference) for difference in differences]
            for name, differences in (
                ("gained", comparison.gained),
                ("lost", comparison.lost),
                ("changed", comparison.changed),
            )
        },
        "articles_on_another_text": list(comparison.misfits),
    }


def _plain(difference: Difference) -> dict[str, Any]:
    return {
        "article": difference.article,
        "fields": list(difference.fields),
        "was_right": difference.was_right,
        "is_right": difference.is_right,
        "before": _dump(difference.before),
        "after": _dump(difference.after),
    }


def _dump(relation: Relation | None) -> dict[str, Any] | None:
    return None if relation is None or relation.record is None else relation.record.model_dump(mode="json")
