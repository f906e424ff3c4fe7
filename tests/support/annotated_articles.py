"""Generated articles with records: any characters, any spans, any fields that the contract allows."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from quotes.article import Article
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.record import Anonymity, Mode, Nature, QuoteType, Record, Resolution, Sector, Tense, VerbClass

# letters, marks, line ends of all kinds, astral characters and combining ones
TEXT = st.text(
    st.one_of(
        st.sampled_from("abc DEF,.:“”\"'‘’—\n\r\t\x0b\x85\u2028\u00a0😀👩‍🚒e\u0301<>&;|#{}"),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=80,
)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
HEX = st.text("0123456789abcdef", min_size=16, max_size=16)


@st.composite
def extents(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return {"start": start, "end": end, "text": text[start:end]}


def literal(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


@st.composite
def records(draw: st.DrawFn, text: str, info: dict[str, Any], own_id: str, ids: list[str]) -> Record:
    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    cue = maybe(extents(text))
    content = draw(st.lists(extents(text), min_size=1, max_size=3, unique_by=lambda one: (one["start"], one["end"])))
    return Record.model_validate(
        {
            "id": own_id,
            "article": info,
            "quote_type": draw(literal(QuoteType)),
            "mode": draw(literal(Mode)),
            "content": content,
            "verbatim": draw(st.lists(extents(text), max_size=2)),
            "cue": cue
            and {
                **cue,
                "lemma": draw(WORDS),
                "verb_class": maybe(literal(VerbClass)),
                "tense": maybe(literal(Tense)),
                "negated": draw(st.booleans()),
            },
            "source": maybe(extents(text)),
            "speaker": maybe(
                st.fixed_dictionaries(
                    {
                        "id": WORDS,
                        "name": WORDS,
                        "description": st.none() | WORDS,
                        "resolution": literal(Resolution),
                    }
                )
            ),
            "source_type": {
                "nature": draw(literal(Nature)),
                "sector": draw(literal(Sector)),
                "anonymity": maybe(literal(Anonymity)),
            },
            "addressee": maybe(extents(text)),
            "medium": maybe(extents(text)),
            "context": draw(extents(text)),
            "construction": draw(WORDS),
            "parent": maybe(st.sampled_from([*ids, "0" * 16])),
            "continues": maybe(st.sampled_from(ids)),
            "confidence": draw(st.floats(0, 1)),
            "tool": {"quotes": draw(WORDS), "model": draw(WORDS)},
        }
    )


@st.composite
def annotated_articles(draw: st.DrawFn) -> AnnotatedArticle:
    """An article with up to four records."""
    text = draw(TEXT)
    info = {
        "id": draw(WORDS),
        "source_path": draw(st.none() | WORDS),
        "sha256": Article(text=text).sha256,
        "title": draw(st.none() | WORDS),
        "url": draw(st.none() | WORDS),
        "publisher": draw(st.none() | WORDS),
        "byline": None,
        "published": draw(st.none() | WORDS),
        "language": "en",
    }
    ids = draw(st.lists(HEX, min_size=1, max_size=4, unique=True))
    results = tuple(draw(records(text, info, own_id, ids)) for own_id in ids)
    return AnnotatedArticle(results[0].article, results, text)
