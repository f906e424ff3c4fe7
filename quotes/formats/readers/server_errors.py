"""What comes instead of a page: `StatusError.of("https://example.org/a", 429, "120").retry_seconds` is 120."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from quotes.errors import ReadError

_REMEDIES = {
    401: "it wants a login; save the page in a browser",
    403: "it refuses programs; save the page in a browser",
    404: "check the address",
    410: "the page is gone; look for it in a web archive",
    429: "it has been asked too often; try again later",
    451: "save the page where it may be read",
}


class UnreachableError(ReadError):
    """No answer: no such host, no connection, or one that broke off; later there may be one."""


class StatusError(ReadError):
    """An answer that is an error, such as 404; `retry_seconds` is how long the server wants to be left alone."""

    status: int = 0
    retry_seconds: float | None = None

    @classmethod
    def of(cls, name: str, status: int, retry_after: str | None = None) -> StatusError:
        """The error for an answer of the server that `name` is the address of."""
        remedy = _REMEDIES.get(status, "try again later" if status >= 500 else "check the address")
        error = cls(f"{name}: the server answers {status}{_phrase(status)}; {remedy}")
        error.status, error.retry_seconds = status, read_retry_after(retry_after, datetime.now(timezone.utc))
        return error


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, from the header Retry-After, which is a number or a date; None where it is neither.

    >>> read_retry_after("120", datetime.now(timezone.utc))
    120.0
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return max((moment - now).total_seconds(), 0.0)


def _phrase(status: int) -> str:
    """ " Not Found" for 404."""
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus.__members__.values() else ""
