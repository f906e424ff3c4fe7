"""The errors, each naming the thing and the remedy: `a.doc: no reader for .doc; save it as .docx`."""

from __future__ import annotations

import re


class QuotesError(Exception):
    """Base of all errors raised on purpose; its message is one line, fit for a user."""


class ReadError(QuotesError):
    """A file or stream cannot be read as an article; the message begins with its path."""


class ModelError(QuotesError):
    """A spaCy pipeline is missing, damaged, or lacks a component that the engine needs."""


class OutputError(QuotesError):
    """The output cannot be written; the message begins with its path."""


_OTHER_REMEDY = re.compile(r", or raise --[a-z-]+$")
_ONLY_REMEDY = re.compile(r"; name (?:it|another) with --[a-z-]+$")


def without_options(message: str) -> str:
    """The message for a user of Python, without the remedy that is an option of the command line.

    >>> without_options("a.pdf: more than 9 bytes unpacked; split it, or raise --max-bytes")
    'a.pdf: more than 9 bytes unpacked; split it'
    >>> without_options("a.csv:1: no column of a text (there are: b); name it with --text-field")
    'a.csv:1: no column of a text (there are: b); pass quotes.Article(text=…)'
    """
    return _ONLY_REMEDY.sub("; pass quotes.Article(text=…)", _OTHER_REMEDY.sub("", message))
