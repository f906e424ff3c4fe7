"""What came of an article or of a chunk of them, and how both go through a pipe: JSON, with bytes behind it."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from quotes.article import Article
from quotes.corpus.chunks import Item
from quotes.formats.readers.document import Document, Failure


@dataclass(frozen=True)
class Outcome:
    """One article: its records as they are written, or why there are none."""

    payload: bytes = b""
    records: int = 0
    words: int = 0
    sha256: str | None = None
    failure: Failure | None = None


_ARTICLE = tuple(one.name for one in fields(Article))


def pack_items(items: Sequence[Item]) -> bytes:
    """Items as bytes; lone surrogates stay what they are."""
    return json.dumps([_pack_item(item) for item in items]).encode("ascii")


def unpack_items(data: bytes) -> list[Item]:
    """What `pack_items` was given."""
    return [_unpack_item(one) for one in json.loads(data)]


def _pack_item(item: Item) -> dict[str, Any]:
    if isinstance(item, Article):
        return {"article": {name: getattr(item, name) for name in _ARTICLE}}
    if isinstance(item, Failure):
        return {"failure": asdict(item)}
    data = None if item.data is None else base64.b64encode(item.data).decode("ascii")
    return {"document": {**asdict(item), "data": data}}


def _unpack_item(value: dict[str, Any]) -> Item:
    if "article" in value:
        return Article(**value["article"])
    if "failure" in value:
        return Failure(**value["failure"])
    told = value["document"]
    return Document(**{**told, "data": None if told["data"] is None else base64.b64decode(told["data"])})


def pack_outcomes(outcomes: Sequence[Sequence[Outcome]]) -> bytes:
    """The outcomes of each item as bytes: a line of JSON, then all payloads."""
    told = [
        [[len(one.payload), one.records, one.words, one.sha256, one.failure and asdict(one.failure)] for one in several]
        for several in outcomes
    ]
    return json.dumps(told).encode("ascii") + b"\n" + b"".join(one.payload for several in outcomes for one in several)


def unpack_outcomes(data: bytes) -> list[list[Outcome]]:
    """What `pack_outcomes` was given."""
    told, _, payloads = data.partition(b"\n")
    at = 0
    outcomes: list[list[Outcome]] = []
    for several in json.loads(told):
        outcomes.append([])
        for size, records, words, sha256, failure in several:
            payload, at = payloads[at : at + size], at + size
            outcomes[-1].append(Outcome(payload, records, words, sha256, Failure(**failure) if failure else None))
    return outcomes
