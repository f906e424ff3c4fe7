"""The formats of `quotes export`: name, module, and what shape the result has.

A new format is a module with one function and a line here; see "Add an export" in the documentation. The function of a
`stream` writes text, `write(articles, stream)`; the one of a `file` writes bytes; the one of a `folder` gives
`(relative path, text)` for each file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal


@dataclass(frozen=True)
class Format:
    """One export. `needs_text`: the articles' texts must be at hand, since records hold only parts of them."""

    name: str
    module: str
    shape: Literal["stream", "file", "folder"]
    needs_text: bool
    about: str
    takes_sentence: bool = False  # `write` takes `make_sentence`, the claim of a record as a sentence

    def load(self) -> Callable[..., Any]:
        """The function that writes it; heavy libraries come in only now."""
        function: Callable[..., Any] = import_module(self.module).write
        return function


FORMATS = {
    form.name: form
    for form in (
        Format(
            "claimreview",
            "quotes.formats.exports.claimreview",
            "stream",
            False,
            "schema.org ClaimReview stubs, JSON-LD",
            takes_sentence=True,
        ),
        Format(
            "claim", "quotes.formats.exports.claim", "stream", False, "schema.org Claims, JSON-LD", takes_sentence=True
        ),
        Format("quotation", "quotes.formats.exports.quotation", "stream", False, "schema.org Quotations, JSON-LD"),
        Format(
            "webannotation", "quotes.formats.exports.webannotation", "stream", False, "W3C Web Annotations, JSON-LD"
        ),
        Format("brat", "quotes.formats.exports.brat", "folder", True, "brat standoff in the layout of PolNeAR"),
        Format("citron", "quotes.formats.exports.citron", "folder", True, "Citron's JSON, one file an article"),
        Format("prodigy", "quotes.formats.exports.prodigy", "stream", True, "Prodigy tasks with spans and relations"),
        Format(
            "labelstudio",
            "quotes.formats.exports.labelstudio",
            "folder",
            True,
            "Label Studio tasks and labelling config",
        ),
        Format("conll", "quotes.formats.exports.conll", "stream", True, "CoNLL-U with the roles in MISC"),
        Format("docbin", "quotes.formats.exports.docbin", "file", True, "spaCy DocBin with span groups"),
        Format(
            "ninjs-sidecar",
            "quotes.formats.exports.ninjs",
            "folder",
            False,
            "IPTC ninjs 2.1 items, one file an article",
            takes_sentence=True,
        ),
    )
}
