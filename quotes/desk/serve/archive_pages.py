"""The pages over an archive: `draw_search(query, facets, found)`. They work without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from quotes.desk.archive.facets import Facets, FacetValue
from quotes.desk.archive.listings import ArticleEntry, SpeakerEntry
from quotes.desk.archive.snippets import END_MARK, MARK
from quotes.desk.pages.render import render
from quotes.desk.report.passages import Passages
from quotes.desk.report.report_page import QUOTE_TYPES, prepare
from quotes.desk.serve.archive_answers import shared_terms
from quotes.desk.serve.archive_charts import draw_months
from quotes.desk.serve.archive_content import ArticleContent, Found, SideContent, SpeakerContent
from quotes.desk.serve.archive_links import address, make_choices, make_pager
from quotes.desk.serve.archive_queries import ArticlesQuery, CompareQuery, PageQuery, SearchQuery, SpeakersQuery
from quotes.record_parts import Nature, Sector

MAX_CHARACTERS_SHOWN = 600  # of a quotation in a list; the article has all of it
MAX_OUTLETS_OFFERED = 200  # for completion in the form


@dataclass(frozen=True)
class Card:
    """A quotation in a list: its words in pieces, of which those that were looked for are marked, and its links."""

    pieces: tuple[tuple[str, bool], ...]
    cue: str | None
    type: str
    date: str | None
    place: str
    outlet: str | None
    href: str
    speakers: tuple[tuple[str, str], ...]
    speaker: str | None


def draw_search(query: SearchQuery, facets: Facets, found: Sequence[Found]) -> str:
    """The form, the facets and a page of what was found."""
    choices = make_choices("search", query, facets)
    speakers = (choice for facet in choices if facet.name == "speaker" for choice in facet.choices)
    kept = [(name, value) for name in ("sector", "nature", "type") for value in getattr(query, name)]
    return render(
        "archive_search.html",
        title=f"{query.q} – search" if query.q.strip() else "Search what was said",
        query=query,
        cards=_make_cards(found, "./"),
        choices=choices,
        pager=make_pager("search", query, facets.total),
        speaker=next((choice for choice in speakers if choice.is_chosen), None),
        kept=kept,
        clear=address("search", SearchQuery(q=query.q)),
        files=_files("search", query),
        other_order=address("search", query, sort="newest" if query.sort == "best" else None),
    )


def draw_speakers(query: SpeakersQuery, total: int, entries: Sequence[SpeakerEntry]) -> str:
    """The list of speakers."""
    return render(
        "archive_speakers.html",
        title="Speakers",
        query=query,
        entries=entries,
        sectors=get_args(Sector),
        natures=get_args(Nature),
        pager=make_pager("speakers", query, total),
        files=_files("speakers", query),
    )


def draw_speaker(query: PageQuery, content: SpeakerContent) -> str:
    """All about a speaker."""
    entry, facets = content.entry, content.profile.facets
    search = SearchQuery()
    key = entry.key

    def searches(name: str, values: Sequence[FacetValue]) -> list[tuple[str, int, str]]:
        return [
            (value.value, value.count, address("../search", search, speaker=key, **{name: value.value}))
            for value in values
        ]

    return render(
        "archive_speaker.html",
        title=entry.name.strip() or "Speaker without a name",
        entry=entry,
        variants=content.variants,
        total=facets.total,
        days=_days(content.profile.dates),
        months=draw_months("speaker", content.profile.dates),
        terms=[(term, address("../search", search, speaker=key, q=f'"{term}"')) for term in content.profile.terms],
        sectors=searches("sector", facets.values["sector"]),
        outlets=searches("outlet", facets.values["outlet"]),
        types=searches("type", facets.values["type"]),
        search=address("../search", search, speaker=key),
        compare=address("../compare", None, a=key),
        cards=_make_cards(content.found, "../"),
        pager=make_pager(key, query, facets.total),
        files=_files(key, query),
    )


def draw_articles(query: ArticlesQuery, total: int, entries: Sequence[ArticleEntry]) -> str:
    """The list of articles."""
    return render(
        "archive_articles.html",
        title="Articles",
        query=query,
        entries=entries,
        pager=make_pager("articles", query, total),
        files=_files("articles", query),
    )


def draw_article(content: ArticleContent) -> str:
    """The article with all that is said in it marked, and a table of it."""
    shown = prepare(content.info, content.records, Passages.of(content.text, content.records))
    return render(
        "archive_article.html",
        title=content.info.title or content.info.id.strip() or "Article without a title",
        shown=shown,
        types=QUOTE_TYPES,
        notes=(),
        credited=content.credited,
        versions=content.versions,
        key=content.entry.key,
        has_text=content.text is not None,
    )


def find_place(content: ArticleContent, record: str) -> int | None:
    """The number of a record in the marked article; None where it is not there any more."""
    shown = prepare(content.info, content.records, Passages.of(content.text, content.records))
    return next((number for number, other in enumerate(shown.records) if other.id == record), None)


def draw_comparison(query: CompareQuery, sides: Sequence[SideContent] | None, chosen: Mapping[str, str | None]) -> str:
    """Two speakers or outlets side by side, or the form alone; `chosen` names those that are given by their keys."""
    shown = []
    shared = shared_terms(sides) if sides else []
    for name, side in zip("ab", sides or (), strict=False):
        narrow = {"q": query.q, "since": query.since, "until": query.until, query.by: side.given}
        terms = [
            (term, term in shared, address("search", None, **{**narrow, "q": f'"{term}"'}))
            for term in side.profile.terms
        ]
        shown.append(
            {
                "side": side,
                "facets": side.profile.facets,
                "terms": terms,
                "days": _days(side.profile.dates),
                "months": draw_months(name, side.profile.dates),
                "cards": _make_cards(side.found, "./"),
                "search": address("search", None, **narrow),
            }
        )
    title = " and ".join(side.name for side in sides) if sides else "Compare two speakers or outlets"
    fields = [
        {
            "name": name,
            "label": label,
            "value": getattr(query, name),
            "chosen": chosen[name],
            "href": address("compare", query, **{name: None}),
        }
        for name, label in (("a", "One"), ("b", "the other"))
    ]
    return render(
        "archive_compare.html",
        title=title,
        query=query,
        fields=fields,
        sides=shown,
        shared=shared,
        files=_files("compare", query),
    )


def _make_cards(found: Sequence[Found], home: str) -> list[Card]:
    return [
        Card(
            pieces=_cut(item.hit.snippet or item.hit.said),
            cue=item.hit.cue,
            type=item.hit.type,
            date=item.hit.date,
            place=item.hit.title or item.hit.article.strip() or "Article without a title",
            outlet=item.hit.outlet,
            href=address(f"{home}articles/{item.article_key}", None, record=item.hit.id),
            speakers=tuple((f"{home}speakers/{key}", name.strip() or "no name") for key, name in item.speakers),
            speaker=item.hit.speaker,
        )
        for item in found
    ]


def _cut(text: str) -> tuple[tuple[str, bool], ...]:
    """The pieces of a text between marks."""
    if len(text) > MAX_CHARACTERS_SHOWN:
        text = f"{text[:MAX_CHARACTERS_SHOWN]}…"
    pieces = []
    for number, piece in enumerate(text.split(MARK)):
        inside, _, after = piece.rpartition(END_MARK) if number else ("", "", piece)
        pieces += [(inside, True), (after, False)]
    return tuple((words.replace(END_MARK, ""), is_marked) for words, is_marked in pieces if words)


def _days(dates: Sequence[FacetValue]) -> str | None:
    """From when to when: "2019-12 to 2020-02"."""
    if not dates:
        return None
    return dates[0].value if len(dates) == 1 else f"{dates[0].value} to {dates[-1].value}"


def _files(path: str, query: PageQuery | CompareQuery) -> dict[str, str]:
    """The addresses of the files of a view."""
    return {form: address(path, query, size=None, format=form) for form in ("jsonl", "csv")}
