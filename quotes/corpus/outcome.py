"""The result of an article or a chunk, and its form in a pipe: a line of JSON, followed by the bytes of the records."""

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


_ARTICLE = tuple(field.name for field in fields(Article))


def pack_article(article: Article) -> bytes:
    """An article with its text as a line of JSON, which begins with the text; lone surrogates are kept."""
    return json.dumps({name: getattr(article, name) for name in _ARTICLE}).encode("ascii") + b"\n"


def is_article(line: bytes) -> bool:
    """True for a line that `pack_article` made, not for one of a record."""
    return line.startswith(b'{"text": ')


def unpack_article(line: bytes) -> Article:
    """The article that `pack_article` was given."""
    return Article(**json.loads(line))


def pack_items(items: Sequence[Item]) -> bytes:
    """Items as bytes; lone surrogates are kept."""
    return json.dumps([_pack_item(item) for item in items]).encode("ascii")


def unpack_items(data: bytes) -> list[Item]:
    """The items that `pack_items` was given."""
    return [_unpack_item(value) for value in json.loads(data)]


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
    values = value["document"]
    return Document(**{**values, "data": None if values["data"] is None else base64.b64decode(values["data"])})


def pack_outcomes(outcomes: Sequence[Sequence[Outcome]]) -> bytes:
    """The outcomes of each item as bytes: a line of JSON, then all payloads."""
    head = [[_describe(outcome) for outcome in outcomes_of_item] for outcomes_of_item in outcomes]
    payloads = b"".join(outcome.payload for outcomes_of_item in outcomes for outcome in outcomes_of_item)
    return json.dumps(head).encode("ascii") + b"\n" + payloads


def _describe(outcome: Outcome) -> list[Any]:
    failure = None if outcome.failure is None else asdict(outcome.failure)
    return [len(outcome.payload), outcome.records, outcome.words, outcome.sha256, failure]


def unpack_outcomes(data: bytes) -> list[list[Outcome]]:
    """The outcomes that `pack_outcomes` was given."""
    head, _, payloads = data.partition(b"\n")
    position = 0
    outcomes: list[list[Outcome]] = []
    for values in json.loads(head):
        outcomes.append([])
        for size, records, words, sha256, failure in values:
            payload, position = payloads[position : position + size], position + size
            outcomes[-1].append(Outcome(payload, records, words, sha256, Failure(**failure) if failure else None))
    return outcomes
