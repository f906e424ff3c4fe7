"""Names of the world beyond the training articles: in `Obama visited Iowa`, `Iowa` may become `Moldova`.

The articles are American politics; swapping their places and bodies for others teaches the model that the
context, not the list, makes a name.
"""

from __future__ import annotations

import random
from dataclasses import replace

from quotes.evaluation.pipeline.named_text import Name, NamedText
from training.recipe.word_lists import read_lines

PLACES = read_lines("places.txt")
BODIES = read_lines("bodies.txt")
CHANCE = 0.25  # of the texts have some names swapped
SHARE = 0.5  # of their places and bodies


def swap_names(text: NamedText, dice: random.Random) -> NamedText:
    """Put other places and bodies in, each name of the text by one and the same other; the offsets follow."""
    if dice.random() >= CHANCE:
        return text
    chosen: dict[str, str] = {}
    out, names, at = "", [], 0
    for name in sorted(text.names, key=lambda name: name.start):
        if name.start < at:
            continue
        old = text.text[name.start : name.end]
        out += text.text[at : name.start]
        new = chosen.setdefault(old, _other(old, name.label, dice))
        if new.startswith("the "):
            article = "" if out.lower().endswith("the ") else "the "
            out, new = out + article, new.removeprefix("the ")
        names.append(Name(len(out), len(out) + len(new), name.label))
        out += new
        at = name.end
    return replace(text, text=out + text.text[at:], names=tuple(names))


def _other(old: str, label: str, dice: random.Random) -> str:
    if dice.random() >= SHARE or label not in ("LOC", "ORG"):
        return old
    return dice.choice(PLACES if label == "LOC" else BODIES)
