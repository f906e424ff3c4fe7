"""Which role each token of a text plays in what fired: source, cue or content, the most telling one first."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from quotes.engine.explain.trace import Finding
from quotes.spans import Range

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
COLOURS = {"source": "#8fbcff", "cue": "#ffc861", "content": "#a5dd94"}


def role_of_tokens(doc: Doc, fired: Iterable[Finding]) -> dict[int, str]:
    """The role of each token by its index; the outermost attribution is asked first, and cues before contents."""
    roles: dict[int, str] = {}
    for one in sorted(fired, key=lambda finding: finding.nested):
        for role, spans in list_spans(one):
            for token in doc:
                if any(start <= token.idx < end for start, end in spans):
                    roles.setdefault(token.i, role)
    return roles


def list_spans(one: Finding) -> list[tuple[str, tuple[Range, ...]]]:
    """The spans of a finding by role."""
    source = () if one.source is None else (one.source,)
    cue = () if one.cue is None else (one.cue,)
    return [("source", source), ("cue", cue), ("content", one.content)]


def show(text: str, spans: Iterable[Range]) -> str:
    """The words of some spans in a line; nothing for no span."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)
