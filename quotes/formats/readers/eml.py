"""E-mail, such as press releases: the plain-text part, else the HTML part; the subject is the headline."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.html import decode_page
from quotes.formats.readers.markup import text_of_html
from quotes.formats.readers.text import decode


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The article of an e-mail. Raises ReadError if it has no text."""
    name = document.source_path
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    part = mail.get_body(("plain", "html"))
    if part is None or not isinstance(payload := part.get_payload(decode=True), bytes):
        raise ReadError(f"{name}: no text in the e-mail; save its attachments and read those")
    charset = part.get_content_charset()
    if part.get_content_subtype() == "html":
        text = text_of_html(decode_page(payload, name))
    else:
        text = _decode(payload, charset, name)
    yield Article(
        text=text,
        source_path=source_of(name),
        id=document.id,
        title=_header(mail, "Subject"),
        publisher=parseaddr(_header(mail, "From") or "")[1].rpartition("@")[2] or None,
        byline=parseaddr(_header(mail, "From") or "")[0] or None,
        published=_date(mail),
    )


def _decode(payload: bytes, charset: str | None, name: str) -> str:
    try:
        return payload.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(payload, name)


def _header(mail: EmailMessage, key: str) -> str | None:
    try:
        value = mail.get(key)
    except Exception:  # the library raises many kinds of errors on damaged headers
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _date(mail: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(mail.get("Date"))).date().isoformat()
    except Exception:  # as above
        return None
