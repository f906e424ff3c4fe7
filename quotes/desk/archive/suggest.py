"""Speakers that may be one, or may be two, each with reasons: `suggest(archive)`; a person decides.

A suggestion is a row of the newsroom's table of aliases. Nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from quotes.desk.archive.archive import Archive
from quotes.desk.archive.identities import is_full, join_key
from quotes.desk.archive.name_forms import PERSON, Form, Forms, are_compatible, list_some, read_forms
from quotes.desk.archive.splits import find_splits
from quotes.desk.archive.suggestion import Suggestion
from quotes.language.closed_classes import SHORT_NAME_WORDS
from quotes.language.names import Key, is_short_form, is_spelling_of, name_words, person_keys, person_queries
from quotes.language.organizations import (
    Aliases,
    is_same_organization,
    organization_keys,
    organization_queries,
)

MIN_POINTS = 2  # a short name and one thing more that speaks for it
MIN_LEAD = 1  # points before the next name that it could be short for
MAX_COMPANION_POINTS = 2
MIN_ACRONYM, MAX_ACRONYM = 2, 6  # letters
_NO_ACRONYMS = Aliases({})
Kind = Literal["spelling", "short", "organization", "acronym"]
_KINDS: dict[Kind, tuple[int, str]] = {
    "spelling": (2, "another spelling of the name"),
    "short": (1, "a short form of the name"),
    "organization": (2, "the same organization by its words"),
    "acronym": (2, "the initials of the name"),
}


@dataclass(frozen=True, slots=True)
class _Case:
    """What speaks for and against a name being another's."""

    target: Form
    points: int
    reasons: tuple[str, ...]


def suggest(archive: Archive) -> list[Suggestion]:
    """All suggestions, those with most in their favour first."""
    forms = read_forms(archive)
    decided = {key for (key,) in archive.connection.execute("SELECT key FROM aliases")}
    merges = _follow([item for item in _find_merges(forms) if item.key not in decided])
    splits = find_splits(archive, forms)
    return sorted([*merges, *splits], key=lambda item: (-item.points, -item.records, item.variant, item.article or ""))


def _follow(merges: list[Suggestion]) -> list[Suggestion]:
    """The suggestions as a table of aliases needs them: where A is B and B is C, A is C."""
    names = {item.key: item.name for item in merges}
    followed = (replace(item, name=_last(names, item.name)) for item in merges)
    return [item for item in followed if join_key(item.name) != item.key]


def _last(names: dict[str, str], name: str) -> str:
    passed: set[str] = set()
    while (key := join_key(name)) in names and key not in passed:
        passed.add(key)
        name = names[key]
    return name


def _find_merges(forms: Forms) -> Iterator[Suggestion]:
    targets = [form for form in forms.by_key.values() if is_full(form.name, form.nature)]
    index: dict[tuple[str, Key], list[Form]] = {}
    for form in targets:
        for key in _keys(form):
            index.setdefault((form.nature, key), []).append(form)
    for variant in forms.by_key.values():
        candidates = {form.key: form for key in _queries(variant) for form in index.get((variant.nature, key), ())}
        related = ((form, _relate(variant, form)) for form in candidates.values())
        cases = [_weigh(variant, form, kind, forms) for form, kind in related if kind is not None]
        best = _choose(cases)
        if best is not None and best.points >= MIN_POINTS:
            target = best.target
            yield Suggestion(
                "merge", variant.key, variant.name, target.name, None, best.points, variant.records, best.reasons
            )


def _keys(form: Form) -> set[Key]:
    if form.nature == PERSON:
        return person_keys(form.name)
    return organization_keys(form.name) | {("initials", _initials(form.name))}


def _queries(form: Form) -> set[Key]:
    if form.nature == PERSON:
        return person_queries(form.name)
    return organization_queries(form.name, _NO_ACRONYMS) | {("initials", form.name.replace(".", ""))}


def _initials(name: str) -> str:
    """The initials of a name's words: "WHO" for "World Health Organization"."""
    return "".join(word[0] for word in name.split() if word.lower() not in SHORT_NAME_WORDS)


def _relate(variant: Form, target: Form) -> Kind | None:
    """How the first name may be the second: by its spelling, as its short form; None if it is not, or the longer."""
    if variant.key == target.key or variant.articles & target.articles:  # who both speak in an article are two
        return None
    is_lesser = (variant.records, variant.key) < (target.records, target.key)
    if variant.nature == PERSON:
        if not is_full(variant.name, variant.nature):
            is_given_name = name_words(variant.name) == name_words(target.name)[:1]  # "Elizabeth" may be anybody
            return "short" if is_short_form(variant.name, target.name) and not is_given_name else None
        is_one = is_spelling_of(variant.name, target.name) or is_short_form(variant.name, target.name)
        is_one = is_one or is_short_form(target.name, variant.name)
        return "spelling" if is_one and is_lesser else None
    if not is_full(variant.name, variant.nature):  # "Supreme Court" is another in each country
        return None
    letters = variant.name.replace(".", "")
    if letters == _initials(target.name) and letters.isupper() and MIN_ACRONYM <= len(letters) <= MAX_ACRONYM:
        return "acronym"
    is_same = is_same_organization(variant.name, target.name, _NO_ACRONYMS)
    return "organization" if is_same and is_lesser else None


def _weigh(variant: Form, target: Form, kind: Kind, forms: Forms) -> _Case:
    points, words = _KINDS[kind]
    reasons = [words]
    if variant.sector and variant.sector == target.sector:
        points += 1
        reasons.append(f"both {_label(variant.sector)}")
    elif not are_compatible(variant.sector, target.sector):
        points -= 3
        reasons.append(f"but {_label(variant.sector)} here, {_label(target.sector)} there")
    if shared := variant.description_words & target.description_words:
        points += 1
        reasons.append(f"both described as {list_some(shared)}")
    companions = forms.companions(variant.key, variant.articles) & forms.companions(target.key, target.articles)
    if companions := companions - {variant.key, target.key}:
        points += min(len(companions), MAX_COMPANION_POINTS)
        reasons.append(f"both beside {list_some(map(forms.name_of, companions))}")
    return _Case(target, points, tuple(reasons))


def _choose(cases: list[_Case]) -> _Case | None:
    """The case with most in its favour; none where two have as much."""
    ranked = sorted(cases, key=lambda case: (-case.points, -case.target.records, case.target.key))
    if not ranked:
        return None
    best, *others = ranked
    if not others:
        return _Case(best.target, best.points + 1, (*best.reasons, "no other name that it could be"))
    if best.points - others[0].points < MIN_LEAD:
        return None
    rest = list_some(case.target.name for case in others)
    return _Case(best.target, best.points, (*best.reasons, f"but it could be {rest}"))


def _label(sector: Any) -> str:
    return str(sector).replace("_", " ")
