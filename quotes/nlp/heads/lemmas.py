"""Lemmas by table and by rule: "approved" is "approve", "went" is "go".

What the treebanks have for a form and its tag counts first; else of the forms that English inflection leaves the one
that is a known word; else what a lemmatizer before it found, if there is one; else the likeliest of those forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

VOWELS = "aeiou"
_BASE = frozenset({"NN", "VB", "VBP", "JJ", "RB"})
_ENDINGS = {
    "VBD": ("ied", "ed", "d"),
    "VBN": ("ied", "ed", "d"),
    "VBG": ("ying", "ing"),
    "VBZ": ("ies", "es", "s"),
    "NNS": ("ies", "ves", "es", "s"),
    "JJR": ("ier", "er", "r"),
    "JJS": ("iest", "est", "st"),
    "RBR": ("ier", "er", "r"),
    "RBS": ("iest", "est", "st"),
}
_KEPT = frozenset({"NNP", "FW", "ADD", "LS", "SYM", "GW", "AFX", "XX", "_SP"})
_SIGNS = {**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"), "–": "-"}  # as EWT and GUM both have them
_SILENT = re.compile(r"(?:[^aeiou]i|at|[aeiou][csvz]|[^aeiou][cgv]|iz|[^aeiou]l|[bcdfgt]l|u|[^aeiou][aiou][bdgkmp])$")
_FOR = {"ied": "y", "ies": "y", "ier": "y", "iest": "y", "ying": "ie", "ves": "f"}


@Language.factory("quotes_lemmas", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmas(nlp: Language, name: str) -> LemmaTable:
    """The component, without words until it is read from disk."""
    return LemmaTable()


class LemmaTable:
    """Put lemmas right; Penn Treebank tags stand in `token.tag_`."""

    def __init__(self, forms: Mapping[str, str] | None = None, words: Iterable[str] = ()) -> None:
        self.forms = dict(forms or {})  # "went|VBD": "go"
        self.words = frozenset(words)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a tagged document."""
        for token in doc:
            form = token.lower_.replace("’", "'")
            found = self.lemma(form, token.tag_)
            if found is None and not token.lemma:
                found = guess(token.text, token.tag_)
            if found is not None:
                token.lemma_ = found
        return doc

    def lemma(self, form: str, tag: str) -> str | None:
        """The lemma of a form in lower case, or None where neither table nor rule knows better than the lemmatizer."""
        found = self.forms.get(f"{form}|{tag}")
        if found is not None:
            return found
        if tag in _BASE and form in self.words:
            return form
        return next((word for word in stems(form, tag) if word in self.words), None)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The table as bytes, for `nlp.to_bytes`."""
        return bytes(srsly.msgpack_dumps({"forms": self.forms, "words": sorted(self.words)}))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> LemmaTable:
        """Read what `to_bytes` wrote."""
        return self._take(srsly.msgpack_loads(data))

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the table to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> LemmaTable:
        """Read what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())

    def initialize(self, get_examples: Callable[[], Iterable[Any]], *, nlp: Language | None = None) -> None:
        """Nothing: the words come from disk."""

    def _take(self, data: dict[str, Any]) -> LemmaTable:
        self.forms, self.words = {str(k): str(v) for k, v in data["forms"].items()}, frozenset(map(str, data["words"]))
        return self


def guess(text: str, tag: str) -> str:
    """The likeliest lemma of a word that no table has: "tweetstormed" is "tweetstorm", "Stoltenberg" itself."""
    form = text.lower().replace("’", "'")
    if text in _SIGNS:
        return _SIGNS[text]
    if tag == "NNPS":
        return text[:-3] + "y" if text.endswith("ies") else text.removesuffix("s") or text
    if tag == "CD":
        return text.replace(",", "")
    if tag in _KEPT or (tag == "JJ" and text.istitle()):  # "Dutch"
        return text
    return next(iter(_likely(form, tag)), form) if form.isalpha() else form


def _likely(form: str, tag: str) -> Iterator[str]:
    for ending in _ENDINGS.get(tag, ()):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2 or ending in ("ves", "ying", "d", "r", "st"):
            continue
        if ending in _FOR:
            yield stem + _FOR[ending]
        elif ending == "es":
            if stem.endswith(("s", "x", "z", "ch", "sh")):
                yield stem + "e" if stem.endswith(("uc", "rs", "ns", "z")) else stem
        elif ending == "s":
            if not form.endswith(("ss", "us", "is")):
                yield stem
        elif len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lszf":
            yield stem[:-1]
        elif _SILENT.search(stem):
            yield stem + "e"
        else:
            yield stem


def stems(form: str, tag: str) -> Iterator[str]:
    """What may be left of a form without its ending: "stopped" gives stoppe, stopp, stop, stopped."""
    for ending in _ENDINGS.get(tag, ()):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        if ending in _FOR:
            yield stem + _FOR[ending]
            if ending == "ves":
                yield stem + "fe"
            continue
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
            yield stem
            yield stem[:-1]
        yield stem + "e"
        yield stem
