"""The errors, each naming the thing and the remedy: `a.doc: no reader for .doc; save it as .docx`."""

from __future__ import annotations


class QuotesError(Exception):
    """Base of all errors raised on purpose; its message is one line, fit for a user."""


class ReadError(QuotesError):
    """A file or stream cannot be read as an article; the message begins with its path."""


class ModelError(QuotesError):
    """A spaCy pipeline is missing, damaged, or lacks a component that the engine needs."""


class OutputError(QuotesError):
    """The output cannot be written; the message begins with its path."""
