"""An annotated sentence, and its way into a spaCy Doc: `to_doc([sentence, sentence], vocab)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

SPACE_TAG, SPACE_POS, SPACE_DEP = "_SP", "SPACE", "dep"  # as spaCy's own whitespace augmenter has them


@dataclass(frozen=True)
class Word:
    """One word of a tree; `head` is an index into the sentence, its own for the root; `space` follows it.

    `roles` are its parts in attributions, by number: "1 source", "1 cue", "1 content".

    >>> Word("said", "say", "VERB", "VBD", "Tense=Past|VerbForm=Fin", head=0, dep="root", space="\\n\\n").form
    'said'
    """

    form: str
    lemma: str = ""
    upos: str = "X"
    xpos: str = "FW"
    feats: str = ""
    head: int = 0
    dep: str = "dep"
    space: str = " "
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entity:
    """A name: words `start` up to `end` of its sentence, `label` one of PERSON, ORG, LOC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Sentence:
    """A tree with its names; `entities` is None where nobody annotated names, () where there are none."""

    words: tuple[Word, ...]
    entities: tuple[Entity, ...] | None = None
    opens_paragraph: bool = False

    @property
    def text(self) -> str:
        """The sentence as it reads: `“Yes,” she said.`."""
        return "".join(word.form + word.space for word in self.words).strip()

    @property
    def root(self) -> int:
        """The index of the root."""
        return next(i for i, word in enumerate(self.words) if word.head == i)


def to_doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """Make one gold Doc of several sentences; whitespace beyond one blank becomes a token, as in spaCy.

    `"Yes.\\n\\nNo."` gives `Yes . \\n\\n No .`, the whitespace hanging on the full stop before it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[Word] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    names: list[tuple[int, int, str]] = []
    unknown: list[tuple[int, int]] = []
    for sentence in sentences:
        places: list[int] = []
        first = len(words)
        for i, word in enumerate(sentence.words):
            places.append(len(words))
            blank, rest = word.space.startswith(" "), word.space.removeprefix(" ")
            words.append(word.form)
            spaces.append(blank)
            rows.append(word)
            heads.append(-1)
            starts.append(i == 0)
            if rest:
                words.append(rest)
                spaces.append(False)
                rows.append(Word(rest, rest, SPACE_POS, SPACE_TAG, "", dep=SPACE_DEP))
                heads.append(places[-1])
                starts.append(False)
        for place, word in zip(places, sentence.words, strict=True):
            heads[place] = places[word.head]
        if sentence.entities is None:
            unknown.append((first, len(words)))
        for entity in sentence.entities or ():
            names.append((places[entity.start], places[entity.end - 1] + 1, entity.label))
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=[row.xpos for row in rows],
        pos=[row.upos for row in rows],
        morphs=[row.feats for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=heads,
        deps=["ROOT" if row.dep == "root" else row.dep for row in rows],
        sent_starts=starts,
    )
    doc.set_ents(
        [Span(doc, start, end, label=label) for start, end, label in names],
        missing=[Span(doc, start, end) for start, end in unknown],
        default="outside",
    )
    return doc
