"""Addresses of the pages over an archive: `address("search", query, page=2)` is "search?q=bridge&page=2"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from quotes.desk.archive.facets import Facets, FacetValue
from quotes.desk.serve.archive_queries import PageQuery, SearchQuery
from quotes.desk.serve.limits import MAX_LISTED
from quotes.desk.serve.messages import Message

_FACETS = (
    ("speaker", "Speaker"),
    ("outlet", "Outlet"),
    ("sector", "Sector"),
    ("nature", "Nature of the source"),
    ("type", "Quote type"),
    ("date", "Time"),
)


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, or that is chosen and can be dropped."""

    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetChoices:
    """The choices of a facet."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Pager:
    """The pages of a list: where this one begins and ends, and the addresses before and after it."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None
    is_cut: bool  # there is more than pages lead to


def address(path: str, query: Message | None = None, **changes: Any) -> str:
    """The address of a page with a query, some of whose fields are changed.

    >>> address("search", SearchQuery(q="a bridge", page=3), type=("direct", "mixed"))
    'search?q=a+bridge&type=direct&type=mixed'
    """
    values = query.model_dump(exclude_defaults=True) if query is not None else {}
    values = {**values, "page": None, "format": None, **changes}  # other choices begin with their first page
    kept = {name: value for name, value in values.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def make_pager(path: str, query: PageQuery, total: int) -> Pager:
    """The pages of a list."""
    reachable = min(total, MAX_LISTED // query.size * query.size)
    last = min(query.offset + query.size, total)
    return Pager(
        first=min(query.offset + 1, total),
        last=last,
        total=total,
        before=address(path, query, page=query.page - 1 if query.page > 2 else None) if query.page > 1 else None,
        after=address(path, query, page=query.page + 1) if last < reachable else None,
        is_cut=last >= reachable and last < total,
    )


def make_choices(path: str, query: SearchQuery, facets: Facets) -> tuple[FacetChoices, ...]:
    """The facets of a search, each value with the address that chooses or drops it; empty ones are left out."""
    shown = []
    for name, title in _FACETS:
        make = _date_choice if name == "date" else _choice
        choices = tuple(make(path, query, name, value) for value in facets.values[name])
        if choices:
            shown.append(FacetChoices(name, title, choices))
    return tuple(shown)


def _choice(path: str, query: SearchQuery, name: str, value: FacetValue) -> Choice:
    now = getattr(query, name)
    chosen: Sequence[str] = now if isinstance(now, tuple) else (now,) if now else ()
    is_chosen = value.value in chosen
    after: Any = None if is_chosen else value.value
    if isinstance(now, tuple):
        after = tuple(other for other in now if other != value.value) if is_chosen else (*now, value.value)
    label = value.value if value.label is None else value.label.strip() or "no name"
    words = label if name in ("speaker", "outlet") else label.replace("_", " ")
    return Choice(words, value.count, address(path, query, **{name: after}), is_chosen)


def _date_choice(path: str, query: SearchQuery, name: str, value: FacetValue) -> Choice:
    is_chosen = query.since == query.until == value.value
    when = None if is_chosen else value.value
    return Choice(value.value, value.count, address(path, query, since=when, until=when), is_chosen)
