"""brat standoff in the layout of PolNeAR: `text/ID.txt` and `attributions/ID_xxxx.ann`, xxxx being the annotator.

Layout: Newell, Margolin and Ruths (2018), "An Attribution Relations Corpus for Political News", LREC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from quotes.formats.exports.brat import ANNOTATION_CONF, VISUAL_CONF, make_annotations
from quotes.formats.interchange.annotated import AnnotatedArticle, file_stems


def write(articles: Iterable[AnnotatedArticle]) -> Iterator[tuple[str, str]]:
    """(path, text) of each file."""
    yield "annotation.conf", ANNOTATION_CONF
    yield "visual.conf", VISUAL_CONF
    for stem, article in file_stems(articles):
        text = article.text or ""
        yield f"text/{stem}.txt", text
        yield f"attributions/{stem}_{_annotator(article)}.ann", make_annotations(article.records, text)


def _annotator(article: AnnotatedArticle) -> str:
    """Four characters in place of PolNeAR's annotator, the same for all records of one model."""
    model = article.records[0].tool.model if article.records else ""
    return hashlib.sha256(model.encode("utf-8", "surrogatepass")).hexdigest()[:4]
