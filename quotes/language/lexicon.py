"""The cue lexicons: for each lemma its class, mode and the complements it takes.

>>> verbs()["vow"].verb_class
'assertive'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from quotes.record import Mode, VerbClass

FRAMES = {
    "c": "clause",
    "q": "quotation",
    "i": "infinitive",
    "o": "object",
    "p": "preposition",
    "x": "object_infinitive",
    "a": "as",
}


@dataclass(frozen=True)
class CueEntry:
    """The lexicon's entry for a cue lemma; a lemma on several lines has the frames of all of them."""

    lemma: str
    verb_class: VerbClass
    mode: Mode
    frames: frozenset[str]
    modes: tuple[tuple[str, Mode], ...]  # (frame, mode): "refuse to go" is an intention, "refuse, saying" is not

    def mode_of(self, frame: str) -> Mode:
        """The mode of this lemma with a complement of this frame: intention for "refuse" with "infinitive"."""
        return dict(self.modes).get(frame, self.mode)


@cache
def verbs() -> dict[str, CueEntry]:
    """The cue verbs by lemma."""
    return _read("verbs.txt")


@cache
def nouns() -> dict[str, CueEntry]:
    """The cue nouns by lemma."""
    return _read("nouns.txt")


@cache
def adjectives() -> dict[str, CueEntry]:
    """The cue adjectives by lemma."""
    return _read("adjectives.txt")


def find_entry(pos: str, lemma: str) -> CueEntry | None:
    """The entry of a cue by its part of speech: "call" is another cue as a noun than as a verb."""
    if pos == "NOUN":
        return nouns().get(lemma)
    entry = (adjectives().get(lemma) if pos == "ADJ" else None) or verbs().get(lemma)
    return entry or verbs().get(lemma.removesuffix("s"))  # "announces" in a headline, taken for a past tense


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of a plain list, one per line, lower-cased: `word_list("honorifics")`."""
    return frozenset(line.lower() for line in read_lines(f"{name}.txt"))


@cache
def word_table(name: str) -> dict[str, str]:
    """A list of `label: entry, entry …` lines as entry → label; an entry under several labels has the first."""
    table: dict[str, str] = {}
    for line in read_lines(f"{name}.txt"):
        label, _, entries = line.partition(":")
        for entry in entries.split(","):
            if entry.strip():
                table.setdefault(entry.strip().lower(), label.strip())
    return table


def read_lines(name: str) -> list[str]:
    """The lines of a data file of this folder, without comments and blank lines."""
    text = files("quotes.language").joinpath(f"en/{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _read(name: str) -> dict[str, CueEntry]:
    entries: dict[str, CueEntry] = {}
    for line in read_lines(name):
        head, _, lemmas = line.partition(":")
        verb_class, mode, letters = head.split()
        frames = [FRAMES[letter] for letter in letters]
        for lemma in lemmas.split():
            earlier = entries.get(lemma)
            modes = dict(earlier.modes) if earlier else {}
            for frame in frames:
                modes.setdefault(frame, cast("Mode", mode))
            entries[lemma] = CueEntry(
                lemma,
                earlier.verb_class if earlier else cast("VerbClass", verb_class),
                earlier.mode if earlier else cast("Mode", mode),
                frozenset(modes),
                tuple(modes.items()),
            )
    return entries
