"""An explanation and the list of constructions on a terminal."""

from __future__ import annotations

import io
import re

from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc
from support.traces import parse

from quotes.desk.explain.explain_terminal import print_catalogue, print_trace
from quotes.engine.explain.catalogue import Entry
from quotes.engine.explain.trace import Trace, trace


def test_terminal(said: tuple[Doc, Trace]) -> None:
    doc, results = said
    stream = io.StringIO()
    print_trace(doc, results, Console(file=stream, width=80))
    shown = stream.getvalue()

    assert "said ROOT VERB (say)" in shown
    assert re.search(r"Fired\n +[\w-]+ 0\.\d\d, confidence 0\.\d\d\n +source +Jens Stoltenberg *\n +cue +said", shown)
    assert "below the threshold" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_terminal_gets_no_control_codes(nlp: Language) -> None:
    doc = parse(nlp, "The mayor said \x1b[2Jthe bridge was \u009bsafe.")
    stream = io.StringIO()
    print_trace(doc, trace(doc), Console(file=stream, width=80))

    assert "\x1b" not in stream.getvalue()
    assert "\u009b" not in stream.getvalue()


def test_list_on_a_terminal() -> None:
    stream = io.StringIO()
    print_catalogue(
        [Entry("dash", "a dash", ("[―]{cue} [Lee]{source}",), ("no ― dash",), None)], None, Console(file=stream)
    )

    assert stream.getvalue().splitlines()[:4] == ["dash", "  a dash", "  + [―]cue [Lee]source", "  - no ― dash"]
