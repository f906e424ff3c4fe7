"""What an article says around its speakers: the words of each sector, and the organizations that speak in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from quotes.engine.speakers.speaker import ResolvedSpeaker
from quotes.engine.types.sector_model import SectorModel, load
from quotes.engine.types.sector_rules import sector_of_others
from quotes.language.names import PARTICLES
from quotes.language.sectors import sector_as_written, sector_of_word
from quotes.nlp.heads.tagger_output import TaggerOutput
from quotes.nlp.words import Words

MIN_RELATIVES = 3  # that an author mentions
MAX_TOKENS_OF_NAME = 5  # after its first
MAX_TOKENS_TO_VERB = 3  # "Smith has also said"


class Context:
    """The words of a document by their sector, and what all attributions say of each speaker.

    Words are counted only when a speaker needs it.
    """

    def __init__(self, doc: Doc, speakers: Sequence[ResolvedSpeaker | None] = ()) -> None:
        self.doc = doc
        self.words = Words.of(doc).words
        self.decided: dict[str, str] = {}  # the sectors of speakers by name
        self._hints: dict[str, dict[tuple[str, str], float]] = {}
        self._mentions: dict[str, list[ResolvedSpeaker]] = defaultdict(list)
        for speaker in speakers:
            if speaker is not None and not speaker.author:
                self._mentions[key_of(speaker)].append(speaker)

    def mentions_of(self, speaker: ResolvedSpeaker) -> Sequence[ResolvedSpeaker]:
        """The speaker as each attribution has it."""
        return self._mentions.get(key_of(speaker)) or (speaker,)

    @cached_property
    def model(self) -> SectorModel:
        """The classifier of sectors: that which came with the pipeline, else that of the package."""
        return load(TaggerOutput.weights_in(self.doc))

    @cached_property
    def organizations(self) -> dict[str, str]:
        """The organizations that speak in the article, with the sector that their descriptions give."""
        named = (mentions[0] for mentions in self._mentions.values() if mentions[0].label == "ORG")
        sectors = ((speaker.name, sector_of_others(speaker, self.model)) for speaker in named)
        return {name: sector for name, sector in sectors if sector is not None}

    @cached_property
    def is_personal(self) -> bool:
        """Does the author write of the own family, as no reporter does: "my father"?"""
        pairs = pairwise(word.lower() for word in self.words)
        return sum(first == "my" and sector_of_word(second) == "citizen" for first, second in pairs) >= MIN_RELATIVES

    @cached_property
    def tags(self) -> list[str]:
        """The parts of speech of the tokens, from the document's array: "NOUN"."""
        codes: Any = self.doc.to_array("POS").tolist()
        names = {code: self.doc.vocab.strings[code] for code in set(codes)}
        return [names[code] for code in codes]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def sectors(self) -> dict[str, str]:
        """The sector of each word that has one, as the word is written: "judiciary" for "Judge"."""
        found = ((word, sector_as_written(word)) for word in self._counts)
        return {word: sector for word, sector in found if sector is not None}

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of each sector in the words of the document that have one."""
        counts: Counter[str] = Counter()
        for word, sector in self.sectors.items():
            counts[sector] += self._counts[word]
        return as_shares(counts)

    def hints(self, kind: str) -> Mapping[tuple[str, str], float]:
        """The shares as hints at sectors, under a name of their own for each kind of speaker."""
        if kind not in self._hints:
            self._hints[kind] = {(f"article {kind}", sector): share for sector, share in self.shares.items()}
        return self._hints[kind]

    def text(self, start: int, end: int) -> str:
        """The text from one token up to another."""
        words = Words.of(self.doc)
        return words.text[words.starts[start] : words.ends[end - 1]] if start < end else ""

    def end_of_name(self, place: int) -> int:
        """The token after a name that begins at `place`."""
        end, last = place + 1, min(len(self.words), place + 1 + MAX_TOKENS_OF_NAME)
        while end < last and (self.tags[end] == "PROPN" or self.words[end].lower() in PARTICLES):
            end += 1
        return end

    def verb_after(self, end: int) -> str | None:
        """The lemma of the verb after a name: "report" for "has reported"."""
        for i in range(end, min(end + MAX_TOKENS_TO_VERB, len(self.words))):
            if self.tags[i] == "VERB":
                return self.doc[i].lemma_.lower()
            if self.tags[i] not in ("ADV", "AUX"):
                break
        return None


def key_of(speaker: ResolvedSpeaker) -> str:
    """What the mentions of one speaker share in an article: "police" of "Police" and "police"."""
    return speaker.name.casefold()


def as_shares(counts: Counter[str]) -> dict[str, float]:
    """How large a part each has: {"media": 0.25, "politics": 0.75} of {"media": 1, "politics": 3}."""
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}
