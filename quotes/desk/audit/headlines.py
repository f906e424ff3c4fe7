"""Which speakers a headline names: Jens Stoltenberg in "Stoltenberg warns Moscow", if no other has that surname.

A surname that several speakers share counts for those that the article quotes, or with the first name before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from quotes.desk.speakers.name_keys import name_key
from quotes.desk.tables.store import Corpus
from quotes.language.names import normalize, surname

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PEOPLE = "SELECT who, name, nature, is_named FROM people WHERE nature IN ('named_person', 'named_organization')"


@lru_cache(maxsize=65_536)
def _split(name: str) -> tuple[tuple[str, ...], str]:
    """The key of a name, and the word of it that is the surname: "stoltenberg"; names return in many articles."""
    key = name_key(name)
    return key, (surname(" ".join(key)).rpartition(" ")[2] or key[-1]) if key else ""


class _Names:
    """Names by a word of theirs that a headline has: the surname of a person, the first word of an organisation."""

    def __init__(self, people: Iterable[tuple[int, str, str, bool]]) -> None:
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.keys: dict[int, tuple[str, ...]] = {}
        self.persons: set[int] = set()
        self.everywhere: set[int] = set()  # those that have the same number in every article
        for who, name, nature, is_named in people:
            key, last = _split(name)
            if not key:
                continue
            self.keys[who] = key
            if nature == "named_person":
                self.persons.add(who)
            self.by_word[last if nature == "named_person" else key[0]].append(who)
            if is_named:
                self.everywhere.add(who)

    def find(self, title: str, quoted: set[int]) -> set[int]:
        """The speakers that a headline names; `quoted` are those of its article."""
        words = _WORD.findall(title)
        plain = [normalize(word) for word in words]
        named: set[int] = set()
        for at, word in enumerate(words):
            candidates = self.by_word.get(plain[at], ()) if word[0].isupper() else ()
            fitting = {who for who in candidates if self._fits(who, plain, at)}
            here = fitting & quoted
            elsewhere = (fitting & self.everywhere) - quoted
            in_full = {who for who in elsewhere if self._is_in_full(who, plain, at)}
            named |= here or in_full or (elsewhere if len(elsewhere) == 1 else set())
        return named

    def _fits(self, who: int, words: list[str], at: int) -> bool:
        key = self.keys[who]
        return who in self.persons or tuple(words[at : at + len(key)]) == key

    def _is_in_full(self, who: int, words: list[str], at: int) -> bool:
        key = self.keys[who]
        return who in self.persons and at > 0 and len(key) > 1 and words[at - 1] in key[:-1]


def find_headline_names(corpus: Corpus) -> list[tuple[int, int]]:
    """(article, speaker) for each speaker of the corpus that a headline names."""
    names = _Names(corpus.stream(_PEOPLE))
    titles = corpus.stream(
        "SELECT place, title, quoted FROM "
        "(SELECT place, any_value(title) AS title FROM records WHERE title IS NOT NULL GROUP BY place) "
        "LEFT JOIN (SELECT place, list(DISTINCT who) AS quoted FROM credits GROUP BY place) USING (place)"
    )
    return [(place, who) for place, title, quoted in titles for who in sorted(names.find(title, set(quoted or ())))]
