"""The speakers of one article from its records: "Jens Stoltenberg" with eight records, "official" with one.

The rules are those of `quotes.desk.selection.credit`, which counts speakers for tables and audits: an archive has the
speakers that `quotes speakers` lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MEMBERS_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker in one article; `rows` are the positions of the records that credit it."""

    id: str
    name: str
    nature: str
    sector: str | None
    description: str | None
    records: int
    rows: tuple[int, ...]


class Mention(NamedTuple):  # of which there are as many as records: quicker to make than a dataclass
    """What one record says of a speaker that it is credited to."""

    row: int
    id: str
    name: str
    joint: bool
    nature: str
    sector: str
    description: str | None


def find_appearances(mentions: Iterator[Mention]) -> list[Appearance]:
    """The speakers of an article, in the order of their first records."""
    by_id: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_id.setdefault(mention.id, []).append(mention)
    return [_sum_up(number, group) for number, group in by_id.items()]


def list_mentions(
    row: int,
    speaker_id: str | None,
    speaker: str | None,
    member_ids: str | None,
    members: str | None,
    nature: str,
    sector: str,
    description: str | None,
) -> Iterator[Mention]:
    """The speakers that a record is credited to: one, each member of a joint source, or none."""
    if speaker_id is None:
        return
    if member_ids is None:
        yield Mention(row, speaker_id, speaker_id if speaker is None else speaker, False, nature, sector, description)
        return
    ids = member_ids.split(MEMBERS_SEPARATOR)
    names = (members or "").split(MEMBERS_SEPARATOR)
    for number, name in zip(ids, names if len(names) == len(ids) else ids, strict=True):
        yield Mention(row, number, name, True, nature, sector, description)


def _sum_up(number: str, mentions: list[Mention]) -> Appearance:
    """The speaker with the commonest name, nature, sector and description, the first where two are as common.

    The nature of a joint source is that of its members; its sector and description are its own.
    """
    rows = tuple(dict.fromkeys([mention.row for mention in mentions]))
    counts: dict[tuple[str, bool, str, str, str | None], int] = {}
    for mention in mentions:
        key = (mention.name, mention.joint, mention.nature, mention.sector, mention.description)
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts, key=counts.__getitem__, reverse=True)  # stable: the first of those that are as common
    natures = [key[2] for key in ranked if key[2] != "none" and not key[1]]
    natures += [key[2] for key in ranked if key[2] != "none"]
    return Appearance(
        id=number,
        name=ranked[0][0],
        nature=(natures or [ranked[0][2]])[0],
        sector=next((key[3] for key in ranked if key[3] != "unknown" and not key[1]), None),
        description=next((key[4] for key in ranked if key[4] is not None and not key[1]), None),
        records=len(mentions),
        rows=rows,
    )
