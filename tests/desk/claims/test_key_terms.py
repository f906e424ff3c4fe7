"""The subjects of statements."""

from __future__ import annotations

import pytest

from quotes.desk.claims import key_terms
from quotes.desk.claims.key_terms import MAX_TERMS, find_key_terms

BRIDGE = ["the harbour bridge needs repairs", "repairs of the harbour bridge cost too much", "the toll is fair"]


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param([], id="none"),
        pytest.param(["", " "], id="blank"),
        pytest.param(["…", "$ 5"], id="no words"),
        pytest.param(["it is", "so it was"], id="words of grammar alone"),
    ],
)
def test_there_are_no_subjects(statements: list[str]) -> None:
    assert find_key_terms(statements) == ()


@pytest.mark.parametrize("has_textrank", [True, False], ids=["textacy", "without it"])
def test_subjects_are_found(monkeypatch: pytest.MonkeyPatch, has_textrank: bool) -> None:
    if not has_textrank:
        monkeypatch.setattr(key_terms, "has_textrank", lambda: False)
    terms = find_key_terms(BRIDGE)

    assert {"bridge", "harbour", "repairs"} <= set(" ".join(terms).split())
    assert not {"the", "of", "is"} & set(" ".join(terms).split())


def test_a_part_of_a_longer_term_is_left_out_and_copies_count_once() -> None:
    assert "bridge" not in find_key_terms(BRIDGE)
    assert find_key_terms(BRIDGE * 50) == find_key_terms(BRIDGE)


def test_a_long_text_is_cut() -> None:
    assert len(find_key_terms([" ".join(f"word{number}" for number in range(100_000))])) <= MAX_TERMS


def test_without_textacy_words_that_mostly_come_together_are_a_term(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_terms, "has_textrank", lambda: False)
    statements = [f"the bridge {verb} safe" for verb in ("is", "was", "seems")]
    statements += ["bridge tolls rise", "bridge tolls fall", "no tolls", "our tolls", "their tolls"]

    assert "harbour bridge" in find_key_terms(BRIDGE)
    assert {"bridge", "tolls"} <= set(find_key_terms(statements))
