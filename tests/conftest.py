"""Shared by all tests: the seed article and the bundled pipeline, which takes seconds to load."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc
from support.traces import SAID, parse

import quotes
from quotes.engine.explain.trace import Trace, trace
from quotes.formats.readers.text import read_text
from quotes.record import Record

# `training` and `benchmarks` are no part of the package; they come last, so that the installed package is tested.
sys.path.append(str(Path(__file__).parents[1]))

# A busy machine is slow, not wrong.
settings.register_profile("quotes", deadline=None, print_blob=True)
settings.load_profile("quotes")

SEED = Path(__file__).parents[1] / "seeds" / "nato-russian-activity-in-syria.txt"


@pytest.fixture(scope="session")
def seed_path() -> Path:
    return SEED


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled pipeline with the engine in it, loaded once for all tests."""
    return quotes.load()


@pytest.fixture(scope="session")
def seed_records(nlp: Language, seed_path: Path) -> tuple[Record, ...]:
    """All records of the seed article, extracted once for all tests that only read them."""
    return tuple(quotes.extract(read_text(seed_path), nlp, mode="all"))


@pytest.fixture(scope="session")
def said(nlp: Language) -> tuple[Doc, Trace]:
    """A text with one plain attribution, and what the engine made of it."""
    doc = parse(nlp, SAID)
    return doc, trace(doc)


@pytest.fixture
def _one_pipeline(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands find the pipeline that is loaded already, and work in this process."""
    load = quotes.load
    monkeypatch.setattr("quotes.pipeline.load", lambda model=None: load(model) if model else nlp)
    monkeypatch.setattr("quotes.commands.watched_run.default_workers", lambda: 0)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the gold of the fixtures anew, for review")
