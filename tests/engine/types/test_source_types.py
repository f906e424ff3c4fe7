"""One sector for each speaker of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.trees import tree

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.context import Context
from quotes.engine.types.source_types import sector_of

DOC = tree("Lee/PROPN/nsubj/1 said/VERB/ROOT/1 so/ADV/advmod/1 ./PUNCT/punct/1")


def person(**facts: object) -> ResolvedSpeaker:
    return replace(ResolvedSpeaker("Lee", None, "name", "PERSON", "", False, "Lee", places=(0,)), **facts)  # type: ignore[arg-type]


def group(head: str, words: str) -> ResolvedSpeaker:
    return ResolvedSpeaker(words, None, "description", None, head, True, words)


@pytest.mark.parametrize(
    ("speaker", "sector"),
    [
        pytest.param(None, "unknown", id="nobody"),
        pytest.param(person(author=True), "media", id="the author"),
        pytest.param(person(titles=("Senator",)), "politics", id="title"),
        pytest.param(person(titles=("Judge",)), "judiciary", id="another title"),
        pytest.param(person(titles=("former president",)), "politics", id="out of office"),
        pytest.param(person(roles=("professor at the university",)), "academic", id="role"),
        pytest.param(group("rebel", "the rebels"), "military", id="armed groups"),
        pytest.param(group("union", "the trade unions"), "ngo", id="unions"),
        pytest.param(
            group("member", "a team member who told the press"), "citizen", id="no medium, whatever is told to it"
        ),
    ],
)
def test_sector(speaker: ResolvedSpeaker | None, sector: str) -> None:
    if sector == "citizen":
        assert sector_of(speaker, Context(DOC)) != "media"
    else:
        assert sector_of(speaker, Context(DOC)) == sector


def test_all_that_is_said_of_a_speaker_counts_for_all_its_records() -> None:
    bare, titled = person(), person(titles=("Judge",))
    context = Context(DOC, (bare, None, titled))

    assert sector_of(bare, context) == sector_of(titled, context) == "judiciary"
