"""An explanation on a terminal: the tree, the chosen attributions, the rejected candidates and the reasons."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from spacy.tokens import Doc, Span, Token

from quotes.engine.explain.catalogue import Entry, Measured, on_one_line, split_example
from quotes.engine.explain.roles import (
    STYLES,
    describe_naming,
    list_features,
    list_rivals,
    list_spans,
    role_of_tokens,
    show,
)
from quotes.engine.explain.trace import Finding, Trace
from quotes.text.terminal import clean_line


def print_trace(doc: Doc, trace: Trace, console: Console, *, sentences: Iterable[Span] | None = None) -> None:
    """Print the trees of the sentences, followed by the engine's decisions."""
    roles = role_of_tokens(doc, trace.fired)
    for sentence in sentences if sentences is not None else doc.sents:
        if not sentence.text.isspace():
            console.print(_tree(sentence.root, roles))
            console.print()
    legend = Text("roles: ")
    for role, style in STYLES.items():
        legend.append(role, style=style).append(" ")
    console.print(legend)
    text = doc.text
    _print_heading("Fired", console, trace.fired, "nothing")
    for finding in trace.fired:
        _print_finding(finding, text, console)
    _print_heading("Lost", console, trace.lost, "no candidate")
    for finding in trace.lost:
        _print_finding(finding, text, console)
    if trace.near_misses:
        console.print(Text("\nCues that came to nothing", style="bold"))
    for miss in trace.near_misses:
        console.print(Text(f" {clean_line(text[slice(*miss.cue)])}", style="yellow"))
        for name, reason in miss.reasons:
            console.print(Padding(Text(f"{name}: {clean_line(reason)}", style="dim"), (0, 0, 0, 3), expand=False))


def _print_heading(word: str, console: Console, findings: tuple[Finding, ...], none: str) -> None:
    console.print(Text(f"\n{word}", style="bold") + Text("" if findings else f": {none}"))


def _tree(root: Token, roles: dict[int, str]) -> Tree:
    """The dependency tree below a token, dependents in text order, punctuation left out."""
    tree = Tree(_label(root, roles), guide_style="dim")
    _grow(tree, root, roles)
    return tree


def _grow(tree: Tree, token: Token, roles: dict[int, str]) -> None:
    for child in token.children:
        if not child.is_space and (not child.is_punct or any(True for _ in child.children) or child.i in roles):
            _grow(tree.add(_label(child, roles)), child, roles)


def _label(token: Token, roles: dict[int, str]) -> Text:
    label = Text(clean_line(token.text), style=STYLES.get(roles.get(token.i, ""), ""))
    lemma = "" if token.lemma_.lower() == token.lower_ else f" ({clean_line(token.lemma_)})"
    return label + Text(f" {token.dep_} {token.pos_}{lemma}", style="not bold dim")


def _print_finding(finding: Finding, text: str, console: Console) -> None:
    confidence = "" if finding.confidence is None else f", confidence {finding.confidence:.2f}"
    nested = ", nested in another" if finding.nested else ""
    heading = Text(f" {finding.construction}", style="bold")
    heading.append(f" {finding.probability:.2f}{confidence}{nested}", style="not bold")
    console.print(heading)
    lines = [
        (role, show(text, spans), STYLES[role] if finding.reason is None else "") for role, spans in list_spans(finding)
    ]
    if finding.naming is not None:
        lines.append(("speaker", describe_naming(finding.naming), ""))
        if finding.naming.lost:
            lines.append(("over", list_rivals(finding.naming), "dim"))
        if finding.naming.features:
            lines.append(("for it", list_features(finding.naming.features), "dim"))
    if finding.reason is not None:
        lines.append(("lost", finding.reason, "red"))
    if finding.features:
        lines.append(("weighed", list_features(finding.features), "dim"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    for name, words, style in lines:
        grid.add_row(Text(f"   {name}", style="dim"), Text(clean_line(words) or "–", style=style))
    console.print(grid)


def print_catalogue(entries: Iterable[Entry], measured: Measured | None, console: Console) -> None:
    """Print constructions with their examples and figures."""
    for entry in entries:
        line = Text(entry.name, style="bold")
        if entry.figure is not None:
            line.append(f"  fired {entry.figure.fired:,}", style="not bold")
            if entry.figure.precision is not None:
                line.append(f", right {entry.figure.right:,} ({entry.figure.precision:.0f} %)", style="not bold")
        console.print(line)
        console.print(Padding(Text(entry.summary, style="dim"), (0, 0, 0, 2), expand=False))
        for example in entry.examples:
            console.print(Padding(Text("+ ", style="green") + _example(example), (0, 0, 0, 2), expand=False))
        for example in entry.counterexamples:
            console.print(Padding(Text("- ", style="red") + Text(example, style="dim"), (0, 0, 0, 2), expand=False))
        console.print()
    if measured is not None:
        console.print(
            Text(
                f"Figures: {measured.corpus}, {measured.articles} articles, {measured.gold:,} attributions, with "
                f"{measured.model}. An attribution is right when content and source match gold's.",
                style="dim",
            )
        )


def _example(marked: str) -> Text:
    """The roles in colour and, since not all terminals have colours, in brackets."""
    line = Text()
    for piece, role in split_example(on_one_line(marked)):
        if role is None:
            line.append(piece)
        else:
            line.append("[", style="dim").append(piece, style=STYLES[role]).append(f"]{role}", style="dim")
    return line
