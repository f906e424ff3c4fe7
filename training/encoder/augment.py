"""Vary articles word by word: different quotation marks or none, different case, different white space."""

from __future__ import annotations

import random
from dataclasses import replace

from training.encoder.examples import Attribution, Rows, Text

DOUBLE_MARKS = {'"', "“", "”", "``", "''"}
SINGLE_MARKS = {"‘", "’"}
STYLE_SHARES = (("straight", 0.12), ("curly", 0.12), ("latex", 0.02), ("bare", 0.05), ("upper", 0.02), ("lower", 0.04))
CHANGED_BREAKS_SHARE = 0.15  # of the texts get different paragraph breaks
PARAGRAPH_BREAKS = ("\n", "\n\n", "\n \n", "\n\n\n")


def vary(text: Text, rng: random.Random) -> Text:
    """Return the text unchanged, or one variant of it."""
    draw, style = rng.random(), ""
    for name, share in STYLE_SHARES:
        if draw < share:
            style = name
            break
        draw -= share
    text = restyle(text, style) if style else text
    if rng.random() < CHANGED_BREAKS_SHARE:
        line = rng.choice(PARAGRAPH_BREAKS)
        text = replace(text, words=tuple(line if "\n" in word and not word.strip() else word for word in text.words))
    return text


def restyle(text: Text, style: str) -> Text:
    """Apply one style to every word."""
    if style == "upper":
        return replace(text, words=tuple(word.upper() for word in text.words))
    if style == "lower":
        return replace(text, words=tuple(word.lower() for word in text.words))
    if style == "bare":
        return select_words(text, [i for i, word in enumerate(text.words) if word not in DOUBLE_MARKS])
    return replace(text, words=tuple(_replace_marks(text.words, style)))


def _replace_marks(words: tuple[str, ...], style: str) -> list[str]:
    pair = {"straight": '""', "curly": "“”", "latex": ("``", "''")}[style]
    opened, replaced = False, []
    for word in words:
        if "\n" in word:
            opened = False
        if word in DOUBLE_MARKS:
            if word in ("“", "``"):
                opened = True
            elif word in ("”", "''"):
                opened = False
            else:
                opened = not opened
            word = pair[0] if opened else pair[1]
        elif word in SINGLE_MARKS and style == "straight":
            word = "'"
        replaced.append(word)
    return replaced


def select_words(text: Text, indices: list[int]) -> Text:
    """The text with only some of its words."""
    new_indices = {old: new for new, old in enumerate(indices)}
    rows = Rows(*(getattr(text.rows, name)[indices] for name in Rows.__dataclass_fields__))
    places = lambda old: tuple(new_indices[i] for i in old if i in new_indices)  # noqa: E731
    attributions = tuple(
        a
        for a in (Attribution(places(a.cue), places(a.source), places(a.content)) for a in text.attributions or ())
        if a.cue
    )
    return replace(
        text,
        words=tuple(text.words[i] for i in indices),
        spaces=tuple(text.spaces[i] for i in indices),
        rows=rows,
        attributions=None if text.attributions is None else attributions,
    )
