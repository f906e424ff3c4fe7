"""Verdicts on quotations, and what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.quotations import BRIEFING, check, make_quotation

from quotes.article import Article
from quotes.desk.verify import verify as module
from quotes.desk.verify.marked import mark_in_text
from quotes.desk.verify.verdict_line import CheckLine
from quotes.desk.verify.verify import check_records
from quotes.desk.verify.words import split_words


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("Nobody came to the funeral of the queen in March", id="words of another text"),
        pytest.param("the three horses", id="two common words and another"),
        pytest.param("troublesome", id="a word that is not there"),
        pytest.param("escalations", id="one word in another form"),
        pytest.param("we have been to the market for all of the fish", id="common words in another order"),
    ],
)
def test_not_found(part: str) -> None:
    result = check(part)

    assert (result.verdict, result.score, result.passage) == ("not found", 0.0, None)


@pytest.mark.parametrize(
    ("part", "passage"),
    [
        pytest.param("a troubling escalation", "a troubling escalation", id="the same"),
        pytest.param("IN SYRIA – we have seen…", "In Syria, we have seen", id="case and marks"),
        pytest.param("We will not accept the 3 violations", "We will not accept the three violations", id="digits"),
        pytest.param("We won't accept the three violations", "We will not accept the three violations", id="won't"),
        pytest.param("[w]e will not accept", "We will not accept", id="a letter in brackets"),
        pytest.param("NATO is able and ready", "NATO is, uh, able and ready", id="a filler left out"),
        pytest.param("for this. NATO is able", "for this. [applause] NATO is, uh, able", id="an aside left out"),
        pytest.param("as in 1999", "as in nineteen ninety-nine", id="a year"),
        pytest.param("three million dollars for a web site", "$3 million for a website", id="money, a compound"),
        pytest.param(
            "co-operation of the navies in the harbor", "cooperation of the navies in the harbour", id="spelling"
        ),
        pytest.param("the organization", "the organisation", id="British and American"),
    ],
)
def test_exact(part: str, passage: str) -> None:
    result = check(part)

    assert (result.verdict, result.score, result.differences) == ("exact", 1.0, ())
    assert result.passage is not None
    assert result.passage.text == passage
    assert BRIEFING.text[result.passage.start : result.passage.end] == passage


@pytest.mark.parametrize(
    ("part", "marked"),
    [
        pytest.param(
            "In Syria … a troubling escalation",
            "In Syria‹we have seen› … a troubling escalation",
            id="an ellipsis",
        ),
        pytest.param(
            "the pact was made for this",
            "the pact‹it has 28 members› was made for this",
            id="words left out without a mark",
        ),
        pytest.param(
            "[The alliance] is able and ready to defend all of the allies",
            "[The alliance‹–›] is able and ready to defend all of the allies",
            id="an insertion at the start",
        ),
        pytest.param(
            "NATO is able and ready to defend all of [its members]",
            "NATO is able and ready to defend all of [its members‹–›]",
            id="an insertion at the end",
        ),
        pytest.param(
            "We will not accept [these] violations of Turkish airspace",
            "We will not accept [these‹the three›] violations of Turkish airspace",
            id="an insertion for other words",
        ),
    ],
)
def test_elided(part: str, marked: str) -> None:
    result = check(part)

    assert result.verdict == "elided"
    assert 0.6 < result.score < 1
    assert mark_in_text(result.record, CheckLine.of(result)) == marked


@pytest.mark.parametrize(
    ("part", "marked", "about"),
    [
        pytest.param(
            "We will accept the three violations",
            "We will‹not› accept the three violations",
            "negation",
            id="a negation dropped",
        ),
        pytest.param(
            "We will … accept the three violations",
            "We will‹not› … accept the three violations",
            "negation",
            id="a negation under an ellipsis",
        ),
        pytest.param(
            "We do pay $3 million for a website", "We do‹n't› pay $3 million for a website", "negation", id="don't"
        ),
        pytest.param(
            "We don't pay £3 million for a website",
            "We don't pay £3 million‹$3 million› for a website",
            "number",
            id="£",
        ),
        pytest.param(
            "We will not accept the four violations",
            "We will not accept the four‹three› violations",
            "number",
            id="a number in words",
        ),
        pytest.param(
            "We don't pay $4 million for a website",
            "We don't pay $4 million‹$3 million› for a website",
            "number",
            id="a sum",
        ),
        pytest.param(
            "We don't pay $3 billion for a website",
            "We don't pay $3 billion‹$3 million› for a website",
            "number",
            id="billions for millions",
        ),
        pytest.param(
            "to defend all of the allies, as in 1998",
            "to defend all of the allies, as in 1998‹nineteen ninety-nine›",
            "number",
            id="a year",
        ),
        pytest.param(
            "In Syria, we have seen a worrying escalation",
            "In Syria, we have seen a worrying‹troubling› escalation",
            None,
            id="a word",
        ),
        pytest.param(
            "a troubling escallation of Russian military activities",
            "a troubling escallation‹escalation› of Russian military activities",
            "spelling",
            id="letters",
        ),
        pytest.param(
            "In Syria, we have never seen a troubling escalation",
            "In Syria, we have never‹–› seen a troubling escalation",
            "negation",
            id="a negation added",
        ),
    ],
)
def test_altered(part: str, marked: str, about: str | None) -> None:
    result = check(part)

    assert result.verdict == "altered"
    assert mark_in_text(result.record, CheckLine.of(result)) == marked
    assert [difference.about for difference in result.differences] == [about]


def test_parts_with_the_cue_between_them_are_one_quotation() -> None:
    assert check("In Syria, we have seen a troubling escalation", "of Russian military activities").verdict == "exact"
    left_out = check("In Syria, we have seen", "escalation of Russian military activities")
    assert left_out.verdict == "elided"
    assert [difference.is_marked for difference in left_out.differences] == [False]


def test_sentences_and_fragments_may_be_apart() -> None:
    assert (
        check("In Syria, we have seen a troubling escalation", "able and ready", quote_type="mixed").verdict == "exact"
    )
    assert check("of Russian military activities.", "NATO is able and ready").verdict == "exact"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"NATO is able," Stoltenberg told AFP, "and ready to defend all of the allies."', id="straight"),
        pytest.param("“NATO is able,” Stoltenberg told AFP, “and ready to defend all of the allies.”", id="curly"),
        pytest.param(
            "''NATO is able,'' Stoltenberg told AFP, ''and ready to defend all of the allies.''", id="doubled"
        ),
        pytest.param("‘NATO is able,’ Stoltenberg told AFP, ‘and ready to defend all of the allies.’", id="single"),
        pytest.param(
            "'NATO is able,' Stoltenberg told AFP, 'and ready to defend all of the allies.'", id="apostrophes"
        ),
    ],
)
def test_the_cue_in_a_text_that_quotes_too_is_nothing_left_out(text: str) -> None:
    other = Article(text=text)

    assert check("NATO is able", "and ready to defend all of the allies", text=other).verdict == "exact"
    assert check("NATO is able and ready to defend all of the allies", text=other).verdict == "exact"


def test_words_between_apostrophes_are_left_out() -> None:
    other = Article(text="The allies' ships, Turkey's too, are ready to defend all of the allies' airspace.")

    assert check("The allies' ships are ready to defend all of the allies' airspace", text=other).verdict == "elided"


NEGATED = Article(
    text="Not every act is a federal crime. We were not travelling to the scene, nor was the crew. Why not go?"
)


@pytest.mark.parametrize(
    ("part", "verdict"),
    [
        pytest.param("every act is a federal crime", "altered", id="not before it"),
        pytest.param("travelling to the scene", "altered", id="not before it, within a sentence"),
        pytest.param("were not travelling to the scene", "exact", id="not within it"),
        pytest.param("was the crew", "altered", id="nor before it"),
        pytest.param("We were not travelling", "exact", id="nothing before it"),
        pytest.param("We were", "altered", id="not after an auxiliary"),
        pytest.param("Why", "exact", id="not after another word"),
    ],
)
def test_negation_at_the_edge_of_the_passage_is_not_dropped(part: str, verdict: str) -> None:
    assert check(part, text=NEGATED).verdict == verdict


def test_negation_before_the_passage_may_be_the_writers_words() -> None:
    record = make_quotation("every act is a federal crime")
    before = "Stoltenberg did not say that "
    context = record.context.model_copy(update={"text": before + record.context.text, "end": record.context.end + 29})
    parts = tuple(part.model_copy(update={"start": part.start + 29, "end": part.end + 29}) for part in record.verbatim)
    denied = record.model_copy(update={"context": context, "content": parts, "verbatim": parts})

    assert [check.verdict for check in check_records([denied, record], [NEGATED])] == ["exact", "altered"]


def test_brackets_of_the_text_may_be_those_of_the_quotation() -> None:
    other = Article(text="[NATO] is able and ready to defend [all of] the allies, and [Ankara] knew of it.")

    assert check("[NATO] is able and ready to defend [all of] the allies", text=other).verdict == "exact"
    assert check("[NATO] is able and ready to defend [some of] the allies", text=other).verdict == "elided"


@pytest.mark.parametrize(
    ("part", "verdict", "about"),
    [
        pytest.param("We [will] accept the three violations of Turkish airspace", "altered", "negation", id="negation"),
        pytest.param("We will not accept the [four] violations of Turkish airspace", "altered", "number", id="number"),
        pytest.param(
            "We will not accept [such] violations of Turkish airspace", "elided", None, id="a number left out"
        ),
    ],
)
def test_brackets_do_not_hide_what_they_change(part: str, verdict: str, about: str | None) -> None:
    result = check(part)

    assert (result.verdict, [difference.about for difference in result.differences]) == (verdict, [about])


def test_ellipsis_before_brackets_leaves_words_out() -> None:
    other = Article(text="NATO is able and [I think] ready to defend all of [the] allies, including Turkey.")

    assert check("NATO is able … [I think] ready to defend all of [the] allies", text=other).verdict == "elided"
    assert check("NATO is able and [I think] ready to defend all of [the] allies", text=other).verdict == "exact"


def test_paraphrase_shares_the_rarer_words() -> None:
    result = check("The violations of airspace by Turkish allies were not accepted, and the pact has 28 members")

    assert result.verdict == "paraphrased"
    assert 0.6 < result.score < 1


@pytest.mark.parametrize(
    ("part", "verdict"),
    [
        pytest.param("we have seen a troubling escalation", "exact", id="word for word"),
        pytest.param("we had seen a troubling escalation of Russian activities", "paraphrased", id="other words"),
        pytest.param("we will accept the three violations", "altered", id="a negation dropped"),
        pytest.param("we will not accept the four violations", "altered", id="a number changed"),
        pytest.param("the harvest was poor in the valley this year", "not found", id="nothing like it"),
    ],
)
def test_indirect_speech_may_use_other_words_but_no_other_numbers(part: str, verdict: str) -> None:
    assert check(part, quote_type="indirect").verdict == verdict


def test_label_of_the_turn_is_said() -> None:
    passages = [check(part).passage for part in ("a troubling escalation", "the cooperation of the navies")]

    assert [passage and passage.label for passage in passages] == ["JENS STOLTENBERG", "REPORTER"]


def test_own_article_is_left_out_unless_wanted() -> None:
    record = make_quotation("NATO is able and ready")
    own = Article(text=record.context.text, source_path="copy.txt")

    assert [check.verdict for check in check_records([record], [own])] == ["not found"]
    assert [check.verdict for check in check_records([record], [own], with_own=True)] == ["exact"]
    (result,) = check_records([record], [own, BRIEFING])
    assert result.passage is not None
    assert result.passage.article.source_path == "briefing.txt"


def test_passages_with_the_same_words_are_counted_and_the_first_is_shown() -> None:
    copies = [Article(text=BRIEFING.text, source_path=f"{name}.txt") for name in "ab"]
    (result,) = check_records([make_quotation("a troubling escalation")], copies)

    assert result.places == 2
    assert result.passage is not None
    assert result.passage.article.id == "a"


def test_words_are_not_found_over_the_end_of_a_text() -> None:
    halves = [Article(text="We have seen a troubling"), Article(text="escalation of Russian military activities")]
    (result,) = check_records([make_quotation("troubling escalation of Russian")], halves)

    assert result.verdict != "exact"


@pytest.mark.parametrize("size", [1, 10**9])
def test_best_verdict_counts_however_many_texts_are_in_memory(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS_AT_ONCE", size)
    texts = [
        Article(text="We have seen a worrying escalation of Russian military activities.", source_path="altered.txt"),
        BRIEFING,
        Article(text="It rained.", source_path="other.txt"),
    ]
    records = [make_quotation("a troubling escalation of Russian military activities"), make_quotation("It snowed")]
    results = check_records(records, texts)

    assert [result.verdict for result in results] == ["exact", "not found"]
    assert results[0].passage is not None
    assert results[0].passage.article.id == "briefing"


@pytest.mark.parametrize("texts", [[], [Article(text="")], [Article(text="…")]], ids=["none", "empty", "no words"])
def test_texts_without_words(texts: list[Article]) -> None:
    assert [check.verdict for check in check_records([make_quotation("We left")], texts)] == ["not found"]


SPEECH = " ".join(
    f"Village {number} wants bridge {number * 7} rebuilt by spring {number * 3}." for number in range(400)
)


@pytest.mark.parametrize(
    ("said", "verdict", "differences"),
    [
        pytest.param(SPEECH, "exact", 0, id="all of it"),
        pytest.param(SPEECH.replace("bridge 2177 rebuilt", "bridge 2178 rebuilt"), "altered", 1, id="a number"),
        pytest.param(SPEECH.replace("wants bridge 2177 rebuilt", "wants … rebuilt"), "elided", 1, id="an ellipsis"),
        pytest.param(f"{SPEECH} {'Nobody ever came to that funeral of queens. ' * 120}", "altered", None, id="its end"),
        pytest.param("Nobody ever came to that funeral of queens. " * 200, "not found", 0, id="another speech"),
    ],
)
def test_speech_of_thousands_of_words_has_one_verdict(said: str, verdict: str, differences: int | None) -> None:
    result = check(said, text=Article(text=f"LEE: {SPEECH}\n"))

    assert result.verdict == verdict
    assert differences is None or len(result.differences) == differences
    if verdict != "not found":
        assert result.passage is not None
        whole = differences is not None
        assert (result.passage.text == SPEECH.rstrip(".")) if whole else SPEECH.startswith(result.passage.text)


PLACES = [word for word in split_words(BRIEFING.text) if word.start < word.end]
PLACES = [word for word in PLACES if word.key not in ("do", "not")]  # a quotation is not cut within "don't"
SPANS = st.tuples(st.integers(0, len(PLACES) - 1), st.integers(0, 30)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(PLACES) - 1))
)


def cut(first: int, last: int) -> str:
    """The words of the briefing from one to another, without its brackets, which mean another thing in a quotation."""
    return BRIEFING.text[PLACES[first].start : PLACES[last].end].replace("[", "(").replace("]", ")")


@given(SPANS)
def test_words_of_the_text_are_exact_unless_a_negation_is_before_them(span: tuple[int, int]) -> None:
    text, start, end = BRIEFING.text, PLACES[span[0]].start, PLACES[span[1]].end
    is_denied = text[:start].endswith(("not ", "n't ")) or text[end:].startswith(" not ")

    assert check(cut(*span)).verdict == ("altered" if is_denied else "exact")


@given(SPANS, st.integers(0, 30), st.sampled_from(["seventeen", "never", "harvest"]))
def test_another_word_is_never_exact(span: tuple[int, int], place: int, other: str) -> None:
    first, last = span
    at = PLACES[min(first + place, last)]
    start, end = PLACES[first].start, PLACES[last].end
    changed = BRIEFING.text[start : at.start] + f" {other} " + BRIEFING.text[at.end : end]
    result = check(changed.replace("[", "(").replace("]", ")"))

    assert result.verdict in ("altered", "paraphrased", "not found")
    if result.verdict == "altered" and result.differences:
        assert any(other in result.record.context.text[slice(*part.quoted)] for part in result.differences)
