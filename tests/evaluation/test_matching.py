"""What counts as found, as attributed, as exact; which articles go together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.relations import ANKARA, NATO, OBSERVATORY, SEED, STOLTENBERG, relate, sheet

from quotes.evaluation.matching import align, match
from quotes.evaluation.relations import Relation, Sheet, make_extents


def pairs(gold: Relation, results: Relation) -> int:
    return len(match(sheet(gold), sheet(results)).pairs)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Russia must", id="less than half"),
        pytest.param(SEED[:170], id="far more than the content"),
        pytest.param("Jens Stoltenberg said", id="beside the content"),
    ],
)
def test_content_that_does_not_match(content: str) -> None:
    assert pairs(STOLTENBERG, relate(SEED, source="Jens Stoltenberg", cue="said", content=content)) == 0


@pytest.mark.parametrize(
    ("content", "exact"),
    [
        pytest.param("NATO is able and ready to defend all of the allies", True, id="without marks and comma"),
        pytest.param("NATO is able and ready to defend all", False, id="more than half"),
        pytest.param(('"NATO is able and ready', 'to defend all of the allies,"'), True, id="in two pieces"),
    ],
)
def test_content_that_matches(content: str, exact: bool) -> None:
    words = content if isinstance(content, tuple) else (content,)
    (pair,) = match(sheet(NATO), sheet(relate(SEED, source="he", cue="told", content=words))).pairs

    assert pair.exact is exact


@pytest.mark.parametrize(
    ("source", "right"),
    [
        pytest.param("", False, id="missing"),
        pytest.param("Ankara", False, id="another"),
        pytest.param("Jens Stoltenberg said Russia", True, id="longer"),
        pytest.param("Stoltenberg", True, id="within the gold's"),
        pytest.param("Jens Stoltenberg", True, id="the same"),
    ],
)
def test_source(source: str, right: bool) -> None:
    results = relate(SEED, source=source, cue="said", content="Russia must stop the strikes")
    (pair,) = match(sheet(STOLTENBERG), sheet(results)).pairs

    assert pair.attributed is right


def test_source_that_gold_has_not_must_not_be_found() -> None:
    gold = replace(STOLTENBERG, source=())

    assert [pair.attributed for pair in match(sheet(gold), sheet(STOLTENBERG)).pairs] == [False]
    assert [pair.attributed for pair in match(sheet(gold), sheet(gold)).pairs] == [True]


def test_closest_pair_is_taken_first_and_each_side_once() -> None:
    longer = relate(SEED, source="Ankara", cue="said", content="Russia must stop the strikes.")
    whole = relate(SEED, source="Ankara", cue="said", content="said Russia must stop the strikes")
    matching = match(sheet(STOLTENBERG), sheet(whole, longer))

    assert [pair.found for pair in matching.pairs] == [longer]
    assert matching.extra == (whole,)
    assert matching.missed == ()


def test_found_content_of_mere_marks_does_not_count() -> None:
    matching = match(sheet(NATO), sheet(relate(SEED, content='"', cue="told")))

    assert (matching.pairs, matching.extra, matching.missed) == ((), (), (NATO,))


ranges = st.lists(
    st.tuples(st.integers(0, len(SEED) - 1), st.integers(1, 60)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=8,
)


@given(ranges, ranges)
def test_each_relation_is_paired_or_left_over(gold: list[tuple[int, int]], results: list[tuple[int, int]]) -> None:
    ours, theirs = ([Relation((), (), make_extents(SEED, [item])) for item in side] for side in (results, gold))
    matching = match(sheet(*theirs), sheet(*ours))

    assert len(matching.pairs) + len(matching.missed) == len(theirs)
    assert len(matching.pairs) + len(matching.extra) == sum(bool(our.characters["content"]) for our in ours)
    assert all(pair.gold.characters["content"] & pair.found.characters["content"] for pair in matching.pairs)


@given(ranges)
def test_what_is_the_same_is_all_found(spans: list[tuple[int, int]]) -> None:
    relations = [Relation((), (), make_extents(SEED, [span])) for span in dict.fromkeys(spans)]
    counted = [relation for relation in relations if relation.characters["content"]]

    assert len(match(sheet(*counted), sheet(*counted)).pairs) == len(counted)


def test_articles_go_together_by_text_before_name() -> None:
    gold = [sheet(STOLTENBERG, name="a", sha256="1" * 64), sheet(NATO, name="b", sha256="2" * 64)]
    results = [sheet(NATO, name="a", sha256="2" * 64), sheet(STOLTENBERG, name="c", sha256="1" * 64)]
    alignment = align(gold, results)

    assert [(item.id, other.id) for item, other in alignment.couples] == [("a", "c"), ("b", "a")]
    assert alignment.without_gold == ()


def test_article_without_records_is_missed_whole() -> None:
    alignment = align([sheet(ANKARA)], [])

    assert [(item.relations, other.relations) for item, other in alignment.couples] == [((ANKARA,), ())]


def test_records_of_other_articles_are_set_apart() -> None:
    other = sheet(ANKARA, name="other", sha256="1" * 64)

    assert align([sheet(NATO)], [sheet(NATO), other]).without_gold == (other,)


def test_records_on_another_text_are_named() -> None:
    edited = Sheet("seed", "1" * 64, (relate("He: " + SEED, source="Ankara", cue="called", content="a provocation"),))

    assert align([sheet(ANKARA)], [edited]).misfits == ("seed",)


def test_records_whose_words_stand_where_gold_has_them_fit_whatever_the_hash() -> None:
    same = sheet(OBSERVATORY, sha256="1" * 64)

    assert align([sheet(ANKARA)], [same]).misfits == ()


def test_gold_without_a_text_goes_by_the_hash() -> None:
    gold = Sheet("seed", "0" * 64, (ANKARA,))

    assert align([gold], [sheet(ANKARA, sha256="1" * 64)]).misfits == ("seed",)
    assert align([gold], [sheet(ANKARA)]).misfits == ()
