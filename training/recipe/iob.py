"""Read names from IOB columns: `Ellwood I-Person` of re3d, `Boston I-LOC` of WikiGold, tweets of BTC.

Each corpus names too much or too little for news: re3d brackets pronouns and "Iraqi forces", BTC every
`@ handle`. What is not a proper name is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.evaluation.pipeline.iob import Row, spans
from quotes.evaluation.pipeline.named_text import Name, NamedText
from training.recipe.names import count_titles

DETERMINERS = frozenset(("the", "a", "an", "this", "these", "all", "its", "their", "his", "her", "our", "my"))
PRONOUNS = frozenset(
    ["i", "we", "he", "she", "they", "you", "me", "us", "him", "them", "it", "who", "whom", "which", "that"]
)

_NO_BLANK_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}”’]|'s|’s|n't|'re|'ve|'ll|'d|'m|\.\.\.|'')$", re.IGNORECASE)
_NO_BLANK_AFTER = frozenset(("(", "[", "{", "$", "£", "€", "“", "``", "#"))


def read_columns(path: Path, *, form: int = 0, tag: int = -1) -> Iterator[list[Row]]:
    """Yield sentences as (word, IOB tag) rows; blank lines separate them, `# text = …` is a comment."""
    rows: list[Row] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if len(cells) >= 2 and not line.startswith("# "):
            rows.append((cells[form], cells[tag].strip()))
        elif rows and not line.strip():
            yield rows
            rows = []
    if rows:
        yield rows


def to_text(rows: Sequence[Row], names: Sequence[tuple[int, int, str]]) -> NamedText:
    """Write the words as prose, `( AP )` as `(AP)`, with the names by character."""
    text, places = "", []
    opened = False
    for i, (form, _) in enumerate(rows):
        glued = i == 0 or _NO_BLANK_BEFORE.match(form) or rows[i - 1][0] in _NO_BLANK_AFTER
        if form == '"':
            glued = glued or opened
            opened = not opened
        elif i and rows[i - 1][0] == '"' and opened:
            glued = True
        text += form if glued else " " + form
        places.append((len(text) - len(form), len(text)))
    return NamedText(text, tuple(Name(places[start][0], places[end - 1][1], kind) for start, end, kind in names))


def read_plain(path: Path, *, form: int = 0, tag: int = -1) -> list[NamedText]:
    """Read a corpus whose names are proper names: WikiGold, WNUT17, UNER."""
    return [to_text(rows, spans(rows)) for rows in read_columns(path, form=form, tag=tag)]


def read_tweets(path: Path) -> list[NamedText]:
    """Read the Broad Twitter Corpus, without the tweets in which a handle or a hashtag counts as a name."""
    texts = []
    for rows in read_columns(path):
        if not any(tag != "O" and form.startswith(("@", "#")) for form, tag in rows):
            texts.append(to_text(rows, spans(rows)))
    return texts


def read_re3d(path: Path) -> list[NamedText]:
    """Read re3d, keeping proper names only; a name that is also used as a place (`Iraq`) is always a place."""
    sentences = list(read_columns(path))
    places = {
        " ".join(form for form, _ in rows[start:end])
        for rows in sentences
        for start, end, label in spans(rows)
        if label == "LOC"
    }
    texts = []
    for rows in sentences:
        names = []
        for start, end, label in spans(rows):
            trimmed = proper(rows, start, end, label)
            if trimmed is not None:
                phrase = " ".join(form for form, _ in rows[trimmed[0] : trimmed[1]])
                names.append((*trimmed, "LOC" if label == "ORG" and phrase in places else label))
        texts.append(to_text(rows, names))
    return texts


def proper(rows: Sequence[Row], start: int, end: int, label: str) -> tuple[int, int] | None:
    """Cut a phrase to its proper name: `the United Nations` → `United Nations`, `Iraqi forces` → None."""
    while start < end and rows[start][0].lower() in DETERMINERS:
        start += 1
    if label == "PERSON":
        name_start = end
        while name_start > start and rows[name_start - 1][0][:1].isupper():
            name_start -= 1
        start = name_start + count_titles([form for form, _ in rows[name_start:end]])
    if start >= end or not rows[end - 1][0][:1].isupper() or not rows[start][0][:1].isupper():
        return None
    return None if rows[start][0].lower() in PRONOUNS and end - start == 1 else (start, end)
