"""spaCy DocBin: a Doc for each article, a span group for each role; `span.id_` is the record, `span.label_` the role.

Whole records are in `doc.user_data["quotes_records"]`, as JSON. Read it with
`DocBin().from_disk("quotes.spacy").get_docs(nlp.vocab)`. https://spacy.io/api/docbin
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from quotes.formats.exports.tokens import tokenize_records
from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles

GROUPS = ("content", "cue", "source", "addressee", "medium")


def write(articles: Iterable[AnnotatedArticle], stream: BinaryIO) -> None:
    """Write one DocBin with all articles."""
    from spacy.tokens import Doc, DocBin, Span, SpanGroup
    from spacy.vocab import Vocab

    vocab = Vocab()
    docs = DocBin(store_user_data=True)
    for article in articles:
        tokens = tokenize_records(article.text or "", article.records)
        doc = Doc(vocab, words=tokens.words, spaces=list(tokens.spaces))
        doc.user_data["article"] = article.info.model_dump(mode="json")
        doc.user_data["quotes_records"] = [record.model_dump_json() for record in article.records]
        spans: dict[str, list[Span]] = {name: [] for name in GROUPS}
        for record in article.records:
            for role, extent in list_roles(record):
                first, last = tokens.cover(extent)
                spans[role].append(Span(doc, first, last + 1, label=role, span_id=record.id))
        for name, group in spans.items():
            doc.spans[name] = SpanGroup(doc, name=name, spans=group)
        docs.add(doc)
    stream.write(docs.to_bytes())
