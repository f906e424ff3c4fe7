"""An attribution inside the engine: spans of characters and tokens, before it becomes a record.

Only plain values: the engine's results must survive pickling between spaCy's worker processes.
"""

from __future__ import annotations

from quotes.spans import Range
from quotes.values import value


@value(frozen=True)
class Candidate:
    """One possible attribution that a construction proposes. All numbers are token indices into the `Doc`.

    `content` holds half-open token ranges in text order; `source` and `cue` one range each, or None.
    `cue_head` and `source_head` are the syntactic heads inside those ranges. `floor` is its minimum probability,
    given by the layout where training has too few examples to learn weights.
    """

    construction: str
    cue: Range | None
    cue_head: int | None
    source: Range | None
    source_head: int | None
    content: tuple[Range, ...]
    content_head: int | None = None
    quotations: tuple[int, ...] = ()  # indices of the quotations that the content includes
    floor: float = 0.0
    prior: float = 0.0  # its probability until the scorer has learnt the name of its construction


@value(frozen=True)
class Attribution:
    """A chosen attribution with its final extents: half-open ranges of code points of the article's text."""

    construction: str
    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    addressee: Range | None
    medium: Range | None
    cue_head: int | None  # token index
    source_head: int | None  # token index
    confidence: float
    parent: int | None = None  # position in the list of chosen attributions
    continues: int | None = None  # likewise
