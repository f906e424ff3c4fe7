"""Names that only what they do gives away: sources of nothing but capitals, and "organizations" that "he" follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.engine.speakers.names import Name, is_capital, spell
from quotes.language.lexicon import word_list
from quotes.language.names import PARTICLES, name_words
from quotes.language.organizations import COMPANY_ENDINGS
from quotes.language.pronouns import SINGULAR, lower_pronoun
from quotes.language.sectors import is_body, is_role, is_seat
from quotes.nlp.words import find_words
from quotes.spans import Range

PERSON_SIZE = range(2, 5)  # words of a person's full name
MAX_WORDS_OF_BODY = 5
MAX_TOKENS_TO_PRONOUN = 40  # between a name and the "he" that shows it to be a person's


def find_names_in_sources(doc: Doc, words: list[str], sources: Sequence[Range]) -> Iterator[Name]:
    """Sources that are all capitalised proper nouns, "Ike Bell said", where no other spotter found a name."""
    for start, end in sources:
        while end > start and not words[end - 1][:1].isalnum():
            end -= 1
        end = _end_of_name(words, start, end)
        inside = words[start:end]
        if (
            end - start in PERSON_SIZE
            and _could_be_person(inside)
            and all(_is_name_word(doc, i) for i in (start, end - 1))
        ):
            yield Name(start, end, "PERSON")
        elif 0 < end - start <= MAX_WORDS_OF_BODY and _could_be_body(doc, inside, start, end):
            yield Name(start, end, "ORG")


def _end_of_name(words: list[str], start: int, end: int) -> int:
    """Where what follows a name begins: "Crystal Bear of the tribal office"."""
    for i in range(start + 2, min(start + PERSON_SIZE.stop, end)):
        if words[i].lower() in ("of", "from", "who", ",", "("):
            return i
    return end


def _could_be_body(doc: Doc, words: Sequence[str], start: int, end: int) -> bool:
    """ "Amazon Web Services", "Znak.com": proper nouns alone, which are nobody's role."""
    if not all(is_capital(word) for word in words) or doc[end - 1].tag_ in ("NNS", "NNPS", "NN"):
        return False
    last = words[-1].lower()
    return all(doc[i].pos_ == "PROPN" for i in range(start, end)) and not (is_role(last) and not is_body(last))


def _is_name_word(doc: Doc, i: int) -> bool:
    return doc[i].pos_ == "PROPN" or not doc[i].is_sent_start


def _could_be_person(words: Sequence[str]) -> bool:
    lower = [word.lower() for word in words]
    if not all(is_capital(word) or word.lower() in PARTICLES for word in words) or any(
        word.isupper() for word in words[-1:]
    ):
        return False
    last = lower[-1]
    return not (
        is_body(last)
        or is_role(last)
        or last in COMPANY_ENDINGS
        or last in word_list("place_endings")
        or is_role(lower[0])
        or is_seat(" ".join(lower))
        or lower[0] in ("the", "a", "an")
    )


def promote_people(doc: Doc, names: list[Name], quoted: frozenset[int]) -> list[Name]:
    """The names, those of lone organizations that "he" or "she" takes up as people's: "Beatriz Costa … She said".

    Nothing in such a name, and no article before it, may say that it is an organization's; nobody else may be named
    between it and the pronoun.
    """
    spelled = {name: spell(doc, name) for name in names if name.label == "ORG"}
    plain = {key for name, key in spelled.items() if _could_be_promoted(doc, name, key)}
    plain -= {key for name, key in spelled.items() if name.start and doc[name.start - 1].lower_ == "the"}
    if not plain:
        return names
    promoted = {
        spelled[name]
        for name, following in zip(names, [*names[1:], None], strict=True)
        if name.label == "ORG"
        and spelled[name] in plain
        and _is_taken_up(doc, name.end, _end_of_reach(doc, name, following), quoted)
    }
    surnames = {words[-1] for key in promoted if len(words := name_words(key)) > 1}
    promoted |= {
        key
        for key in spelled.values()
        if name_words(key)[-1:] and name_words(key) == (name_words(key)[-1],) and name_words(key)[0] in surnames
    }
    return [replace(name, label="PERSON") if spelled.get(name) in promoted else name for name in names]


def _could_be_promoted(doc: Doc, name: Name, spelled: str) -> bool:
    words = spelled.split()
    if len(words) == 1 or not _could_be_person(words) or len(words) > 3:
        return False
    return doc[name.end - 1].tag_ in ("NNP", "NN", "") and (name.end >= len(doc) or doc[name.end].text != "’s")


def _end_of_reach(doc: Doc, name: Name, following: Name | None) -> int:
    """How far a pronoun may be: to the next name of somebody else."""
    end = min(name.end + MAX_TOKENS_TO_PRONOUN, len(doc))
    return end if following is None or following.label not in ("PERSON", "ORG") else min(end, following.start)


def _is_taken_up(doc: Doc, start: int, end: int, quoted: frozenset[int]) -> bool:
    for i, word in enumerate(find_words(doc)[start:end], start):
        if lower_pronoun(word) in SINGULAR and i not in quoted:
            return True
    return False
