"""Names that no recogniser can have met: a hundred made-up ones in three texts each, at most eight texts wrong."""

from __future__ import annotations

import pytest
from spacy.language import Language
from support.made_up_names import NAMES

import quotes

FRAMES = (
    # the name first, the pronoun two sentences later
    "{name} said on Monday that the harbour needed a second pier. The old pier was closed in March after a storm. "
    "{pronoun} said the repairs would take two years.",
    # the name after its quotation, with a role that says nothing of gender
    "“The bridge is safe for another winter,” said {name}, a civil engineer. The report will be published in May. "
    "“We tested every bolt,” {lower} added.",
    # named without a word said
    "The jury gave the first prize to {name} on Sunday. Some forty cooks had taken part in the contest. "
    "“I never expected it,” {lower} told reporters.",
)
EXPECTED = (("{name}", "{name}"), ("{name}", "{name}"), ("{name}",))
MAX_WRONG = 8  # of 300 texts


def find_wrong(nlp: Language) -> list[str]:
    """Each text with a speaker that is unresolved or wrong, and what the speakers are."""
    wrong = []
    for name, pronoun in NAMES:
        for number, (frame, expected) in enumerate(zip(FRAMES, EXPECTED, strict=True), 1):
            text = frame.format(name=name, pronoun=pronoun.capitalize(), lower=pronoun)
            records = quotes.extract(text, nlp)
            speakers = [None if record.speaker is None else record.speaker.name for record in records]
            if speakers != [name] * len(expected):
                wrong.append(f"{name}, frame {number}: {speakers}")
    return wrong


def test_there_are_a_hundred_names() -> None:
    assert len(set(NAMES)) == 100
    assert {pronoun for _, pronoun in NAMES} == {"he", "she"}


@pytest.mark.slow
def test_made_up_names(nlp: Language) -> None:
    wrong = find_wrong(nlp)
    assert len(wrong) <= MAX_WRONG, "\n".join(wrong)
