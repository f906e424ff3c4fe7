"""What the first bytes of a document say about its format: `%PDF-1.7` begins a PDF, `WEBVTT` captions.

Each function recognises exactly one format, so their order does not matter; anything else is plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import islice

Sniff = Callable[[bytes], bool]

_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_EPUB = b"application/epub+zip"
_MARKUP_BYTES = 4000  # searched for the root element, which may follow comments and processing instructions
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE)
_XML_ROOT = re.compile(
    rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|packageItem|conceptItem|NewsML|rss|feed|RDF)\b", re.IGNORECASE
)
_SRT = re.compile(rb"(?:\d{1,9}[ \t]{0,9}(?:\r\n?|\n))?[ \t]{0,9}\d{1,9}:\d\d?:\d\d?[.,]\d{1,3}[ \t]{0,9}-->")
_CLOCK = re.compile(rb"\d:\d\d")
_TIMED_LINE = re.compile(  # [00:01:02] or 00:01:02 before the words, a bare 0:01 or (00:01) after a name
    rb"^[ \t]{0,40}(?:[\[(]\d{1,3}:\d\d(?::\d\d)?[\]).,]|\d{1,2}:\d\d:\d\d\b"
    rb"|[A-Z][^\n:\[(]{0,60}[ \t:]{1,9}[\[(]?\d{1,3}:\d\d(?::\d\d)?[\])]?:?[ \t]{0,9}\r?$)",
    re.MULTILINE,
)
MIN_TIMED_LINES = 3  # of a transcript: two times in a programme or a log of a match are not enough
MIN_TIMED_SHARE = 0.1  # of its lines that are not empty: a turn may be wrapped over many lines
_HEADER = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To): ", re.I)


def starts_with(start: bytes) -> Sniff:
    """A test for formats that begin with fixed bytes, `starts_with(b"%PDF-")`; a byte-order mark may come before it."""
    return lambda head: head.removeprefix(_BOM).startswith(start)


def is_docx(head: bytes) -> bool:
    """A zip archive that is not an EPUB: `PK…[Content_Types].xml`."""
    return head.startswith(_ZIP) and _EPUB not in head[:200]


def is_epub(head: bytes) -> bool:
    """A zip archive whose first file says so: `PK…mimetypeapplication/epub+zip`."""
    return head.startswith(_ZIP) and _EPUB in head[:200]


def is_xml(head: bytes) -> bool:
    """News or a feed by its root element: `<?xml version="1.0"?><rss>`."""
    body = _body(head)
    return body.startswith(b"<") and bool(_XML_ROOT.search(body[:_MARKUP_BYTES]))


def is_html(head: bytes) -> bool:
    """A web page or a piece of one: `<!DOCTYPE html>`, `<p>The mayor said`."""
    body = _body(head)
    return body.startswith(b"<") and not is_xml(head) and bool(_HTML.search(body[:_MARKUP_BYTES]))


def is_json(head: bytes) -> bool:
    """An object over several lines, or a list of them: `[{"text": "…"}]`."""
    return _json_kind(head) == "json"


def is_jsonl(head: bytes) -> bool:
    """A first line that is an object by itself: `{"text": "…"}`; if it is cut off, it may be one long line."""
    return _json_kind(head) == "jsonl"


def is_srt(head: bytes) -> bool:
    """Captions that begin with a number and times: `1`, `00:00:01,000 --> 00:00:02,000`."""
    return _SRT.match(_body(head)) is not None


def is_transcript(head: bytes) -> bool:
    """Lines that begin or end with a time: `[00:00:01] HALE: We left.`; not a text that names times of the day."""
    if is_srt(head) or head.removeprefix(_BOM).startswith(b"WEBVTT"):
        return False
    if len(list(islice(_CLOCK.finditer(head), MIN_TIMED_LINES))) < MIN_TIMED_LINES:
        return False  # as most texts, which need no closer look
    timed = len(_TIMED_LINE.findall(head))
    return timed >= MIN_TIMED_LINES and timed >= MIN_TIMED_SHARE * sum(not line.isspace() for line in head.splitlines())


def is_mail(head: bytes) -> bool:
    """Two lines of headers: `From: …`, `Subject: …`."""
    lines = head.splitlines()[:2]
    return len(lines) == 2 and all(_HEADER.match(line) or line[:1] in (b" ", b"\t") for line in lines)


def _body(head: bytes) -> bytes:
    return head.removeprefix(_BOM).lstrip()


def _json_kind(head: bytes) -> str | None:
    body = _body(head)
    if not body.startswith((b"{", b"[")):
        return None
    line, broken, _ = body.partition(b"\n")
    try:
        return "jsonl" if isinstance(json.loads(line), dict) else "json"
    except (ValueError, RecursionError):
        if broken:
            return "json" if re.match(rb"[\[{]\s*$|[\[{]\s*\"[^\"]*\"\s*:|\[\s*\{", line) else None
        return "jsonl" if re.match(rb'\{\s*"', line) else None
