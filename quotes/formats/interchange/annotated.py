"""An article with its records: the input of exports and the result of imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from quotes.record import ArticleInfo, Extent, Record
from quotes.text.file_names import cut_name

MAX_STEM = 100  # characters of an id in the name of a file: enough to know the article by


@dataclass(frozen=True)
class AnnotatedArticle:
    """Records of one article, and the text that their offsets refer to, if it is available."""

    info: ArticleInfo
    records: tuple[Record, ...]
    text: str | None = None


def group_by_article(records: Iterable[Record]) -> Iterator[AnnotatedArticle]:
    """The records article by article, without their texts. Records of an article follow each other, as in a file."""
    for info, group in groupby(records, key=lambda record: record.article):
        yield AnnotatedArticle(info, tuple(group))


def list_roles(record: Record) -> Iterator[tuple[str, Extent]]:
    """(role, extent) of each span of a record that can be shown in a text, a discontinuous content part by part."""
    for part in record.content:
        yield "content", part
    for role, extent in (
        ("cue", record.cue),
        ("source", record.source),
        ("addressee", record.addressee),
        ("medium", record.medium),
    ):
        if extent is not None:
            yield role, extent


def find_misplaced(text: str, records: Iterable[Record]) -> Extent | None:
    """The first span whose words are not at its offsets, so that the text is not the original; None if all fit."""
    for record in records:
        for _, extent in list_roles(record):
            if text[extent.start : extent.end] != extent.text:
                return extent
    return None


def file_stems(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, AnnotatedArticle]]:
    """A name for the files of each article, from its id, without characters that paths forbid; no name twice."""
    taken: set[str] = set()
    for article in articles:
        stem = "".join(char if char.isalnum() or char in "-_.,'" else "-" for char in article.info.id)
        stem = cut_name(stem[:MAX_STEM]).lstrip(".-") or article.info.sha256[:16]
        name, number = stem, 2
        while name.casefold() in taken:  # to some file systems "A" and "a" are the same
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        yield name, article
