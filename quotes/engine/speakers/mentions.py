"""Group an article's named mentions into entities: "Stoltenberg" and "Mr Stoltenberg" with "Jens Stoltenberg".

Two people of one surname stay apart; a short form goes to the one it fits, where it fits several to the one who was
named most, and nearest, before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.engine.speakers.acronyms import find_acronyms
from quotes.engine.speakers.bare_names import add_bare_names
from quotes.engine.speakers.called_bodies import is_called_a_body
from quotes.engine.speakers.drafts import Draft, Drafts
from quotes.engine.speakers.entities import Entity, Mentions
from quotes.engine.speakers.headlines import cut_headlines
from quotes.engine.speakers.names import Name, share_surnames, spell
from quotes.engine.speakers.people import count_pronouns, note_roles
from quotes.engine.speakers.promoted_people import promote_people
from quotes.engine.speakers.spotting import find_names
from quotes.language.names import name_words, normalize
from quotes.language.organizations import Aliases
from quotes.nlp.words import find_words
from quotes.spans import Range
from quotes.values import replace


def find_mentions(doc: Doc, text: str, quoted: frozenset[int] = frozenset(), sources: Sequence[Range] = ()) -> Mentions:
    """Group the names of a document; pronouns at the `quoted` tokens, in quotation marks, are not counted.

    `sources` are the token ranges of sources, where names are looked for that the recogniser missed.
    """
    acronyms = find_acronyms(text)
    names = promote_people(doc, cut_headlines(doc, find_names(doc, text, sources)), quoted)
    names = agree_on_labels(doc, names, acronyms)
    drafts = Drafts((sent.start for sent in doc.sents), Aliases.of(acronyms))
    spelled = {name: spell(doc, name) for name in names}
    share_surnames(doc, names, spelled)
    full = sorted(
        (name for name in names if len(name_words(spelled[name])) > 1 or name.label != "PERSON"),
        key=lambda name: (name.label != "PERSON", -len(name_words(spelled[name])), name.start),
    )
    for name in full:
        drafts.assign(name, spelled[name], drafts.find(name, spelled[name]))
    _add_acronyms(doc, drafts, acronyms)
    grouped = set(full)
    add_bare_names(doc, drafts, {name.start: name for name in names if name not in grouped})
    note_roles(doc, text, drafts)
    count_pronouns(doc, drafts, quoted)
    return _settle(drafts)


def _settle(drafts: Drafts) -> Mentions:
    """The drafts that still have mentions, as entities."""
    entities = {draft: _make_entity(draft) for draft in drafts.all if draft.mentions}
    return Mentions(
        tuple(entities.values()),
        {i: entities[draft] for i, draft in drafts.draft_of.items() if draft in entities},
        {
            entity: tuple(entities[other] for other in draft.owners if other in entities)
            for draft, entity in entities.items()
        },
        drafts.starts,
    )


def _make_entity(draft: Draft) -> Entity:
    return Entity(
        draft.label,
        draft.name,
        tuple(draft.mentions),
        tuple(draft.titles),
        tuple(draft.appositives),
        draft.party,
        draft.runs,
        draft.pronoun,
    )


def agree_on_labels(doc: Doc, names: list[Name], acronyms: dict[str, str]) -> list[Name]:
    """The names, each of one kind in the whole article: what the recogniser mostly takes it for.

    An acronym is of the kind of what it stands for.
    """
    votes: dict[tuple[str, ...], Counter[str]] = {}
    words = [name_words(spell(doc, name)) for name in names]
    for name, key in zip(names, words, strict=True):
        label = "ORG" if name.label == "PERSON" and is_called_a_body(doc, name.start, name.end) else name.label
        votes.setdefault(key, Counter())[label] += 1 + 2 * (name.title is not None or label != name.label)
    best = {key: max(labels, key=lambda label: labels[label]) for key, labels in votes.items()}
    for short, long in acronyms.items():
        if best.get(name_words(long)) == "ORG" and name_words(short) in best:
            best[name_words(short)] = "ORG"
            votes[name_words(short)]["ORG"] += len(names)
    return [
        name if votes[key][name.label] == votes[key][best[key]] else replace(name, label=best[key])
        for name, key in zip(names, words, strict=True)
    ]


def _add_acronyms(doc: Doc, drafts: Drafts, acronyms: dict[str, str]) -> None:
    """Give acronyms that the recogniser missed to the organization that the article explains them by."""
    organizations = {name_words(draft.name): draft for draft in drafts.all if draft.label == "ORG"}
    drafts_of = {
        normalize(s): organizations[name_words(x)] for s, x in acronyms.items() if name_words(x) in organizations
    }
    for place, word in enumerate(find_words(doc)) if drafts_of else ():
        if place not in drafts.draft_of and (word[:2].isupper() or "." in word[1:-1]):
            draft = drafts_of.get(normalize(word))
            if draft is not None and word[:1].isupper():
                drafts.assign(Name(place, place + 1, "ORG"), word, draft)
