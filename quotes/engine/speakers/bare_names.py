"""Single names of people, "Stoltenberg" or "Jens": who of the article's people each one means."""

from __future__ import annotations

from math import exp

from spacy.tokens import Doc

from quotes.engine.speakers.drafts import Draft, Drafts
from quotes.engine.speakers.names import Name, spell
from quotes.engine.speakers.titles import gender_of, has_role_word
from quotes.language.names import name_words, normalize, usual_pronoun
from quotes.nlp.words import find_capitals, find_words

FADING = 4.0  # sentences in which a mention's weight falls to a third, for "Clinton" where two have that name


def add_bare_names(doc: Doc, drafts: Drafts, recognised: dict[int, Name]) -> None:
    """Give single names to people: the recognised ones, and capitalised words that are a surname or first name here."""
    last, first, middle = _index_people(drafts)
    openers = set(drafts.starts)
    words = find_words(doc)
    for place in sorted({*find_capitals(doc), *recognised}):
        name, word = recognised.get(place), words[place]
        if name is None and place + 2 < len(words) and words[place + 1] == "-" and not doc[place].whitespace_:
            double = normalize(f"{word}-{words[place + 2]}")
            if double in last and place not in drafts.draft_of:  # "Gallego-Lazo", which the recogniser missed here
                name, word = Name(place, place + 3, "PERSON"), f"{word}-{words[place + 2]}"
        key = normalize(word if name is None else spell(doc, name))
        if len(key) == 2 and name is None:
            continue
        fitting = last.get(key) or (first.get(key) if name is not None or place not in openers else None)
        if fitting is None and name is not None:
            fitting = middle.get(key)
        owner = drafts.at(place)
        if fitting is None:
            if name is not None and owner is None:
                last.setdefault(key, []).append(drafts.assign(name, spell(doc, name), None))
            continue
        if owner is not None and (owner.label == "PERSON" or len(name_words(owner.name)) > 1 or owner in fitting):
            continue
        if name is None and not _is_whole_name(doc, place, drafts):
            continue
        if owner is not None:
            owner.mentions = [mention for mention in owner.mentions if mention[0] != place]
        draft = fitting[0] if len(fitting) == 1 else _likeliest(doc, drafts, fitting, place)
        drafts.assign(name or Name(place, place + 1, "PERSON"), word, draft)


def _index_people(drafts: Drafts) -> tuple[dict[str, list[Draft]], dict[str, list[Draft]], dict[str, list[Draft]]]:
    """People by their last name, by their first, and by those between: "Rosselló" of "Ricardo Rosselló Nevares"."""
    last: dict[str, list[Draft]] = {}
    first: dict[str, list[Draft]] = {}
    middle: dict[str, list[Draft]] = {}
    for draft in drafts.people():
        words = name_words(draft.name)
        for table, word in ((last, words[-1]), (first, words[0]), *((middle, word) for word in words[1:-1])):
            if len(word) > 1:
                table.setdefault(word, []).append(draft)
    return last, first, middle


def _is_whole_name(doc: Doc, at: int, drafts: Drafts) -> bool:
    """No part of a longer name: not the "Clinton" of "Clinton Foundation", nor of "Robert Clinton" unknown."""
    before = doc[at - 1] if at else None
    after = doc[at + 1] if at + 1 < len(doc) else None
    if before is not None and before.text[:1].isupper() and before.pos_ == "PROPN" and before.i not in drafts.draft_of:
        titled = before.text.endswith(".") or has_role_word(before.text)
        if not titled and before.sent.start != before.i:
            return False
    return not (
        after is not None and after.text[:1].isupper() and after.pos_ == "PROPN" and after.i not in drafts.draft_of
    )


def _likeliest(doc: Doc, drafts: Drafts, fitting: list[Draft], at: int) -> Draft:
    """Who a surname of several people means: by a title that says he or she or is theirs, else by nearness.

    "Mrs. Hale" is who has such a title elsewhere, else whose given name is a woman's, and never who is a man by either;
    "President Hale" is who is called so with the full name.
    """
    before = normalize(doc[at - 1].text) if at else ""
    gender = gender_of(before)
    title = before if before and has_role_word(before) else None
    here = drafts.sentence(at)

    def weight(draft: Draft) -> tuple[int, bool, float, int]:
        other = None if gender is None else _gender_by_title(doc, draft) or usual_pronoun(draft.name)
        agrees = 0 if other is None else 1 if other == gender else -1
        near = sum(exp(-(here - drafts.sentence(start)) / FADING) for start, _ in draft.mentions if start < at)
        return agrees, title is not None and _has_title(doc, draft, title), near, len(draft.mentions)

    return max(fitting, key=weight)


def _has_title(doc: Doc, draft: Draft, title: str) -> bool:
    """Does this word precede the full name of a person anywhere?"""
    full = ((start, end) for start, end in draft.mentions if start and end - start > 1)
    return any(normalize(doc[start - 1].text) == title for start, _ in full)


def _gender_by_title(doc: Doc, draft: Draft) -> str | None:
    genders = (gender_of(doc[start - 1].text) for start, _ in draft.mentions if start)
    return next(filter(None, genders), None)
