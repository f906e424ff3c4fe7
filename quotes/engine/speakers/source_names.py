"""Names that only their place gives away: sources of nothing but capitals, "Susan Sarandon said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from quotes.engine.speakers.called_bodies import is_called_a_body
from quotes.engine.speakers.names import Name, is_capital
from quotes.language.lexicon import word_list
from quotes.language.names import PARTICLES, normalize
from quotes.language.organizations import COMPANY_ENDINGS
from quotes.language.sectors import is_body, is_role, is_seat
from quotes.spans import Range

PERSON_SIZE = range(2, 5)  # words of a person's full name
MAX_WORDS_OF_BODY = 5
_ELISION = re.compile(r"^(?:(?:d|l|dell|dall|all|nell)['’]|(?:al|el|ad|an|ar|as|az|ul)-)")  # "dell'Acqua", "al-Assad"


def find_names_in_sources(doc: Doc, words: list[str], sources: Sequence[Range]) -> Iterator[Name]:
    """Sources that are all capitalised proper nouns, "Susan Sarandon said", where no other spotter found a name."""
    for start, end in sources:
        while end > start and not words[end - 1][:1].isalnum():
            end -= 1
        end = _end_of_name(words, start, end)
        inside = words[start:end]
        if "," in inside and is_called_a_body(doc, start, at := start + inside.index(",")):
            if all(is_capital(word) for word in words[start:at]):
                yield Name(start, at, "ORG")  # "Unite, the union"
        elif (
            end - start in PERSON_SIZE
            and could_be_person(inside)
            and all(_is_name_word(doc, i) for i in (start, end - 1))
        ):
            yield Name(start, end, "PERSON")
        elif 0 < end - start <= MAX_WORDS_OF_BODY and _could_be_body(doc, inside, start, end):
            yield Name(start, end, "ORG")


def find_whole_sources(doc: Doc, words: list[str], sources: Sequence[Range]) -> Iterator[Name]:
    """Sources of nothing but a person's name that the recogniser cut: one of two or more words."""
    for start, end in sources:
        inside = words[start:end]
        outside = [i for i in range(start, end) if not doc[i].ent_type_]
        size = sum(word.lower() not in PARTICLES for word in inside)
        if (
            size in PERSON_SIZE
            and size > 1
            and outside
            and len(outside) < len(inside)
            and could_be_person(inside)
            and all(doc[i].pos_ == "PROPN" or inside[i - start].lower() in PARTICLES for i in range(start, end))
            and not any(_is_title_word(word.lower()) for word in inside)
        ):
            yield Name(start, end, "PERSON")


def _is_title_word(word: str) -> bool:
    return is_role(word) or is_body(word) or normalize(word) in word_list("honorifics")


def _end_of_name(words: list[str], start: int, end: int) -> int:
    """Where what follows a name begins: "Jens Stoltenberg of NATO"."""
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


def could_be_person(words: Sequence[str], *, may_be_noun: bool = False) -> bool:
    """Could the words be a person's name; `may_be_noun` for surnames that are words for bodies too, as Banks."""
    lower = [word.lower() for word in words]
    if not all(_is_name_part(word) for word in words) or words[-1].isupper():
        return False
    last = lower[-1]
    if may_be_noun and last in word_list("surnames"):
        return not (is_role(lower[0]) or is_body(lower[0]) or is_seat(" ".join(lower)))
    return not (
        is_body(last)
        or is_role(last)
        or last.rstrip(".") in COMPANY_ENDINGS
        or last in word_list("place_endings")
        or is_role(lower[0])
        or is_seat(" ".join(lower))
        or lower[0] in ("the", "a", "an")
    )


def _is_name_part(word: str) -> bool:
    """ "Acqua", "van", "dell'Acqua"."""
    return is_capital(word) or word.lower() in PARTICLES or is_capital(_ELISION.sub("", word))
