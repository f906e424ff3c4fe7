"""Names from outside the training articles: in `Obama visited Iowa`, `Iowa` may become `Moldova`.

The articles are American politics; replacing their places and organisations by others teaches the model to
use the context, not a list of names.
"""

from __future__ import annotations

import random
from dataclasses import replace

from quotes.evaluation.pipeline.named_text import Name, NamedText
from training.recipe.word_lists import read_lines

PLACES = read_lines("places.txt")
BODIES = read_lines("bodies.txt")
CHANGED_TEXTS_SHARE = 0.25  # of the texts get other names
CHANGED_NAMES_SHARE = 0.5  # of the places and organisations in them


def swap_names(text: NamedText, rng: random.Random) -> NamedText:
    """Replace places and organisations, each name always by the same other one; the offsets follow."""
    if rng.random() >= CHANGED_TEXTS_SHARE:
        return text
    replacements: dict[str, str] = {}
    swapped, names, position = "", [], 0
    for name in sorted(text.names, key=lambda name: name.start):
        if name.start < position:
            continue
        old = text.text[name.start : name.end]
        swapped += text.text[position : name.start]
        new = replacements.setdefault(old, _choose_name(old, name.label, rng))
        if new.startswith("the "):
            article = "" if swapped.lower().endswith("the ") else "the "
            swapped, new = swapped + article, new.removeprefix("the ")
        names.append(Name(len(swapped), len(swapped) + len(new), name.label))
        swapped += new
        position = name.end
    return replace(text, text=swapped + text.text[position:], names=tuple(names))


def _choose_name(old: str, label: str, rng: random.Random) -> str:
    if rng.random() >= CHANGED_NAMES_SHARE or label not in ("LOC", "ORG"):
        return old
    return rng.choice(PLACES if label == "LOC" else BODIES)
