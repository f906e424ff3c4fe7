"""A construction: one pattern that ties cue, source and content, with its name and examples.

Candidates, cue classes, modes, claims as sentences, `quotes explain` and the docs read the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from quotes.engine.attribution import Candidate
from quotes.engine.layout import Layout
from quotes.record import Mode

Condition = Callable[[Token, Token], bool]
"""A check of (cue, content) beyond what paths can say."""
CueCondition = Callable[[Token], bool]
"""A check of the cue alone."""
Finder = Callable[[Doc, Layout], Iterator[Candidate]]
"""Finds candidates by their position, as punctuation and paragraphs give it."""
CueKind = Literal["verb", "noun", "nonverbal"]
Claim = Literal["clause", "object", "according", "as_written"]


@dataclass(frozen=True)
class PathPattern:
    """A pattern of the dependency tree. Paths start at the cue; the first source path that leads to a token wins.

    `frames` names the complements that a cue of the lexicon must take (`clause`, `infinitive`, `object`, …; see
    `quotes/language/en/verbs.txt`); `words` names the cues themselves, lower-cased, instead; `unknown` also
    accepts verbs that are not in the lexicon, because the pattern itself is strong.
    `content_includes` names paths to what is part of the content besides `content`; `needs` is a path that must lead
    somewhere. `cue` is asked of the cue before any path is walked, `where` of the cue with each possible content.
    """

    pos: str  # part of speech of the cue: VERB, NOUN, ADP …
    content: tuple[str, ...]
    source: tuple[str, ...]
    frames: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    without: tuple[str, ...] = ()
    needs: str | None = None
    cue: CueCondition | None = None
    where: Condition | None = None
    unknown: bool = False
    source_needed: bool = False
    surface_subject: bool = False  # take the noun phrase next to the cue if no path leads to a source
    content_includes: tuple[str, ...] = ()

    def paths(self) -> Iterator[str]:
        """All paths of the pattern."""
        yield from (*self.content, *self.source, *self.without, *self.content_includes)
        if self.needs is not None:
            yield self.needs


@dataclass(frozen=True)
class Construction:
    """One pattern that ties cue, source and content, and everything that other modules ask about it.

    `pattern` walks paths or finds by position; None for candidates from elsewhere. `complement` holds frames of the
    lexicon: the first that the cue takes decides its mode; None where the content decides. `mode` is set where the
    pattern alone decides. `cue_start` and `cue_end` are words next to the cue that belong to it: "in" and "of" in
    "in the words of". `prior` is the probability of its candidates until the scorer has learnt the name; `floor` is
    their minimum probability, even after that. Examples mark spans as `[text]{role}`; a counter-example must yield
    nothing by this construction.
    """

    name: str
    pattern: PathPattern | Finder | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    summary: str | None = None  # in words; else made from the paths or the finder's docstring
    cue_kind: CueKind = "verb"
    complement: tuple[str, ...] | None = ("clause",)
    mode: Mode | None = None
    takes_addressee: bool = False  # "told AFP", "said to reporters"
    links_preposition: bool = False  # the preposition of the content belongs to the cue: "called for"
    source_is_label: bool = False  # MR. HALE: …
    cue_start: frozenset[str] = frozenset()
    cue_end: frozenset[str] = frozenset()
    claim: Claim = "clause"  # how a claim reads: "Lee said that …", "Lee blamed Moscow", "According to Lee, …"
    prior: float = 0.0
    floor: float = 0.0
    nested_only: bool = False  # a pattern that is too wide but for what stands within the content of another
    excludes_others: bool = False  # where it applies, every other reading of its cue is wrong

    def describe(self) -> str:
        """What it looks for, in a line: "content >ccomp; source >nsubj"."""
        if self.summary is not None:
            return self.summary
        if isinstance(self.pattern, PathPattern):
            content, source = self.pattern.content, self.pattern.source
            more = " …" if len(source) > 3 else ""
            return f"content {' or '.join(content)}; source {' or '.join(source[:3]) or 'none'}{more}"
        return " ".join((self.pattern.__doc__ or "").split())
