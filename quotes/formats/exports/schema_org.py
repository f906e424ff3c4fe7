"""What the schema.org exports share: the speaker, the article and the claim as nodes of JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from quotes.record import ArticleInfo, Record

CONTEXT = "https://schema.org"
Node = dict[str, Any]
MakeSentence = Callable[[Record], str]
"""Puts a record into one sentence that can be read alone."""
_PEOPLE = ("named_person", "unnamed_person")
_GROUPS = ("named_organization", "unnamed_group")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def source_sentence(record: Record) -> str:
    """The sentence of the article that the record is in, with white space made one blank."""
    return " ".join(record.context.text.split())


def make_iri(record_id: str) -> str:
    """The IRI of a record."""
    return f"urn:quotes:{record_id}"


def article_iri(info: ArticleInfo) -> str:
    """The article's address if it has one, else an IRI of the hash of its text."""
    return info.url or f"urn:sha256:{info.sha256}"


def make_article(info: ArticleInfo) -> Node:
    """The article that a claim appears in."""
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": article_iri(info),
            "identifier": info.id,
            "headline": info.title,
            "url": info.url,
            "publisher": info.publisher and {"@type": "Organization", "name": info.publisher},
            "author": info.byline and {"@type": "Person", "name": info.byline},
            "datePublished": date_of(info),
            "inLanguage": info.language,
        }
    )


def date_of(info: ArticleInfo) -> str | None:
    """The day of publication as ISO 8601, or None if it is not a date."""
    match = _DATE.match(info.published or "")
    return match.group() if match else None


def make_author(record: Record) -> Node | None:
    """The speaker as Person or Organization; None if the speaker is unknown or a document."""
    nature = record.source_type.nature
    if record.speaker is None or nature not in (*_PEOPLE, *_GROUPS):
        return None
    kind = "Person" if nature in _PEOPLE else "Organization"
    return _filled(
        {
            "@type": kind,
            "name": record.speaker.name,
            "description": record.speaker.description,
        }
    )


def make_quotation(record: Record) -> Node:
    """The record as a schema.org Quotation: the words of the article, who said them and where."""
    return _filled(
        {
            "@type": "Quotation",
            "@id": make_iri(record.id),
            "text": " … ".join(part.text for part in record.content),
            "author": make_author(record),
            "isPartOf": make_article(record.article),
            "datePublished": date_of(record.article),
            "inLanguage": record.article.language,
            "description": source_sentence(record),
        }
    )


def make_claim(record: Record, make_sentence: MakeSentence) -> Node:
    """The record as a schema.org Claim: a self-contained sentence, with the sentence of the article."""
    return _filled(
        {
            "@type": "Claim",
            "@id": f"{make_iri(record.id)}#claim",
            "text": make_sentence(record),
            "author": make_author(record),
            "datePublished": date_of(record.article),
            "appearance": make_article(record.article),
            "description": source_sentence(record),
            "isBasedOn": {
                "@type": "Quotation",
                "@id": make_iri(record.id),
                "text": " … ".join(part.text for part in record.content),
            },
        }
    )


def make_claim_review(record: Record, make_sentence: MakeSentence) -> Node:
    """A ClaimReview to be filled in: it has the claim; the fact-checker adds rating, reviewer, address and date."""
    return {
        "@type": "ClaimReview",
        "@id": f"{make_iri(record.id)}#review",
        "claimReviewed": make_sentence(record),
        "itemReviewed": make_claim(record, make_sentence),
    }


def _filled(node: Node) -> Node:
    """The node without unknown values."""
    return {key: value for key, value in node.items() if value is not None}
