"""Predicates with arguments: PropBank's on UD EWT, and QANom's questions about nouns of saying and doing.

PropBank: Palmer, Gildea and Kingsbury 2005. QANom: Klein et al. 2020, whose questions become roles by their form:
"Who claimed something?" asks for the first argument, "What was claimed?" for the second.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from training.encoder.examples import Frame, Rows, Text

PROPBANK, QANOM, DISCOURSE = "propbank", "qanom", "discourse"  # the last: GUM's, in `discourse.py`
ARGUMENTS = ("ARG0", "ARG1", "ARG2", "ARGM")
LABELS = ("O", *(f"{begin}-{name}" for name in ARGUMENTS for begin in "BI"))
LABELS_BY_HEAD = dict.fromkeys((PROPBANK, QANOM, DISCOURSE), len(LABELS))
INDEFINITE_PRONOUNS = frozenset({"someone", "something", "somebody"})
AUXILIARIES = frozenset(
    {"did", "does", "do", "will", "would", "might", "can", "could", "should", "may", "must", "has", "had"}
)
FORMS_OF_BE = frozenset({"was", "is", "were", "are", "be", "been", "being", "isn't", "wasn't"})


def read_propbank(path: Path) -> Iterator[Text]:
    """The sentences of `propbank-ewt.jsonl.xz`; arguments after the second share a label, and so do modifiers."""
    for row in _lines(path):
        frames = []
        for predicate in row["predicates"]:
            arguments = []
            for label, start, end in predicate["args"]:
                name = label if label in ARGUMENTS else "ARGM" if label.startswith("ARGM") else "ARG2"
                if label.startswith(("ARG", "ARGM")):
                    arguments.append((name, start, end))
            frames.append(Frame(PROPBANK, predicate["i"], tuple(arguments)))
        yield _text(row["words"], tuple(frames))


def read_qanom(path: Path) -> Iterator[Text]:
    """The sentences of `qanom.jsonl.xz` with a noun that names an action."""
    for row in _lines(path):
        frames = tuple(
            Frame(
                QANOM,
                noun["i"],
                tuple(
                    (role_of(answered["question"]), start, end)
                    for answered in noun["qa"]
                    for start, end in answered["answers"]
                ),
            )
            for noun in row["nouns"]
            if noun["is_verbal"] and noun["qa"]
        )
        if frames:
            yield _text(row["words"], frames)


def role_of(question: str) -> str:
    """The role that a question asks for: "Who claimed something?" ARG0, "What was claimed?" ARG1, "When …?" ARGM."""
    words = question.lower().rstrip("?").split()
    if not words or words[0] not in ("who", "what"):
        return "ARGM"
    rest = words[1:]
    if INDEFINITE_PRONOUNS & set(rest[:3]) and rest[:1] and rest[0] in AUXILIARIES | FORMS_OF_BE:
        return "ARG1" if words[-1] not in ("to", "with", "from", "for", "about", "on", "of", "in", "at") else "ARG2"
    verbs = [word for word in rest if word in FORMS_OF_BE]
    if verbs and not rest[-1].endswith("ing"):
        return "ARG1"
    return "ARG0"


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _text(words: list[str], frames: tuple[Frame, ...]) -> Text:
    return Text(tuple(words), tuple(_spaces(words)), Rows.empty(len(words)), frames=frames)


def _spaces(words: list[str]) -> Iterator[str]:
    """The space after each word: none at the end, before closing marks and after opening ones."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        tight = following in ",.;:?!)]}%" or following.startswith("'") or following == "n't" or word in "([{$``"
        yield "" if tight or not following else " "
