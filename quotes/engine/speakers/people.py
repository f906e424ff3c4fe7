"""Note what the article says of each person: titles, roles, party, whose role it is, and he or she.

"Cruz spokesman Rick Tyler" gives Rick Tyler the title "spokesman", the pronoun "he", and Cruz as its owner.
"""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.engine.speakers import titles
from quotes.engine.speakers.drafts import Draft, Drafts
from quotes.engine.speakers.names import POSSESSIVES, has_party
from quotes.engine.speakers.phrases import is_plural
from quotes.language.lexicon import word_list
from quotes.language.pronouns import SINGULAR_SPELLINGS
from quotes.language.tree import sentence_of
from quotes.nlp.words import find_words, text_between

TITLE_WEIGHT = 3.0  # how many pronouns a title counts for: "Mrs." or "spokesman"
SENTENCE_BEFORE_WEIGHT = 0.4  # what a pronoun counts for the one person that the sentence before it names


def note_roles(doc: Doc, text: str, drafts: Drafts) -> None:
    """Put the mentions in order, and note titles, appositives, predicates, party and followers of each person."""
    people = {i for i, draft in drafts.draft_of.items() if draft.label == "PERSON"}
    for draft in drafts.all:
        draft.mentions.sort()
        if draft.label == "PERSON":
            for start, end in draft.mentions:
                begin = _note_title(doc, drafts, draft, start, people)
                if end < len(doc):
                    _note_rest(doc, text, drafts, draft, start, end)
                if begin < start and begin > 1 and doc[begin - 1].text == ",":  # "his lawyer, Mr. Stoltenberg"
                    before = titles.find_role_before(doc, begin - 1)
                    if before:
                        _note_role(doc, drafts, draft, *before)


def _note_title(doc: Doc, drafts: Drafts, draft: Draft, start: int, people: set[int]) -> int:
    begin, title = titles.find_title(doc, start, people)
    if title:
        draft.titles.append(title)
        _note_gender(draft, title)
    owner = begin - 1 - (doc[begin - 1].text in POSSESSIVES) if begin else -1
    if owner >= sentence_of(doc, start)[0] and (title or owner < begin - 1):
        _note_owners(drafts, draft, range(owner, owner + 1))  # "Cruz spokesman Rick Tyler", "CNN's Dana Bash"
    return begin


def _note_rest(doc: Doc, text: str, drafts: Drafts, draft: Draft, start: int, end: int) -> None:
    after = doc[end + 1] if doc[end].text in POSSESSIVES and end + 1 < len(doc) else doc[end]
    last = doc[end - 1]
    draft.runs = draft.runs or after.lower_ in word_list("followers")
    draft.party = draft.party or has_party(text, last.idx + len(last))
    for role in (titles.find_appositive(doc, end), titles.find_predicate(doc, start, end)):
        if role:
            _note_role(doc, drafts, draft, *role)
    first = start
    earlier = drafts.at(start - 2) if start > 1 and doc[start - 1].lower_ == "and" else None
    if earlier is not None and earlier.label == "PERSON":  # "my parents, James and Olive Meehan": they are hers, too
        first = next((begin for begin, stop in earlier.mentions if stop == start - 1), start)
    if first > 1 and doc[first - 1].text in (",", "--", "–", "—"):
        before = titles.find_role_before(doc, first - 1)
        if before and (first == start or is_plural(doc[before[1] - 1])):
            _note_role(doc, drafts, draft, *before)


def _note_role(doc: Doc, drafts: Drafts, draft: Draft, start: int, end: int) -> None:
    role = titles.without_article(text_between(doc, start, end))
    if role not in draft.appositives:
        draft.appositives.append(role)
    _note_gender(draft, role)
    _note_owners(drafts, draft, range(start, end))


def _note_gender(draft: Draft, words: str) -> None:
    gender = titles.gender_of(words)
    if gender:
        draft.pronouns[gender] += TITLE_WEIGHT


def _note_owners(drafts: Drafts, draft: Draft, tokens: range) -> None:
    for i in tokens:
        other = drafts.at(i)
        if other is not None and other is not draft and other not in draft.owners:
            draft.owners.append(other)


def count_pronouns(doc: Doc, drafts: Drafts, quoted: frozenset[int]) -> None:
    """Weigh the article's pronouns: the only person of its sentence, or of the one before, is likely meant."""
    by_sentence: dict[int, list[tuple[int, Draft]]] = {}
    for draft in drafts.people():
        for start, _ in draft.mentions:
            if start not in quoted:
                by_sentence.setdefault(drafts.sentence(start), []).append((start, draft))
    for place, form in enumerate(find_words(doc)):
        if form not in SINGULAR_SPELLINGS or place in quoted:
            continue
        pronoun = SINGULAR_SPELLINGS[form]
        here = drafts.sentence(place)
        people = [draft for start, draft in by_sentence.get(here, []) if start < place]
        weight = 1.0
        if not people:
            people, weight = [draft for _, draft in by_sentence.get(here - 1, [])], SENTENCE_BEFORE_WEIGHT
        if people and all(person is people[0] for person in people):
            people[0].pronouns[pronoun] += weight
