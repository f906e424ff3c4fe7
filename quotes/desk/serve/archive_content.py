"""What the pages and the interface show of an archive: `find_records(archive, query, counts)`.

Each function reads all that one answer needs; nothing here knows HTML or JSON.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.article_rows import ARTICLE_COLUMNS, read_info
from quotes.desk.archive.facets import Facets, count_facets
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.listings import (
    ArticleEntry,
    SpeakerEntry,
    find_article,
    find_credited,
    find_speaker,
    list_articles,
    list_speakers,
    make_key,
)
from quotes.desk.archive.packed_lines import unpack
from quotes.desk.archive.profile import Profile, Variants, find_variants, make_profile
from quotes.desk.archive.search import Hit, list_newest, search
from quotes.desk.serve.archive_queries import (
    NO_ARTICLE,
    NO_SPEAKER,
    CompareQuery,
    PageQuery,
    SearchQuery,
    filter_outlet,
    filter_speaker,
)
from quotes.desk.serve.problems import RequestError
from quotes.formats.records.read import parse_record
from quotes.record import Record
from quotes.record_parts import ArticleInfo

MAX_TAKEN = 6  # speakers that are named where words of a name fit several
MAX_COUNTS = 100  # answers whose counts are kept
_INFO = f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles WHERE number = ?"
_CREDITED = """
SELECT records.id, speakers.number, identity, speakers.name FROM records JOIN credits ON record = records.number
JOIN appearances ON appearances.number = appearance JOIN speakers ON speakers.number = appearances.speaker
WHERE records.article = ? ORDER BY records.number, appearance
"""


@dataclass(frozen=True)
class Found:
    """A record with what its links need: the key of its article, keys and names of its speakers."""

    hit: Hit
    article_key: str
    speakers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SpeakerContent:
    """All about one speaker, and a page of the quotations."""

    entry: SpeakerEntry
    variants: Variants
    profile: Profile
    found: tuple[Found, ...]


@dataclass(frozen=True)
class ArticleContent:
    """An article with the lines of its records and who they are credited to, by the id of the record."""

    entry: ArticleEntry
    info: ArticleInfo
    text: str | None
    lines: tuple[bytes, ...]
    records: tuple[Record, ...]
    credited: dict[str, tuple[tuple[str, str], ...]]
    versions: tuple[ArticleEntry, ...]  # others with the same id


@dataclass(frozen=True)
class SideContent:
    """One of two speakers or outlets. `taken` are the speakers whose name has the words that were given."""

    name: str
    given: str
    profile: Profile
    found: tuple[Found, ...]
    taken: tuple[SpeakerEntry, ...] = ()


class CountCache:
    """The counts of the last searches, as long as nothing is added to the archive."""

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[object, ...], Facets] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, archive: Archive, words: str | None, filters: Filters) -> Facets:
        """The counts of `count_facets`."""
        key = (words, filters, *_stamp(archive.path))
        with self._lock:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        facets = count_facets(archive, words, filters)
        with self._lock:
            self._counts[key] = facets
            if len(self._counts) > MAX_COUNTS:
                self._counts.popitem(last=False)
        return facets


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when something is written to the archive."""
    stamp: list[int] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            state = file.stat()
            stamp += (state.st_mtime_ns, state.st_size)
    return tuple(stamp)


def find_records(archive: Archive, query: SearchQuery, counts: CountCache) -> tuple[Facets, tuple[Found, ...]]:
    """The counts and a page of what was found. Raises QueryError, RequestError."""
    words, filters = query.q.strip() or None, make_filters(archive, query)
    facets = counts.count(archive, words, filters)
    if words is not None and query.sort == "best":
        _, hits = search(archive, words, filters, limit=query.size, offset=query.offset)
    else:
        _, hits = list_newest(archive, filters, words, limit=query.size, offset=query.offset)
    return facets, add_keys(archive, hits)


def make_filters(archive: Archive, query: SearchQuery) -> Filters:
    """The choices of a search. Raises RequestError for the key of nobody."""
    who, where = filter_speaker(archive, query.speaker), filter_outlet(archive, query.outlet)
    return Filters(
        speaker=who.speaker,
        speakers=who.speakers,
        outlet=where.outlet,
        outlets=where.outlets,
        since=query.since or None,
        until=query.until or None,
        types=query.type,
        sectors=query.sector,
        natures=query.nature,
    )


