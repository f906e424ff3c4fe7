"""What the pipeline `open` may learn from: `mark_open(work)` says once that a work folder holds open data alone.

PolNeAR states no licence, and its names (CoreNLP's) come with its articles; GUM's conversations may not be changed.
`training.encoder.corpus --open` leaves them out and marks the folder; training and packaging read the mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from quotes.evaluation.pipeline.corpora import read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file
from quotes.evaluation.pipeline.iob import read_documents
from quotes.evaluation.pipeline.named_text import NamedText
from quotes.evaluation.pipeline.sentence import Sentence
from training.recipe import iob
from training.recipe.clauses import Cast
from training.recipe.names import gum_entities
from training.recipe.silver import make_cast

MARK = "data.json"
NO_DERIVATIVES = ("GUM_conversation_",)  # the Santa Barbara Corpus: CC BY-ND 3.0 US
CLOSED_SOURCES = frozenset({"PolNeAR"})  # by their names in a pipeline's metadata


class ClosedDataError(ValueError):
    """Weights or data that saw more than open data were given to a run that is to be open."""


def mark_open(work: Path) -> None:
    """Note that the corpus in a work folder is made of open data alone."""
    (work / MARK).write_text(json.dumps({"open": True}) + "\n", encoding="utf-8")


def unmark(work: Path) -> None:
    """Remove the mark: what is written to the folder from now on may be anything."""
    (work / MARK).unlink(missing_ok=True)


def is_open(work: Path) -> bool:
    """Was the corpus in this work folder made of open data alone?"""
    path = work / MARK
    return path.exists() and json.loads(path.read_text(encoding="utf-8"))["open"] is True


def check_open(work: Path, *others: Path | None) -> None:
    """Check that a run on open data begins with nothing else: its first weights and its teacher are in open folders.

    Raises ClosedDataError, which names the folder that lacks the mark.
    """
    if not is_open(work):
        return
    for folder in others:
        if folder is not None and not is_open(folder):
            raise ClosedDataError(
                f"{folder}: not made with training.encoder.corpus --open, as {work} is; "
                "begin with weights and a teacher of open data alone"
            )


def check_sources(name: str, sources: list[dict[str, str]]) -> None:
    """Check that a pipeline that finds names for open data was itself made of none of CLOSED_SOURCES.

    Raises ClosedDataError, also for a pipeline that does not say what it was made of.
    """
    closed = CLOSED_SOURCES & {source.get("name", "") for source in sources}
    if closed or not sources:
        reason = f"was made of {min(closed)}" if closed else "does not say what it was made of"
        raise ClosedDataError(f"{name}: {reason}; open data needs a pipeline that is open itself")


def read_treebanks(folder: Path, part: str) -> Iterator[list[Sentence]]:
    """The sentences of EWT and of GUM's open genres, with GUM's names."""
    yield read_ewt(folder, part)
    yield read_gum(folder, part, gum_entities, commercial=True, without=NO_DERIVATIVES)


def open_cast(folder: Path) -> Cast:
    """Names for composed speech clauses, from WikiGold, WNUT17, UNER EWT dev and GUM train."""
    ner = corpus_file(folder, "ner")
    texts: list[NamedText] = [
        *iob.read_plain(corpus_file(ner, "wikigold", "CONLL-format", "data", "wikigold.conll.txt")),
        *iob.read_plain(corpus_file(ner, "WNUT17", "CONLL-format", "data", "train", "wnut17train.conll")),
        *read_documents(
            corpus_file(ner, "uner-ewt", "en_ewt-ud-dev.iob2"), corpus_file(folder, "ud", "ewt", "en_ewt-ud-dev.conllu")
        ),
    ]
    pairs = [(name.label, text.text[name.start : name.end]) for text in texts for name in text.names]
    for sentences in read_treebanks(folder, "train"):
        for sentence in sentences:
            for entity in sentence.entities or ():
                words = sentence.words[entity.start : entity.end]
                pairs.append((entity.label, "".join(word.form + word.space for word in words).strip()))
    return make_cast(pairs)
