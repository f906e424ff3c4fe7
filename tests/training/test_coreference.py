"""Coreference of GUM read as decisions: brackets that nest, close and open in one word."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from training.speakers.coreference import GumArticle, read_gum, read_subjects


def row(number: str, word: str, entity: str = "", *, tight: bool = False) -> str:
    misc = "|".join([*([f"Entity={entity}"] if entity else []), *(["SpaceAfter=No"] if tight else [])]) or "_"
    return "\t".join((number, word, word, "X", "X", "_", "0", "dep", "_", misc))


def write(folder: Path, *lines: str, name: str = "GUM_bio_leaders") -> Path:
    (folder / f"{name}.conllu").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def mentions(article: GumArticle) -> list[tuple[str, str]]:
    """The entity's number and the words of each mention, in the order in which mentions close."""
    return [(entity, article.text[start:end]) for entity, start, end in article.mentions]


@pytest.mark.parametrize("name", ["GUM_fiction_leaders", "GUM_reddit_leaders", "GENTLE_bio_leaders"])
def test_other_genres_and_corpora_are_left_out(tmp_path: Path, name: str) -> None:
    assert list(read_gum(write(tmp_path, row("1", "Putin", "(1-person-new)"), name=name))) == []


def test_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert list(read_gum(tmp_path)) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((row("1", "left"),), [], id="no entity"),
        pytest.param((row("1", "left", "1)"),), [], id="closed without being opened"),
        pytest.param((row("1", "the", "(1-person-new"), row("2", "leader")), [], id="opened and never closed"),
        pytest.param((row("1-2", "Putin's", "(1-person-new)"), row("1", "he")), [], id="words of two tokens"),
        pytest.param((row("1.1", "Putin", "(1-person-new)"),), [], id="word that is not written"),
        pytest.param((row("1", "Putin", "(1-person-new)"),), [("1", "Putin")], id="one word"),
        pytest.param(
            (row("1", "the", "(1-person-new"), row("2", "leader", "1)")), [("1", "the leader")], id="two words"
        ),
        pytest.param(
            (row("1", "leader", "(1-person-new"), row("2", "of"), row("3", "Russia", "(2-place-new)1)")),
            [("2", "Russia"), ("1", "leader of Russia")],
            id="one within the other",
        ),
        pytest.param(
            (row("1", "Russia", "(1-person-new(2-place-new)"), row("2", "leader", "1)")),
            [("2", "Russia"), ("1", "Russia leader")],
            id="both begin together",
        ),
        pytest.param(
            (row("1", "the", "(1-person-new"), row("2", "old", "(2-person-new"), row("3", "leader", "2)1)")),
            [("2", "old leader"), ("1", "the old leader")],
            id="both end together",
        ),
        pytest.param(
            (row("1", "he", "(1-person-new"), row("2", "himself", "(1-person-giv)1)")),
            [("1", "himself"), ("1", "he himself")],
            id="within a mention of the same",
        ),
        pytest.param(
            (row("1", "Putin", "(1-person-new"), row("2", "left", "1)(2-event-new)")),
            [("1", "Putin left"), ("2", "left")],
            id="one closes and another opens",
        ),
    ],
)
def test_mentions(tmp_path: Path, lines: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    (article,) = read_gum(write(tmp_path, *lines))
    assert mentions(article) == expected


def test_text_is_written_as_it_was(tmp_path: Path) -> None:
    (article,) = read_gum(
        write(
            tmp_path,
            "# newdoc id = GUM_bio_leaders",
            "# newpar",
            row("1", "Putin"),
            row("2", "left", tight=True),
            row("3", "."),
            "",
            "# newpar",
            row("1", "He"),
            "# newpar_block = list",
            row("2", "returned"),
        )
    )
    assert (article.id, article.text.rstrip()) == ("GUM_bio_leaders", "Putin left.\n\nHe returned")


def test_words_that_are_written_together(tmp_path: Path) -> None:
    rows = (row("1-2", "They're", tight=True), row("1", "They", "(1-person-new)"), row("2", "'re"), row("3", "."))
    (article,) = read_gum(write(tmp_path, *rows, "", row("1", "Yes"), row("2", "no")))
    assert article.text.rstrip() == "They're. Yes no"
    assert mentions(article) == [("1", "They")]


PUTIN = (row("1", "Vladimir", "(1-person-new"), row("2", "Putin", "1)"), row("3", "left", tight=True), row("4", "."))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(PUTIN, [], id="no pronoun"),
        pytest.param(
            (*PUTIN, row("1", "Warren"), row("2", "met"), row("3", "him", "(1-person-giv)", tight=True), row("4", ".")),
            [],
            id="object",
        ),
        pytest.param(
            (*PUTIN, row("1", "He", "(1-person-giv)"), row("2", "returned", tight=True), row("3", ".")),
            [("pronoun", ["Vladimir Putin"])],
            id="subject",
        ),
        pytest.param(
            (*PUTIN, row("1", "It", "(2-event-new)"), row("2", "rained", tight=True), row("3", ".")),
            [("group", [""])],
            id="first of its entity is nobody's",
        ),
    ],
)
def test_decisions(
    nlp: Language, tmp_path: Path, lines: tuple[str, ...], expected: list[tuple[str, list[str]]]
) -> None:
    folder = write(tmp_path, *lines)
    decisions = list(read_subjects(folder, tmp_path / "cache", nlp))
    assert [(decision.kind, decision.is_possible) for decision in decisions] == [(kind, True) for kind, _ in expected]
    assert all(sum(is_right for _, is_right in decision.candidates) == 1 for decision in decisions)


def test_right_candidate_is_the_entity_before(nlp: Language, tmp_path: Path) -> None:
    lines = (*PUTIN, row("1", "He", "(1-person-giv)"), row("2", "returned", tight=True), row("3", "."))
    (decision,) = read_subjects(write(tmp_path, *lines), tmp_path / "cache", nlp)
    ((features, is_right),) = decision.candidates
    assert is_right
    assert features["alone"] == features["nearest"] == 1.0
    assert decision.article == "gum GUM_bio_leaders"
