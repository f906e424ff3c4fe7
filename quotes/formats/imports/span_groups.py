"""Which spans are one attribution: those of one record, and those that relations tie to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def group_spans(records: Sequence[str | None], relations: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Spans by number in groups: `records` names the record of each span, None for one that an annotator added.

    A relation (two span numbers) ties an added span to what it leads to; spans of two records are never tied.
    Groups come in the order of their first spans.
    """
    owners = [f"new {number}" if record is None else f"old {record}" for number, record in enumerate(records)]
    for pair in relations:
        one, other = sorted((owners[number] for number in pair), reverse=True)  # an old one comes before a new one
        if other.startswith("new "):
            owners = [one if owner == other else owner for owner in owners]
    groups: dict[str, list[int]] = {}
    for number, owner in enumerate(owners):
        groups.setdefault(owner, []).append(number)
    return list(groups.values())
