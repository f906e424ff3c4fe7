"""Measure a pipeline on the corpora: `measure(nlp, data_folder())` gives LAS, F1 of names and of spans.

Everything is measured on raw text, by spaCy's own tokens and sentence bounds; what is tokenised differently
from the treebank counts as wrong. Relations are compared as `treebank_labels.py` folds them, without punctuation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from quotes.evaluation.gold.brat import read_brat
from quotes.evaluation.pipeline import iob
from quotes.evaluation.pipeline.corpora import plain_docs, polnear, read_ewt, read_gum
from quotes.evaluation.pipeline.corpora_folder import corpus_file
from quotes.evaluation.pipeline.counts import NameFigures, SpanFigures, Tally, count_names, count_spans, name_figures

ENGINE = "quotes"  # left out: the pipeline alone is measured


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
class Figures:
    """How right a pipeline is; `spans` is None where it has no attribution tagger."""

    ewt: TreeFigures
    gum: TreeFigures
    uner: NameFigures
    polnear: NameFigures
    spans: SpanFigures | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def measure(nlp: Language, folder: Path, announce: Callable[[str], None] = lambda corpus: None) -> Figures:
    """Measure a pipeline on EWT test, GUM test, UNER-EWT test and PolNeAR dev, each named to `tell` as it begins.

    Raises:
        DataError: a corpus is not in the folder.
    """
    check_corpora(folder)
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == ENGINE]):
        announce("EWT test")
        ewt = tree_figures(nlp, plain_docs(read_ewt(folder, "test"), nlp))
        announce("GUM test")
        gum = tree_figures(nlp, plain_docs(read_gum(folder, "test"), nlp))
        announce("UNER-EWT test")
        uner = name_figures(
            nlp, iob.read_documents(*(corpus_file(folder, *parts) for parts in (UNER, NEEDED_FILES[0])))
        )
        announce("PolNeAR dev")
        return Figures(ewt, gum, uner, *article_figures(nlp, folder))


UNER = ("ner", "uner-ewt", "en_ewt-ud-test.iob2")
NEEDED_FILES = (
    ("ud", "ewt", "en_ewt-ud-test.conllu"),
    ("ud", "gum", "splits.md"),
    UNER,
    ("data", "dev", "text"),
    ("data", "dev", "attributions"),
    ("polnear-dev-corenlp.jsonl.gz",),
)


def check_corpora(folder: Path) -> None:
    """Check that all corpora are there, before the long measurement. Raises DataError for the first that is missing."""
    for parts in NEEDED_FILES:
        corpus_file(folder, *parts)


SCORED_LAYERS = (
    "tagger",
    "morphologizer",
    "trainable_lemmatizer",
    "parser",
)  # whose scores are read, whichever component wrote them


def tree_figures(nlp: Language, gold: Iterable[Doc]) -> TreeFigures:
    """Compare predicted with gold trees. A pipeline without a lemmatizer scores 0 for lemmas, and so on."""
    docs = [bare_names(doc) for doc in gold]
    predicted = nlp.pipe(nlp.make_doc(doc.text) for doc in docs)
    scores = Scorer(default_pipeline=SCORED_LAYERS).score(
        [Example(*pair) for pair in zip(predicted, docs, strict=True)]
    )

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
    """Remove the names of a gold tree: they are measured elsewhere."""
    doc.set_ents([], default="missing")
    return doc


def article_figures(nlp: Language, folder: Path) -> tuple[NameFigures, SpanFigures | None]:
    """Silver names, and the attribution tagger's spans, on PolNeAR dev."""
    named = {article.text: article.names for article in polnear(folder, "dev", consistent=False)}
    sheets = [sheet for sheet in read_brat(corpus_file(folder, "data", "dev")) if sheet.text is not None]
    names, spans, tagged = Tally(), Tally(), True
    for doc, sheet in zip(nlp.pipe((sheet.text or "" for sheet in sheets), batch_size=16), sheets, strict=True):
        if doc.text in named:
            count_names(names, doc, named[doc.text])
        tagged = count_spans(spans, doc, sheet) and tagged
    return names.names(), spans.spans() if tagged else None


def articles(folder: Path) -> Sequence[str]:
    """The texts of PolNeAR dev, to measure speed on."""
    paths = sorted(corpus_file(folder, "data", "dev", "text").glob("*.txt"))
    return [path.read_bytes().decode("utf-8") for path in paths]
