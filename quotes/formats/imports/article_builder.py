"""Shared by all imports: an annotated article from spans and leftovers, and errors that name the file.

Nothing is guessed: spans that do not fit the text are an error, not a record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import Pair, Spans, derive, relink, restore
from quotes.record import ArticleInfo, Record

FindText = Callable[[ArticleInfo], str | None]
"""Gives the text of an article that a format does not contain, or None if it is not available."""


@dataclass(frozen=True)
class Annotation:
    """One attribution as a tool returns it: its spans, and the exported leftovers (None for a new one)."""

    spans: Spans
    left: dict[str, Any] | None = None


def build_article(
    text: str, info: ArticleInfo, annotations: Sequence[Annotation], exported: Collection[str] = ()
) -> AnnotatedArticle:
    """The article with a record for each annotation. Raises ValueError if spans do not fit the text."""
    lefts = [annotation.left for annotation in annotations if annotation.left is not None]
    if lefts:
        info = ArticleInfo.model_validate(lefts[0]["article"])
        if info.sha256 != Article(text=text).sha256:
            raise ValueError("its text is not the one that was exported; give the text unchanged")
    pairs: list[tuple[str | None, Record]] = []
    for annotation in annotations:
        check_spans(annotation.spans, text)
        if annotation.left is None:
            pairs.append((None, derive(annotation.spans, text, info)))
        else:
            pairs.append((str(annotation.left["id"]), restore(annotation.spans, text, annotation.left)))
    return AnnotatedArticle(info, relink(pairs, exported), text)


def describe_article(text: str, name: str, source_path: str | None, title: str | None = None) -> ArticleInfo:
    """The description of an article that an import does not describe."""
    return ArticleInfo.of(Article(text=text, id=name, source_path=source_path, title=title))


def check_spans(spans: Spans, text: str) -> None:
    """Raise ValueError for a span that is empty or beyond the text, and for an attribution without content."""
    if not spans.content:
        raise ValueError("an attribution without content")
    for start, end in [*spans.content, *(pair for pair in (spans.cue, spans.source) if pair is not None)]:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"a span from {start} to {end} in a text of {len(text)} characters")


def check_words(text: str, pair: Pair, words: str) -> None:
    """Raise ValueError if other words are at the offsets; white space may differ, since tools rewrite it."""
    text_there = text[slice(*pair)]
    if " ".join(text_there.split()) != " ".join(words.replace("\\n", "\n").split()):
        raise ValueError(f"{words[:40]!r} is given for {pair[0]}-{pair[1]}, but the text has {text_there[:40]!r}")


def join_pairs(pairs: Sequence[Pair], content: Sequence[Pair]) -> Pair | None:
    """One span for a cue or source in several pieces: from first to last, unless content is between them.

    In that case it is the longest piece: "made" of "made, she said, the case".
    """
    if not pairs:
        return None
    start, end = min(a for a, _ in pairs), max(b for _, b in pairs)
    if len(pairs) > 1 and any(a < end and start < b for a, b in content):
        return max(pairs, key=lambda pair: pair[1] - pair[0])
    return start, end


def read_utf8(path: Path) -> str:
    """The text of a file, line ends as they are. Raises ReadError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def read_json(path: Path) -> Any:
    """The JSON value of a file. Raises ReadError."""
    try:
        return json.loads(read_utf8(path).removeprefix("\ufeff"))  # some editors write a byte-order mark
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: not valid JSON ({error}); export it again") from error


@contextmanager
def naming_place(where: str, kind: str) -> Iterator[None]:
    """Turn errors from malformed data into a ReadError that names the place."""
    try:
        yield
    except ReadError:
        raise
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else (str(error).splitlines() or [""])[0]
        raise ReadError(f"{where}: not {kind} ({reason})") from error


def find_words(text: str, pair: Pair, words: str) -> Pair:
    """The span of some words: at their offsets, else the same words nearest to them. Raises ValueError."""
    if text[slice(*pair)] == words:
        return pair
    try:
        check_words(text, pair, words)  # the same words with different white space
    except ValueError:
        after, before = text.find(words, pair[0]), text.rfind(words, 0, pair[0] + len(words))
        places = [position for position in (after, before) if position >= 0 and words]
        if not places:
            raise
        start = min(places, key=lambda position: abs(position - pair[0]))
        return start, start + len(words)
    return pair


def order_by_export(annotations: Sequence[Annotation], exported: Sequence[str]) -> list[Annotation]:
    """The annotations in the order of the export; new ones come after them, by place."""
    places = {name: number for number, name in enumerate(exported)}

    def key(annotation: Annotation) -> tuple[int, int]:
        place = places[annotation.left["id"]] if annotation.left else len(places)
        return place, annotation.spans.content[0][0]

    return sorted(annotations, key=key)
