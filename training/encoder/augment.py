"""Make articles look otherwise, word by word: other quotation marks or none, other case, other white space."""

from __future__ import annotations

import random
from dataclasses import replace

from training.encoder.examples import Attribution, Rows, Text

DOUBLE = {'"', "“", "”", "``", "''"}
SINGLE = {"‘", "’"}
CHANCES = (("straight", 0.12), ("curly", 0.12), ("latex", 0.02), ("bare", 0.05), ("upper", 0.02), ("lower", 0.04))
LINES = 0.15  # of the texts have other paragraph breaks
BREAKS = ("\n", "\n\n", "\n \n", "\n\n\n")


def vary(text: Text, dice: random.Random) -> Text:
    """Return the text as it is, or one variant of it."""
    chance, style = dice.random(), ""
    for name, share in CHANCES:
        if chance < share:
            style = name
            break
        chance -= share
    text = restyle(text, style) if style else text
    if dice.random() < LINES:
        line = dice.choice(BREAKS)
        text = replace(text, words=tuple(line if "\n" in word and not word.strip() else word for word in text.words))
    return text


def restyle(text: Text, style: str) -> Text:
    """Apply one style to every word."""
    if style == "upper":
        return replace(text, words=tuple(word.upper() for word in text.words))
    if style == "lower":
        return replace(text, words=tuple(word.lower() for word in text.words))
    if style == "bare":
        return take(text, [i for i, word in enumerate(text.words) if word not in DOUBLE])
    return replace(text, words=tuple(_turned(text.words, style)))


def _turned(words: tuple[str, ...], style: str) -> list[str]:
    pair = {"straight": '""', "curly": "“”", "latex": ("``", "''")}[style]
    opened, turned = False, []
    for word in words:
        if "\n" in word:
            opened = False
        if word in DOUBLE:
            if word in ("“", "``"):
                opened = True
            elif word in ("”", "''"):
                opened = False
            else:
                opened = not opened
            word = pair[0] if opened else pair[1]
        elif word in SINGLE and style == "straight":
            word = "'"
        turned.append(word)
    return turned


def take(text: Text, kept: list[int]) -> Text:
    """The text with only some of its words."""
    moved = {old: new for new, old in enumerate(kept)}
    rows = Rows(*(getattr(text.rows, name)[kept] for name in Rows.__dataclass_fields__))
    places = lambda old: tuple(moved[i] for i in old if i in moved)  # noqa: E731
    attributions = tuple(
        a
        for a in (Attribution(places(a.cue), places(a.source), places(a.content)) for a in text.attributions or ())
        if a.cue
    )
    return replace(
        text,
        words=tuple(text.words[i] for i in kept),
        spaces=tuple(text.spaces[i] for i in kept),
        rows=rows,
        attributions=None if text.attributions is None else attributions,
    )
