"""Attributions composed of treebank sentences: trees stay trees, and each has its cue, source and content."""

from __future__ import annotations

import random

import pytest
import spacy
from support.training import CAST, LEE, PRICES, arcs

from quotes.evaluation.pipeline.sentence import Sentence, Word
from training.encoder.composed import composed_texts
from training.encoder.labels import Labels, Numbers
from training.recipe.attributions import SHAPES, add_report, compose_attribution, is_silent, mark_content
from training.recipe.phrases import build
from training.recipe.quotations import put_clause_after, put_credit, report_without_marks
from training.recipe.speech_clauses import (
    CREDITS,
    IMPERSONAL,
    PAST,
    PERFORMANCES,
    PLURAL,
    PRESENT,
    REPORTS,
    SUBJECT_FIRST,
    VERB_FIRST,
    Forms,
    fill,
    mark_clause,
    mark_credit,
    spell,
)

FORMS = Forms.collect([PRICES, LEE])
FUMED = {"VERB": Word("fumed", "fume", "VERB", PAST), "ROLE": Word("supporter", "supporter", "NOUN", "NN")}


def words_with(sentences: list[Sentence], role: str) -> str:
    return " ".join(word.form for sentence in sentences for word in sentence.words if role in word.roles)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(build("Tuesday>0:root", {}), id="too short"),
        pytest.param(
            report_without_marks(PRICES, build("ORG>1:nsubj said>1:root", {"ORG": "Acme"}), that=True), id="said"
        ),
    ],
)
def test_no_content_for_an_attribution(sentence: Sentence) -> None:
    assert not is_silent(sentence)


def test_statement_without_speech_is_silent() -> None:
    assert is_silent(PRICES)


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("fume", PAST, "fumed"),
        ("reply", PAST, "replied"),
        ("quip", PAST, "quipped"),
        ("explain", PAST, "explained"),
        ("reply", PRESENT, "replies"),
        ("stress", PRESENT, "stresses"),
        ("say", PRESENT, "says"),
        ("fear", PLURAL, "fear"),
    ],
)
def test_regular_forms(lemma: str, tag: str, form: str) -> None:
    assert spell(lemma, tag) == form


def test_form_of_a_treebank_comes_first() -> None:
    forms = Forms({("shout", PAST): "shoutin"})
    assert (forms.word("shout", PAST).form, forms.word("fume", PAST).form) == ("shoutin", "fumed")


@pytest.mark.parametrize("template", [*SUBJECT_FIRST, *VERB_FIRST, *REPORTS])
def test_every_clause_has_a_cue_and_a_source(template: str) -> None:
    clause = mark_clause(fill(template, CAST, FORMS, random.Random(1)))
    assert "1 cue" in clause.words[clause.root].roles
    assert words_with([clause], "1 source")


def test_impersonal_clause_has_no_source() -> None:
    clause = mark_clause(fill(IMPERSONAL, CAST, FORMS, random.Random(1)))
    assert words_with([clause], "1 cue").startswith("is ")
    assert not words_with([clause], "1 source")


@pytest.mark.parametrize(("template", "cue_words"), CREDITS)
def test_every_phrase_has_a_cue_and_a_source(template: str, cue_words: int) -> None:
    phrase = mark_credit(fill(template, CAST, FORMS, random.Random(1)), cue_words)
    assert len(words_with([phrase], "1 cue").split()) == cue_words
    assert words_with([phrase], "1 source")


def test_marks_belong_to_the_content_and_the_full_stop_to_nothing() -> None:
    said = mark_clause(build("VERB>0:root ROLE>2:nmod:desc PERSON>0:nsubj", {"PERSON": "Jane Roe"}, FUMED))
    quoted = put_clause_after([mark_content(PRICES)], said)
    assert quoted[0].text == '"Prices in Peru rose," fumed supporter Jane Roe.'
    assert [words_with(quoted, f"1 {role}") for role in ("source", "cue", "content")] == [
        "supporter Jane Roe",
        "fumed",
        '" Prices in Peru rose , "',
    ]
    assert quoted[0].words[-1].roles == ()


@pytest.mark.parametrize("before", [pytest.param(True, id="before"), pytest.param(False, id="after")])
def test_phrase_leaves_the_comma_out(before: bool) -> None:
    phrase = mark_credit(build("per>1:case ORG>1:root", {"ORG": "Acme"}), 1)
    credited = [put_credit(mark_content(PRICES), phrase, before=before)]
    assert words_with(credited, "1 content").lower() == "prices in peru rose"
    assert words_with(credited, "1 source") == "Acme"


def test_second_verb_shares_the_source() -> None:
    said = mark_clause(build("PERSON>1:nsubj said>1:root", {"PERSON": "Jane Roe"}), (1, 2))
    first = report_without_marks(mark_content(PRICES), said, that=False)
    verb = Word("warned", "warn", "VERB", PAST, roles=("2 cue",))
    both = add_report(first, verb, mark_content(LEE, 2))
    assert both.text == "Jane Roe said prices in Peru rose and warned that today, Lee won."
    assert arcs(both) >= {("warned", "conj", "said"), ("won", "ccomp", "warned"), ("rose", "ccomp", "said")}
    assert [words_with([both], f"{number} source") for number in (1, 2)] == ["Jane Roe"] * 2
    assert [words_with([both], f"{number} cue") for number in (1, 2)] == ["said", "warned"]
    assert words_with([both], "2 content") == "that today , Lee won"


@pytest.mark.parametrize("seed", range(40))
def test_compositions_are_trees_with_roles(seed: int) -> None:
    composed, size = compose_attribution([PRICES, LEE, PRICES], CAST, FORMS, random.Random(seed))
    assert 1 <= size <= 3
    for sentence in composed:
        assert sum(word.head == i for i, word in enumerate(sentence.words)) == 1
        for i in range(len(sentence.words)):
            steps = 0
            while sentence.words[i].head != i and steps <= len(sentence.words):
                i, steps = sentence.words[i].head, steps + 1
            assert steps <= len(sentence.words)
    assert words_with(composed, "1 cue")
    assert words_with(composed, "1 content")


def test_every_shape_is_drawn() -> None:
    assert sum(SHAPES.values()) == pytest.approx(1)


def test_texts_have_their_attributions_in_words_of_the_text() -> None:
    nlp = spacy.blank("en")
    texts = list(composed_texts([PRICES, LEE] * 20, CAST, Numbers(Labels([], [], [])), nlp, random.Random(3)))
    attributions = [(text, a) for text in texts for a in text.attributions or ()]
    assert len(attributions) > len(texts)  # some have several
    for text, a in attributions:
        assert a.cue
        assert a.content
        assert not set(a.cue) & set(a.content)
        assert max(a.content) < len(text.words)


@pytest.mark.parametrize("template", PERFORMANCES)
def test_performance_is_no_attribution(template: str) -> None:
    sentence = fill(template, CAST, FORMS, random.Random(2))
    assert not any(word.roles for word in sentence.words)
    assert sentence.text.count('"') == 2
    assert '" ' in sentence.text or '".' in sentence.text
