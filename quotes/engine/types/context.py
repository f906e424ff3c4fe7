"""What an article says around its speakers: the words of each sector, and the organizations that speak in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.sector_rules import sector_of_others
from quotes.language.names import PARTICLES
from quotes.language.sectors import sector_of_word
from quotes.nlp.words import Words

MAX_TOKENS_OF_NAME = 5  # after its first
MAX_TOKENS_OF_HEADLINE = 20  # where no line ends before
MAX_TOKENS_TO_VERB = 3  # "Smith has also said"
MAX_TOKENS_TO_GOVERNOR = 4  # "told the New York Times"
_NOMINAL = ("DET", "ADJ", "PROPN", "NOUN")


class Context:
    """The words of a document by their sector, and what all attributions say of each speaker.

    Words are counted only when a speaker needs it.
    """

    def __init__(self, doc: Doc, speakers: Sequence[ResolvedSpeaker | None] = ()) -> None:
        self.doc = doc
        self.decided: dict[str, str] = {}  # the sectors of speakers by id
        self._mentions: dict[str, list[ResolvedSpeaker]] = defaultdict(list)
        for speaker in speakers:
            if speaker is not None and not speaker.author:
                self._mentions[speaker.id].append(speaker)

    def mentions_of(self, speaker: ResolvedSpeaker) -> Sequence[ResolvedSpeaker]:
        """The speaker as each attribution has it."""
        return self._mentions.get(speaker.id) or (speaker,)

    @cached_property
    def organizations(self) -> dict[str, str]:
        """The organizations that speak in the article, with the sector that their descriptions give."""
        named = (mentions[0] for mentions in self._mentions.values() if mentions[0].label == "ORG")
        sectors = ((speaker.name, sector_of_others(speaker)) for speaker in named)
        return {name: sector for name, sector in sectors if sector is not None}

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in Words.of(self.doc).words]

    def tag(self, i: int) -> str:
        """The part of speech of a token: "NOUN"."""
        return self.doc[i].pos_

    @cached_property
    def sectors(self) -> list[str | None]:
        """The sector of each token's own word, None for most."""
        return [sector_of_word(word) if word.isalpha() else None for word in self.words]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of each sector in the words of the document that have one."""
        return as_shares(self.sectors)

    @cached_property
    def headline_shares(self) -> Mapping[str, float]:
        """The same of the first line."""
        first = self.words[:MAX_TOKENS_OF_HEADLINE]
        end = next((i for i, word in enumerate(first) if "\n" in word), len(first))
        return as_shares(self.sectors[:end])

    def text(self, start: int, end: int) -> str:
        """The text from one token up to another."""
        words = Words.of(self.doc)
        return words.text[words.starts[start] : words.ends[end - 1]] if start < end else ""

    def end_of_name(self, place: int) -> int:
        """The token after a name that begins at `place`."""
        end, last = place + 1, min(len(self.words), place + 1 + MAX_TOKENS_OF_NAME)
        while end < last and (self.tag(end) == "PROPN" or self.words[end] in PARTICLES):
            end += 1
        return end

    def verb_after(self, end: int) -> str | None:
        """The lemma of the verb after a name: "report" for "has reported"."""
        for i in range(end, min(end + MAX_TOKENS_TO_VERB, len(self.words))):
            if self.tag(i) == "VERB":
                return self.doc[i].lemma_.lower()
            if self.tag(i) not in ("ADV", "AUX"):
                break
        return None

    def governor_before(self, place: int) -> str | None:
        """The lemma of the verb or preposition before a name: "tell" for "told the New York Times"."""
        i = place - 1
        while i > max(0, place - MAX_TOKENS_TO_GOVERNOR) and self.tag(i) in _NOMINAL:
            i -= 1
        return self.doc[i].lemma_.lower() if i >= 0 and self.tag(i) in ("VERB", "ADP") else None


def as_shares(sectors: Sequence[str | None]) -> dict[str, float]:
    """How large a part each sector has: {"media": 0.5, "politics": 0.5} of ["media", None, "politics"]."""
    counts = Counter(sector for sector in sectors if sector is not None)
    return {sector: count / counts.total() for sector, count in counts.items()}
