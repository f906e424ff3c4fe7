"""Group spans into attributions: those of one record, and those that relations link to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def group_spans(records: Sequence[str | None], relations: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Spans by number in groups: `records` names the record of each span, None for one that an annotator added.

    A relation (two span numbers) links an added span to another; spans of two records are never joined.
    Groups come in the order of their first spans.
    """
    owners = [f"new {number}" if record is None else f"old {record}" for number, record in enumerate(records)]
    for pair in relations:
        owner, joined = sorted((owners[number] for number in pair), reverse=True)  # "old …" comes before "new …"
        if joined.startswith("new "):
            owners = [owner if name == joined else name for name in owners]
    groups: dict[str, list[int]] = {}
    for number, owner in enumerate(owners):
        groups.setdefault(owner, []).append(number)
    return list(groups.values())
