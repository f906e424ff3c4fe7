"""What a construction is: a name, the cues it takes, paths to source and content, and examples that test it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Token

Condition = Callable[[Token, Token], bool]
"""A check of (cue, content) beyond what paths can say."""


@dataclass(frozen=True)
class Construction:
    """One pattern. Paths start at the cue; the first source path that arrives wins.

    `frames` names the complements that a cue of the lexicon must take (`clause`, `infinitive`, `object`, …; see
    `quotes/language/en/verbs.txt`); `words` names the cues themselves, lower-cased, instead; `unknown` lets
    verbs in that the lexicon does not know, because the pattern itself is strong.
    `content_includes` names paths to what is part of the content besides `content`. `sure` is a probability that its
    candidates have at the least, for a pattern that hardly errs, whatever the tagger makes of the words.
    Examples mark spans as `[text]{role}`; a counter-example must yield nothing by this construction.
    """

    name: str
    pos: str  # part of speech of the cue: VERB, NOUN, ADP …
    frames: frozenset[str]
    content: tuple[str, ...]
    source: tuple[str, ...]
    without: tuple[str, ...] = ()
    where: Condition | None = None
    words: frozenset[str] = frozenset()
    unknown: bool = False
    source_needed: bool = False
    surface_subject: bool = False  # take the noun phrase next to the cue where no path arrives
    content_includes: tuple[str, ...] = ()
    sure: float = 0.0
    examples: tuple[str, ...] = field(default=())
    counterexamples: tuple[str, ...] = field(default=())
