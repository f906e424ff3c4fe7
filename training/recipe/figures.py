"""Measure a pipeline on the corpora: `measure(nlp, data_folder())` gives LAS, F1 of names, words a second.

Everything is measured on raw text, by spaCy's own tokens and sentence bounds; what is tokenised otherwise
than in the treebank counts as wrong. Relations are compared as `labels.py` folds them, punctuation left out.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from . import iob
from .convert import plain_docs, polnear, read_ewt, read_gum
from .folder import corpus_file
from .named_text import NamedText

LABELS = ("PERSON", "ORG", "LOC")
SYNONYMS = {"GPE": "LOC", "FAC": "LOC", "PER": "PERSON"}  # as other English pipelines have them
SPEED_WORDS = 60_000


@dataclass(frozen=True)
class TreeFigures:
    """Shares from 0 to 1 on one treebank: attachment, tags, lemmas, and F1 of sentences."""

    las: float
    uas: float
    tags: float
    pos: float
    features: float
    lemmas: float
    sentences: float
    tokens: int


@dataclass(frozen=True)
class NameFigures:
    """Exact match of names by character, from 0 to 1; `by_label` holds the F1 of each label."""

    precision: float
    recall: float
    f1: float
    by_label: dict[str, float]
    names: int


@dataclass(frozen=True)
class Figures:
    """All that the model card says of a pipeline."""

    ewt: TreeFigures
    gum: TreeFigures
    uner: NameFigures
    polnear: NameFigures
    words_per_second: float

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return asdict(self)


def measure(nlp: Language, folder: Path) -> Figures:
    """Measure a pipeline on EWT test, GUM test, UNER-EWT test and the silver names of PolNeAR dev.

    Raises:
        DataError: a corpus is not in the folder.
    """
    uner = iob.read_documents(corpus_file(folder, "ner", "uner-ewt", "en_ewt-ud-test.iob2"))
    articles = list(polnear(folder, "dev", consistent=False))
    return Figures(
        ewt=tree_figures(nlp, plain_docs(read_ewt(folder, "test"), nlp)),
        gum=tree_figures(nlp, plain_docs(read_gum(folder, "test"), nlp)),
        uner=name_figures(nlp, uner),
        polnear=name_figures(nlp, articles),
        words_per_second=speed(nlp, [article.text for article in articles]),
    )


def tree_figures(nlp: Language, gold: Iterable[Doc]) -> TreeFigures:
    """Compare predicted with gold trees. A pipeline without a lemmatizer scores 0 for lemmas, and so on."""
    docs = [bare_names(doc) for doc in gold]
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])

    def share(key: str) -> float:
        return round(float(scores.get(key) or 0.0), 4)

    return TreeFigures(
        las=share("dep_las"),
        uas=share("dep_uas"),
        tags=share("tag_acc"),
        pos=share("pos_acc"),
        features=share("morph_acc"),
        lemmas=share("lemma_acc"),
        sentences=share("sents_f"),
        tokens=sum(not token.is_space for doc in docs for token in doc),
    )


def bare_names(doc: Doc) -> Doc:
    """Leave the names of a gold tree out of account: they are measured elsewhere."""
    doc.set_ents([], default="missing")
    return doc


def name_figures(nlp: Language, texts: Sequence[NamedText]) -> NameFigures:
    """Compare predicted with given names, both as (start, end, label) in characters."""
    hits = dict.fromkeys(LABELS, 0)
    found, given = dict(hits), dict(hits)
    for doc, text in zip(nlp.pipe(text.text for text in texts), texts, strict=True):
        labelled = ((ent.start_char, ent.end_char, SYNONYMS.get(ent.label_, ent.label_)) for ent in doc.ents)
        predicted = {name for name in labelled if name[2] in hits}
        gold = {(name.start, name.end, name.label) for name in text.names}
        for label in LABELS:
            mine = {name for name in predicted if name[2] == label}
            theirs = {name for name in gold if name[2] == label}
            hits[label] += len(mine & theirs)
            found[label] += len(mine)
            given[label] += len(theirs)
    total, out_of, wanted = sum(hits.values()), sum(found.values()), sum(given.values())
    return NameFigures(
        precision=round(total / max(out_of, 1), 4),
        recall=round(total / max(wanted, 1), 4),
        f1=f1(total, out_of, wanted),
        by_label={label: f1(hits[label], found[label], given[label]) for label in LABELS},
        names=wanted,
    )


def f1(hits: int, found: int, given: int) -> float:
    """Return the harmonic mean of precision and recall, 0 where there is nothing: `f1(1, 2, 2)` is 0.5."""
    return round(2 * hits / (found + given), 4) if found + given else 0.0


def speed(nlp: Language, texts: Sequence[str]) -> float:
    """Return tokens a second of `nlp.pipe` in this process, after a warm-up."""
    batch: list[str] = []
    words = 0
    for text in texts:
        batch.append(text)
        words += len(nlp.make_doc(text))
        if words >= SPEED_WORDS:
            break
    list(nlp.pipe(batch[:3]))
    start = time.perf_counter()
    list(nlp.pipe(batch))
    return round(words / (time.perf_counter() - start))


def size_mb(model: Path) -> float:
    """Return the size of a pipeline's folder in megabytes (10^6 bytes)."""
    return round(sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) / 1e6, 1)


def load_seconds(model: Path) -> float:
    """Return how long `spacy.load` takes in a fresh process, `import spacy` not counted."""
    code = (
        "import sys, time, spacy; start = time.perf_counter(); "
        "spacy.load(sys.argv[1]); print(time.perf_counter() - start)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(model)], capture_output=True, text=True, check=True)
    return round(float(ran.stdout), 2)
