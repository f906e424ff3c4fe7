"""Build records by hand: `make_record(said="“Yes,”")`, all names from the seed article."""

from __future__ import annotations

from typing import Any

from quotes.article import Article
from quotes.record import Record, record_id

ARTICLE = Article(
    text='"NATO is able and ready to defend all of the allies," Stoltenberg said.',
    source_path="nato-syria.txt",
    title="NATO: Russian activity in Syria 'troubling'",
    published="2015-10-08",
)


def make_record(
    *,
    said: str = '"NATO is able and ready to defend all of the allies,"',
    name: str = "Jens Stoltenberg",
    verb: str = "said",
    description: str | None = "NATO Secretary General",
    **changes: Any,
) -> Record:
    """A valid record whose text can be set; its spans follow each other from 0 on."""
    cue_start = len(said) + 1 + len("Stoltenberg") + 1
    fields: dict[str, Any] = {
        "id": record_id(ARTICLE.sha256, [("content", 0, len(said))]),
        "article": {
            "id": ARTICLE.key,
            "source_path": ARTICLE.source_path,
            "sha256": ARTICLE.sha256,
            "title": ARTICLE.title,
            "url": None,
            "publisher": None,
            "byline": None,
            "published": ARTICLE.published,
            "language": "en",
        },
        "quote_type": "direct",
        "mode": "statement",
        "content": [{"start": 0, "end": len(said), "text": said}],
        "verbatim": [{"start": 1, "end": len(said) - 1, "text": said[1:-1]}] if len(said) > 2 else [],
        "cue": {
            "start": cue_start,
            "end": cue_start + len(verb),
            "text": verb,
            "lemma": "say",
            "verb_class": "neutral",
            "tense": "past",
            "negated": False,
        },
        "source": {"start": len(said) + 1, "end": cue_start - 1, "text": "Stoltenberg"},
        "speaker": {
            "id": "jens-stoltenberg",
            "name": name,
            "description": description,
            "resolution": "name",
        },
        "source_type": {
            "nature": "named_person",
            "sector": "international_organization",
            "anonymity": None,
        },
        "addressee": None,
        "medium": None,
        "context": {"start": 0, "end": len(ARTICLE.text), "text": ARTICLE.text},
        "construction": "verb-complement",
        "parent": None,
        "continues": None,
        "confidence": 0.98,
        "tool": {"quotes": "0.1.0", "model": "en_quotes 1.0.0"},
    }
    return Record.model_validate(fields | changes)
