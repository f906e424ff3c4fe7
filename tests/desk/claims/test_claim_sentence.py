"""A claim as a sentence that stands alone: the speaker's name for the pronoun, the words of the content unchanged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.article import Article
from quotes.desk.claims.claim_sentence import make_sentence
from quotes.engine.constructions.construction import Construction
from quotes.engine.constructions.registry import ALL
from quotes.record import Record

JENS = {"id": "jens", "name": "Jens Stoltenberg", "description": None, "resolution": "pronoun"}


def build(sentence: str, content: str, cue: str | None, source: str | None, **changes: Any) -> Record:
    def extent(words: str) -> dict[str, Any]:
        start = sentence.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    return Record.model_validate(
        {
            "id": "0" * 16,
            "article": {
                "id": "a",
                "source_path": None,
                "sha256": Article(text=sentence).sha256,
                "title": None,
                "url": None,
                "publisher": None,
                "byline": None,
                "published": None,
                "language": "en",
            },
            "quote_type": "indirect",
            "mode": "statement",
            "content": [extent(content)],
            "verbatim": [],
            "cue": cue and {**extent(cue), "lemma": "say", "verb_class": "neutral", "tense": "past", "negated": False},
            "source": source and extent(source),
            "speaker": JENS,
            "source_type": {"nature": "named_person", "sector": "unknown", "anonymity": None},
            "addressee": None,
            "medium": None,
            "context": extent(sentence),
            "construction": "verb-complement",
            "parent": None,
            "continues": None,
            "confidence": 1.0,
            "tool": {"quotes": "0", "model": "m"},
            **changes,
        }
    )


CASES = [
    pytest.param(
        build("The force could be deployed, he said.", "The force could be deployed", "said", "he"),
        "Jens Stoltenberg said that the force could be deployed.",
        id="inverted",
    ),
    pytest.param(
        build("He said that Turkey is safe.", "that Turkey is safe", "said", "He"),
        "Jens Stoltenberg said that Turkey is safe.",
        id="that of the article",
    ),
    pytest.param(
        build("He said Turkey is safe.", "Turkey is safe", "said", "He"),
        "Jens Stoltenberg said Turkey is safe.",
        id="without that",
    ),
    pytest.param(
        build('"We are ready," he said.', '"We are ready,"', "said", "he", quote_type="direct"),
        'Jens Stoltenberg said: "We are ready".',
        id="direct",
    ),
    pytest.param(
        build('"It is over."', '"It is over."', None, None, quote_type="direct"),
        'Jens Stoltenberg said: "It is over."',
        id="following quotation",
    ),
    pytest.param(
        build(
            "Turkey is safe, according to him.", "Turkey is safe", "according to", "him", construction="according-to"
        ),
        "Turkey is safe, according to Jens Stoltenberg.",
        id="according to",
    ),
    pytest.param(
        build(
            "Turkey is safe, in the words of the minister.",
            "Turkey is safe",
            "in the words of",
            "the minister",
            construction="in-the-words-of",
        ),
        "Turkey is safe, in the words of the minister.",
        id="in the words of",
    ),
    pytest.param(
        build(
            "He told AFP Turkey is safe.",
            "Turkey is safe",
            "told",
            "He",
            addressee={"start": 8, "end": 11, "text": "AFP"},
        ),
        "Jens Stoltenberg told AFP Turkey is safe.",
        id="addressee",
    ),
    pytest.param(
        build("He vowed to stay.", "to stay", "vowed", "He", construction="infinitive-complement"),
        "Jens Stoltenberg vowed to stay.",
        id="infinitive",
    ),
    pytest.param(
        build(
            "His warning that Turkey is in danger came late.",
            "that Turkey is in danger",
            "warning",
            "His",
            construction="noun-clause",
        ),
        "Jens Stoltenberg’s warning that Turkey is in danger came late.",
        id="possessive pronoun",
    ),
    pytest.param(
        build("It is said that Turkey is safe.", "that Turkey is safe", "said", None, speaker=None),
        "It is said that Turkey is safe.",
        id="nobody known",
    ),
    pytest.param(
        build(
            "A source said Turkey is safe.",
            "Turkey is safe",
            "said",
            "A source",
            speaker={**JENS, "name": "source"},
            source_type={"nature": "unnamed_person", "sector": "unknown", "anonymity": "bare"},
        ),
        "A source said Turkey is safe.",
        id="unnamed source keeps its article",
    ),
]


FORMS = {
    "clause": "Jens Stoltenberg said that we are safe.",
    "object": "Jens Stoltenberg said we are safe.",
    "according": "According to Jens Stoltenberg, we are safe.",
    "as_written": "We are safe, Jens Stoltenberg said.",
}


@pytest.mark.parametrize("construction", ALL, ids=lambda construction: construction.name)
def test_every_construction_says_how_its_claim_reads(construction: Construction) -> None:
    record = build("We are safe, he said.", "We are safe", "said", "he", construction=construction.name)

    assert make_sentence(record) == FORMS[construction.claim]


def test_a_foreign_construction_gives_the_sentence_of_the_article() -> None:
    record = build("We are safe, he said.", "We are safe", "said", "he", construction="annotated")

    assert make_sentence(record) == FORMS["as_written"]


AMBIGUOUS = [
    pytest.param("Rainfall was half of it", "Jens Stoltenberg said: Rainfall was half of it.", id="a capital alone"),
    pytest.param("Turkey is safe", "Jens Stoltenberg said: Turkey is safe.", id="a name that looks like it"),
    pytest.param("Carrie Lam is safe", "Jens Stoltenberg said that Carrie Lam is safe.", id="a name of two words"),
    pytest.param("NATO is safe", "Jens Stoltenberg said that NATO is safe.", id="an abbreviation"),
    pytest.param("Iran's army is there", "Jens Stoltenberg said that Iran's army is there.", id="a possessive"),
]


@pytest.mark.parametrize(("content", "sentence"), AMBIGUOUS)
def test_a_capital_that_may_be_of_the_sentence_needs_no_small_letter(content: str, sentence: str) -> None:
    assert make_sentence(build(f"{content}, he said.", content, "said", "he")) == sentence


def test_that_is_left_out_where_nothing_governs_it() -> None:
    content = "that they are safe"
    by_label = build(f"He: {content}.", content, None, "He")
    according = build(f"According to him, {content}.", content, "According to", "him", construction="according-to")

    assert make_sentence(by_label) == "Jens Stoltenberg: they are safe."
    assert make_sentence(according) == "According to Jens Stoltenberg, they are safe."


def test_one_sentence_stands_for_a_quotation_of_several() -> None:
    said = '"We are ready. They fired 40 missiles,"'
    record = build(f"{said} he said.", said, "said", "he", quote_type="direct")

    assert make_sentence(record, 'They fired 40 missiles,"') == "Jens Stoltenberg said: “They fired 40 missiles”."


@pytest.mark.parametrize(("record", "sentence"), CASES)
def test_sentence(record: Record, sentence: str) -> None:
    assert make_sentence(record) == sentence


WORDS = st.text(st.sampled_from("ab CD.,“”\"' \n?"), min_size=1, max_size=30).filter(lambda text: text.strip())


@given(said=WORDS, name=WORDS)
def test_any_words_make_a_sentence(said: str, name: str) -> None:
    record = build(f"{said}| he said", said, "said", "he", speaker={**JENS, "name": name})

    sentence = make_sentence(record)

    assert sentence
    assert "\n" not in sentence
