"""What a request of the page asks for, checked value by value: `act(desk, "accept", {"by": "Ada", …})`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quotes.desk.review.corrections import Request as Change
from quotes.desk.review.decisions import NOTES
from quotes.desk.review.desk import Desk
from quotes.desk.review.queue import Choice
from quotes.errors import QuotesError

MAX_NUMBER = 2**53 - 1  # what JavaScript can count to
MAX_NAME = 80  # characters of a reviewer's name


class RequestError(QuotesError):
    """What was sent is no request of the page."""


def _read_text(value: Any) -> str:
    """A string, empty where there is none. Raises RequestError for other values, and for halves of characters."""
    if value is not None and not isinstance(value, str):
        raise RequestError("not understood: not a text")
    text = value or ""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise RequestError("not understood: half a character")
    return text


def read_choice(query: Mapping[str, Any]) -> Choice:
    """The choice that a form asks for. Raises RequestError."""
    return Choice(
        show=_read_text(query.get("show")) or "open",  # type: ignore[arg-type]
        order=_read_text(query.get("order")) or "confidence",  # type: ignore[arg-type]
        article=_read_text(query.get("article")) or None,
        words=_read_text(query.get("words")),
        speaker=_read_text(query.get("speaker")),
        quote_type=_read_text(query.get("quote_type")) or None,
        least=_read_share(query.get("least"), 0.0),
        most=_read_share(query.get("most"), 1.0),
    )


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises RequestError for what is none, or is too deep, or has numbers without end."""
    try:
        value = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError("not understood: not valid JSON") from error
    if not isinstance(value, dict):
        raise RequestError("not understood: not an object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not valid JSON")


def read_number(value: Any) -> int:
    """A number of a decision or an offset: 7, or "7" of an address. Raises RequestError for any other."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < len(str(MAX_NUMBER)):
        value = int(value)
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        raise RequestError("not understood: not a number that can be here")
    return value


def _read_share(value: Any, default: float) -> float:
    """A number from 0 to 1, or the default for an empty field. Raises RequestError for any other."""
    if value in (None, ""):
        return default
    try:
        share = float(value)
    except (TypeError, ValueError) as error:
        raise RequestError("not understood: not a number") from error
    if not 0 <= share <= 1:
        raise RequestError("a confidence is between 0 and 1")
    return share


def act(desk: Desk, name: str, body: dict[str, Any], *, reviewer: str | None = None) -> dict[str, Any]:
    """Do what the page asks; the answer names the record to show. A `reviewer` is the only one who decides here."""
    by = reviewer or " ".join(_read_text(body.get("by")).split())[:MAX_NAME]
    if not by:
        raise QuotesError("say who you are: write your name at the top")
    record = _read_text(body.get("record"))
    base = read_number(body.get("base") or 0)
    if name in ("accept", "reject"):
        shown = desk.decide(name, record, by, base)
    elif name in NOTES:
        shown = desk.note(name, record, by, comment=" ".join(_read_text(body.get("comment")).split()))
    elif name == "accept_many":
        return {"record": record, "number": desk.accept_many(read_choice(body["choice"]), by)}
    elif name == "correct":
        shown = desk.correct(record, Change(**body["change"]), by, base)
    elif name == "mend":  # the page of an older quotes, still open in a browser
        shown = desk.correct(record, Change(**body["wish"]), by, base)
    elif name == "add":
        start, end = body["span"]
        shown = desk.add(record, (read_number(start), read_number(end)), by)
    elif name == "merge":
        shown = desk.merge(
            record,
            _read_text(body.get("gone")),
            _read_text(body.get("kept")),
            by,
            everywhere=bool(body.get("everywhere")),
            seq=read_number(body["seq"]),
        )
    elif name in ("undo", "redo"):
        undone = desk.undo(by, redo=name == "redo")
        return {"record": undone.record or record, "kind": undone.kind}
    else:
        raise QuotesError("that cannot be done here")
    return {"record": shown}
