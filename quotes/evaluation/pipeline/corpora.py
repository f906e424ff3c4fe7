"""The corpora that figures are measured on, as they are read: EWT, GUM, PolNeAR with its silver names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from quotes.evaluation.pipeline import silver
from quotes.evaluation.pipeline.corpora_folder import corpus_file
from quotes.evaluation.pipeline.named_text import NamedText
from quotes.evaluation.pipeline.sentence import Sentence, to_doc
from quotes.evaluation.pipeline.splits import read_splits
from quotes.evaluation.pipeline.treebank import Names, read_conllu

SEED = 20151008
SENTENCES_PER_PASSAGE = (3, 9)
# GUM genres whose texts are licensed for non-commercial use alone (LICENSE.txt of the corpus).
NON_COMMERCIAL_GENRES = ("GUM_essay_", "GUM_fiction_", "GUM_letter_", "GUM_podcast_", "GUM_whow_")
EXCLUDED_GENRES = ("GUM_news_", "GUM_reddit_")  # news is kept for testing; reddit is published without its words


def read_ewt(folder: Path, split: str) -> list[Sentence]:
    """Read one split of the English Web Treebank."""
    return list(read_conllu(corpus_file(folder, "ud", "ewt", f"en_ewt-ud-{split}.conllu")))


def read_gum(
    folder: Path,
    split: str,
    names: Names | None = None,
    *,
    commercial: bool = False,
    without: tuple[str, ...] = (),
) -> list[Sentence]:
    """Read the GUM documents of one split, without the excluded genres; `names` finds the names of a sentence.

    With `commercial`, only genres that may be used commercially; `without` has the beginnings of further documents'
    names that are left out.
    """
    gum = corpus_file(folder, "ud", "gum")
    documents = [name for name in read_splits(gum / "splits.md")[split] if not name.startswith(EXCLUDED_GENRES)]
    if commercial:
        documents = [name for name in documents if not name.startswith(NON_COMMERCIAL_GENRES)]
    documents = [name for name in documents if not name.startswith(without)]
    files = [corpus_file(gum, f"{name}.conllu") for name in documents]
    return [sentence for file in files for sentence in read_conllu(file, names)]


def polnear(folder: Path, part: str, *, consistent: bool) -> Iterator[NamedText]:
    """Yield PolNeAR's articles of one part with silver names."""
    texts = corpus_file(folder, "data", part, "text")
    yield from silver.read_articles(
        corpus_file(folder, f"polnear-{part}-corenlp.jsonl.gz"), texts, consistent=consistent
    )


def passages(sentences: Iterable[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Cut a stream of sentences into passages of varying length, in order."""
    stream = iter(sentences)
    while passage := list(islice(stream, rng.randint(*SENTENCES_PER_PASSAGE))):
        yield passage


def plain_docs(sentences: Sequence[Sentence], nlp: Language) -> Iterator[Doc]:
    """Make Docs to measure with: the text unchanged, with a blank line where the source opens a paragraph."""
    rng = random.Random(SEED)
    for passage in passages(sentences, rng):
        yield to_doc(open_paragraphs(passage), nlp.vocab)


def open_paragraphs(passage: Sequence[Sentence]) -> list[Sentence]:
    """Write a blank line before each sentence that opens a paragraph."""
    following = [*(sentence.opens_paragraph for sentence in passage[1:]), False]
    return [
        end_with(sentence, "\n\n") if opens else sentence for sentence, opens in zip(passage, following, strict=True)
    ]


def end_with(sentence: Sentence, space: str) -> Sentence:
    """Return the sentence with other whitespace after its last word."""
    return replace(sentence, words=(*sentence.words[:-1], replace(sentence.words[-1], space=space)))
