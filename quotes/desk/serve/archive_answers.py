"""The JSON of the interface to an archive: `write_search(archive, query, facets, found)`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.facets import FACETS, Facets, FacetValue
from quotes.desk.archive.listings import ArticleEntry, SpeakerEntry
from quotes.desk.archive.profile import Profile
from quotes.desk.archive.search import LineReader
from quotes.desk.serve.archive_content import ArticleContent, Found, SideContent, SpeakerContent, read_record
from quotes.desk.serve.archive_messages import ArticleSummary, SpeakerSummary
from quotes.desk.serve.archive_queries import PageQuery


def write_search(archive: Archive, query: PageQuery, facets: Facets, found: Sequence[Found]) -> dict[str, Any]:
    """A SearchAnswer."""
    records, counts = write_found(archive, found), write_counts(facets)
    return {"total": facets.total, "page": query.page, "size": query.size, "records": records, "counts": counts}


def write_found(archive: Archive, found: Sequence[Found]) -> list[dict[str, Any]]:
    """Each a FoundRecord."""
    lines = LineReader(archive)
    return [
        {
            **item.hit.to_json(read_record(lines.read(item.hit), archive.path).model_dump(mode="json")),
            "article_key": item.article_key,
            "speakers": [{"key": key, "name": name} for key, name in item.speakers],
        }
        for item in found
    ]


def write_counts(facets: Facets) -> dict[str, Any]:
    """Counts."""
    return {name: write_values(facets.values[name]) for name in FACETS}


def write_values(values: Iterable[FacetValue]) -> list[dict[str, Any]]:
    """Each a Count."""
    return [{"value": value.value, "count": value.count, "label": value.label} for value in values]


def write_profile(profile: Profile) -> dict[str, Any]:
    """A ProfileAnswer."""
    return {
        "total": profile.facets.total,
        "counts": write_counts(profile.facets),
        "dates": write_values(profile.dates),
        "terms": profile.terms,
    }


def write_speaker(archive: Archive, query: PageQuery, content: SpeakerContent) -> dict[str, Any]:
    """A SpeakerAnswer."""
    return {
        "speaker": summarize_speaker(content.entry).model_dump(),
        "names": write_values(content.variants.names),
        "descriptions": write_values(content.variants.descriptions),
        "attributes": dict(content.variants.attributes),
        "profile": write_profile(content.profile),
        "page": query.page,
        "size": query.size,
        "records": write_found(archive, content.found),
    }


def write_article(content: ArticleContent) -> dict[str, Any]:
    """An ArticleAnswer."""
    return {
        "key": content.entry.key,
        "article": content.info.model_dump(),
        "text": content.text,
        "versions": [summarize_article(entry).model_dump() for entry in content.versions],
        "records": [record.model_dump(mode="json") for record in content.records],
    }


def write_comparison(by: str, sides: Sequence[SideContent]) -> dict[str, Any]:
    """A CompareAnswer."""
    first, second = ({"name": side.name, "profile": write_profile(side.profile)} for side in sides)
    return {"by": by, "a": first, "b": second, "shared_terms": shared_terms(sides)}


def shared_terms(sides: Sequence[SideContent]) -> list[str]:
    """Key terms of both sides, in the order of the first."""
    first, second = (side.profile.terms for side in sides)
    return [term for term in first if term in second]


def summarize_speaker(entry: SpeakerEntry) -> SpeakerSummary:
    """The speaker as an answer has it."""
    return SpeakerSummary(
        key=entry.key,
        name=entry.name,
        description=entry.description,
        nature=entry.nature,
        sector=entry.sector,
        wikidata=entry.wikidata,
        records=entry.records,
        articles=entry.articles,
    )


def summarize_article(entry: ArticleEntry) -> ArticleSummary:
    """The article as an answer has it."""
    return ArticleSummary(
        key=entry.key,
        id=entry.id,
        title=entry.title,
        date=entry.day,
        outlet=entry.outlet,
        url=entry.url,
        sha256=entry.sha256,
        records=entry.records,
        has_text=entry.has_text,
    )
