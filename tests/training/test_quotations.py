"""Quotations composed of treebank sentences and speech clauses; the trees stay trees."""

from __future__ import annotations

import random

import pytest
from support.training import CAST_NAMES, LEE, PRICES, SAID, arcs, names, row

from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe import quotations
from training.recipe.clauses import CREDITS, SUBJECT_FIRST_CLAUSES, VERB_FIRST_CLAUSES
from training.recipe.phrases import build
from training.recipe.trees import add_opening_mark


def test_clause_is_built_around_names() -> None:
    clause = build("ORG>1:compound spokeswoman>2:nmod:desc PERSON>3:nsubj said>3:root", CAST_NAMES)
    assert clause.text == "Acme Bank spokeswoman Jane Roe said"
    assert arcs(clause) == {
        ("Acme", "compound", "Bank"),
        ("Bank", "compound", "spokeswoman"),
        ("spokeswoman", "nmod:desc", "Jane"),
        ("Roe", "flat", "Jane"),
        ("Jane", "nsubj", "said"),
    }
    assert names(clause) == {("Acme Bank", "ORG"), ("Jane Roe", "PERSON")}


@pytest.mark.parametrize("template", [*SUBJECT_FIRST_CLAUSES, *VERB_FIRST_CLAUSES])
def test_every_clause_has_one_root_that_is_a_speech_verb(template: str) -> None:
    clause = build(template, CAST_NAMES)
    assert [word.upos for i, word in enumerate(clause.words) if word.head == i] == ["VERB"]
    assert not any(word.form in ("PERSON", "ORG", "SURNAME") for word in clause.words)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(build("Tuesday>0:root", {}), id="too short"),
        pytest.param(add_opening_mark(PRICES), id="a quotation already"),
        pytest.param(Sentence((*PRICES.words[:3], *PRICES.words[4:], row("x", "NN", 0, "dep"))), id="no full stop"),
    ],
)
def test_not_quotable(sentence: Sentence) -> None:
    assert not quotations.is_quotable(sentence)


def test_clause_of_a_full_sentence_is_quotable() -> None:
    assert quotations.is_quotable(PRICES)


def test_following_clause_takes_the_last_sentence_as_its_content() -> None:
    first, last = quotations.put_clause_after([LEE, PRICES], SAID)
    assert (first.text, last.text) == ('"Today, Lee won.', 'Prices in Peru rose," Jane Roe said.')
    assert ("rose", "ccomp", "said") in arcs(last)
    assert last.words[last.root].form == "said"
    assert names(last) == {("Peru", "LOC"), ("Jane Roe", "PERSON")}


def test_following_clause_without_marks() -> None:
    (one,) = quotations.put_clause_after([PRICES], SAID, marked=False)
    assert one.text == "Prices in Peru rose, Jane Roe said."


def test_preceding_clause() -> None:
    first, last = quotations.put_clause_before([LEE, PRICES], SAID, mark=":")
    assert (first.text, last.text) == ('Jane Roe said: "Today, Lee won.', 'Prices in Peru rose."')
    assert ("won", "ccomp", "said") in arcs(first)


def test_interrupting_clause_is_parataxis() -> None:
    (one,) = quotations.interrupt([LEE], SAID, random.Random(1))
    assert one.text == '"Today," Jane Roe said, "Lee won."'
    assert ("said", "parataxis", "won") in arcs(one)
    assert one.words[one.root].form == "won"
    assert names(one) == {("Lee", "PERSON"), ("Jane Roe", "PERSON")}


def test_clause_without_a_comma_to_break_in_at_follows() -> None:
    first, last = quotations.interrupt([PRICES, LEE], SAID, random.Random(1))
    assert (first.text, last.text) == ('"Prices in Peru rose," Jane Roe said.', '"Today, Lee won."')


def test_report_without_marks() -> None:
    message = build("officials>1:nsubj told>1:root ORG>1:iobj", CAST_NAMES)
    one = quotations.report_without_marks(PRICES, message, that=True)
    assert one.text == "Officials told Acme Bank that prices in Peru rose."
    assert {("rose", "ccomp", "told"), ("that", "mark", "rose"), ("Bank", "iobj", "told")} <= arcs(one)


def test_question_before_the_clause() -> None:
    one = quotations.put_question_before(PRICES, SAID, mark="if")
    assert one.text == "asked if prices in Peru rose, Jane Roe said"
    assert {("asked", "advcl", "said"), ("rose", "ccomp", "asked"), ("if", "mark", "rose")} <= arcs(one)
    assert one.words[one.root].form == "said"
    assert names(one) == {("Peru", "LOC"), ("Jane Roe", "PERSON")}


def test_unknown_names_stay_unknown_in_a_quotation() -> None:
    unknown = Sentence(PRICES.words)
    assert [item.entities for item in quotations.put_clause_after([unknown], SAID)] == [None]


@pytest.mark.parametrize("template", CREDITS)
def test_every_credit_has_one_root_and_no_verb_above_it(template: str) -> None:
    phrase = build(template, CAST_NAMES)
    (root,) = (word for i, word in enumerate(phrase.words) if word.head == i)
    assert root.upos in ("NOUN", "PROPN")
    assert [word.dep for word in phrase.words if word.form in ("according", "per")] == ["case"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(False, "Prices in Peru rose, according to Acme Bank.", id="after"),
        pytest.param(True, "According to Acme Bank, prices in Peru rose.", id="before"),
    ],
)
def test_a_credit_is_an_oblique_of_what_is_said(before: bool, expected: str) -> None:
    sentence = quotations.put_credit(PRICES, build("according>2:case to>0:fixed ORG>2:root", CAST_NAMES), before=before)
    assert sentence.text == expected
    word = "According" if before else "according"
    assert {("Bank", "obl", "rose"), (word, "case", "Bank"), ("to", "fixed", word)} <= arcs(sentence)
    assert sentence.words[sentence.root].form == "rose"
    assert names(sentence) == {("Peru", "LOC"), ("Acme Bank", "ORG")}
