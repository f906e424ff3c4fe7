"""The role of each token in the attributions of a text: source, cue or content."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from quotes.engine.explain.trace import Finding, Naming
from quotes.spans import Range, contains
from quotes.text.terminal import clean_line

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
COLOURS = {"source": "#8fbcff", "cue": "#ffc861", "content": "#a5dd94"}


def role_of_tokens(doc: Doc, fired: Iterable[Finding]) -> dict[int, str]:
    """The role of each token by its index; the outermost attribution wins, and a cue wins over a content."""
    roles: dict[int, str] = {}
    for finding in sorted(fired, key=lambda finding: finding.nested):
        for role, spans in list_spans(finding):
            for token in doc:
                if contains(spans, token.idx):
                    roles.setdefault(token.i, role)
    return roles


def list_spans(finding: Finding) -> list[tuple[str, tuple[Range, ...]]]:
    """The spans of a finding by role."""
    source = () if finding.source is None else (finding.source,)
    cue = () if finding.cue is None else (finding.cue,)
    return [("source", source), ("cue", cue), ("content", finding.content)]


def show(text: str, spans: Iterable[Range]) -> str:
    """The words of spans on one line: "warships fired … missiles"; "" if there is no span."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def describe_naming(naming: Naming) -> str:
    """The speaker and the case that named it: "Jens Stoltenberg (pronoun, by he-or-she)"."""
    cases = " and ".join(naming.cases) or "no case"
    if naming.speaker is None:
        return f"nobody: {naming.reason} ({cases})"
    return f"{clean_line(naming.speaker)} ({naming.resolution}, by {cases})"


def list_rivals(naming: Naming) -> str:
    """The entities that lost, with their scores: "Vladimir Putin 0.42"."""
    return ", ".join(f"{clean_line(name)} {score:.2f}" for name, score in naming.lost)


def list_features(features: Iterable[tuple[str, float]]) -> str:
    """Features with what they add to the log-odds: "spoke last +1.2, distance -0.4"."""
    return ", ".join(f"{clean_line(name)} {weight:+.1f}" for name, weight in features)
