"""Lemmas by table and by rule: "approved" is "approve", "went" is "go".

In this order: what the treebanks have for a form and its tag; a stem, by the rules of English inflection, that is a
known word; the lemma of an earlier lemmatizer, if there is one; the likeliest stem.
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
_UNINFLECTED_TAGS = frozenset({"NN", "VB", "VBP", "JJ", "RB"})
_VERB_TAGS = ("VBZ", "VBD", "VBN", "VBG", "VBP", "VB")
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
_UNCHANGED_TAGS = frozenset({"NNP", "FW", "ADD", "LS", "SYM", "GW", "AFX", "XX", "_SP"})
_PLAIN_SIGNS = {**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"), "–": "-"}  # as EWT and GUM both have them
_STEM_WITH_SILENT_E = re.compile(
    r"(?:[^aeiou]i|at|[aeiou][csvz]|[^aeiou][cgv]|iz|[^aeiou]l|[bcdfgt]l|u|[^aeiou][aiou][bdgkmp])$"
)
_REPLACEMENTS = {"ied": "y", "ies": "y", "ier": "y", "iest": "y", "ying": "ie", "ves": "f"}


@Language.factory("quotes_lemmas", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmas(nlp: Language, name: str) -> LemmaTable:
    """The component, without words until it is read from disk."""
    return LemmaTable()


class LemmaTable:
    """Set lemmas by the Penn Treebank tags in `token.tag_`."""

    def __init__(self, forms: Mapping[str, str] | None = None, words: Iterable[str] = ()) -> None:
        self.forms = dict(forms or {})  # "went|VBD": "go"
        self.words = frozenset(words)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a tagged document."""
        for token in doc:
            form = token.lower_.replace("’", "'")
            lemma = self.lemma(form, token.tag_)
            if lemma is None and not token.lemma:
                lemma = guess(token.text, token.tag_)
            if lemma is not None:
                token.lemma_ = lemma
        return doc

    def lemma(self, form: str, tag: str) -> str | None:
        """The lemma of a form in lower case, or None if neither table nor rule has it."""
        entry = self.forms.get(f"{form}|{tag}")
        if entry is not None:
            return entry
        if tag in _UNINFLECTED_TAGS and form in self.words:
            return form
        return next((word for word in self._possible(form, tag) if word in self.words), None)

    def _possible(self, form: str, tag: str) -> Iterator[str]:
        """The stems by the tag, then, as taggers err in headlines, those by the other tags of its part of speech."""
        yield from stems(form, tag)
        if tag in _VERB_TAGS:
            yield form
            for other in _VERB_TAGS:
                yield from stems(form, other)
        elif tag == "NN":
            yield from stems(form, "NNS")

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
        """Do nothing: the words are read from disk."""

    def _take(self, data: dict[str, Any]) -> LemmaTable:
        self.forms, self.words = {str(k): str(v) for k, v in data["forms"].items()}, frozenset(map(str, data["words"]))
        return self


def guess(text: str, tag: str) -> str:
    """The likeliest lemma of a word that no table has: "tweetstormed" is "tweetstorm", "Stoltenberg" itself."""
    form = text.lower().replace("’", "'")
    if text in _PLAIN_SIGNS:
        return _PLAIN_SIGNS[text]
    if tag == "NNPS":
        return text[:-3] + "y" if text.endswith("ies") else text.removesuffix("s") or text
    if tag == "CD":
        return text.replace(",", "")
    if tag in _UNCHANGED_TAGS or (tag == "JJ" and text.istitle()):  # "Dutch"
        return text
    return next(iter(_likely(form, tag)), form) if form.isalpha() else form


def _likely(form: str, tag: str) -> Iterator[str]:
    for ending in _ENDINGS.get(tag, ()):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2 or ending in ("ves", "ying", "d", "r", "st"):
            continue
        if ending in _REPLACEMENTS:
            yield stem + _REPLACEMENTS[ending]
        elif ending == "es":
            if stem.endswith(("s", "x", "z", "ch", "sh")):
                yield stem + "e" if stem.endswith(("uc", "rs", "ns", "z")) else stem
        elif ending == "s":
            if not form.endswith(("ss", "us", "is")):
                yield stem
        elif len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lszf":
            yield stem[:-1]
        elif _STEM_WITH_SILENT_E.search(stem):
            yield stem + "e"
        else:
            yield stem


def stems(form: str, tag: str) -> Iterator[str]:
    """The possible stems of a form: "stopped" gives stoppe, stopp, stop, stopped."""
    for ending in _ENDINGS.get(tag, ()):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        if ending in _REPLACEMENTS:
            yield stem + _REPLACEMENTS[ending]
            if ending == "ves":
                yield stem + "fe"
            continue
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
            yield stem
            yield stem[:-1]
        yield stem + "e"
        yield stem