def add_keys(archive: Archive, hits: Sequence[Hit]) -> tuple[Found, ...]:
    """The records with the keys for their links."""
    credited = find_credited(archive, [hit.number for hit in hits])
    return tuple(
        Found(hit, make_key(hit.article_number, hit.article), tuple(credited.get(hit.number, ()))) for hit in hits
    )


def find_speaker_content(archive: Archive, key: str, query: PageQuery) -> SpeakerContent:
    """All about a speaker. Raises RequestError (404) for the key of nobody."""
    entry = get_speaker(archive, key)
    filters = Filters(speakers=(entry.number,))
    _, hits = list_newest(archive, filters, limit=query.size, offset=query.offset)
    variants, profile = find_variants(archive, entry.number), make_profile(archive, filters)
    return SpeakerContent(entry, variants, profile, add_keys(archive, hits))


def get_speaker(archive: Archive, key: str) -> SpeakerEntry:
    """The speaker with a key. Raises RequestError (404)."""
    entry = find_speaker(archive, key)
    if entry is None:
        raise RequestError(404, NO_SPEAKER)
    return entry


def find_article_content(archive: Archive, key: str) -> ArticleContent:
    """All about an article. Raises RequestError (404) for the key of none."""
    entry = find_article(archive, key)
    if entry is None:
        raise RequestError(404, NO_ARTICLE)
    ask = archive.connection.execute
    info = read_info(ask(_INFO, (entry.number,)).fetchone())
    (text,) = ask("SELECT text FROM texts WHERE article = ?", (entry.number,)).fetchone() or (None,)
    (packed,) = ask("SELECT packed FROM lines WHERE article = ?", (entry.number,)).fetchone() or (None,)
    records = ((line, read_record(line, archive.path)) for line in (unpack(packed) if packed else ()))
    pairs = [(line, record) for line, record in records if record.review is None or record.review.status != "rejected"]
    credited: dict[str, list[tuple[str, str]]] = {}
    for id, number, identity, name in ask(_CREDITED, (entry.number,)):
        credited.setdefault(id, []).append((make_key(number, identity), name))
    _, same = list_articles(archive, Filters(), id=entry.id, limit=20)
    return ArticleContent(
        entry,
        info,
        text,
        tuple(line for line, _ in pairs),
        tuple(record for _, record in pairs),
        {record: tuple(speakers) for record, speakers in credited.items()},
        tuple(other for other in same if other.number != entry.number),
    )


def read_record(line: bytes, archive: Path) -> Record:
    """The record of a line, in the schema of today."""
    record, _ = parse_record(line, str(archive))
    return record


def compare(archive: Archive, query: CompareQuery, *, limit: int) -> tuple[SideContent, SideContent] | None:
    """Both sides; None where one is not named yet. Raises QueryError, RequestError."""
    if not query.a.strip() or not query.b.strip():
        return None
    return _find_side(archive, query, query.a, limit), _find_side(archive, query, query.b, limit)


def name_chosen(archive: Archive, query: CompareQuery) -> dict[str, str | None]:
    """The names of the speakers that were given by their keys. Raises RequestError for the key of nobody."""
    filters = {name: filter_side(archive, query, given) for name, given in (("a", query.a), ("b", query.b))}
    return {name: name_side(archive, side, "") or None for name, side in filters.items()}


def filter_side(archive: Archive, query: CompareQuery, name: str) -> Filters:
    """The filters of one side. Raises RequestError for the key of nobody."""
    chosen = filter_speaker(archive, name) if query.by == "speaker" else filter_outlet(archive, name)
    return replace(chosen, since=query.since or None, until=query.until or None)


def _find_side(archive: Archive, query: CompareQuery, name: str, limit: int) -> SideContent:
    filters = filter_side(archive, query, name)
    words = query.q.strip() or None
    profile = make_profile(archive, filters, words)
    _, hits = list_newest(archive, filters, words, limit=limit)
    taken: tuple[SpeakerEntry, ...] = ()
    if filters.speaker is not None:
        taken = tuple(list_speakers(archive, name=filters.speaker, limit=MAX_TAKEN)[1])
    return SideContent(name_side(archive, filters, name), name, profile, add_keys(archive, hits), taken)


def name_side(archive: Archive, filters: Filters, name: str) -> str:
    """What one side is called: the speaker's name for a key, else what was given."""
    if not filters.speakers:
        return name
    sql = "SELECT name FROM speakers WHERE number = ?"
    return str(archive.connection.execute(sql, (filters.speakers[0],)).fetchone()[0])
