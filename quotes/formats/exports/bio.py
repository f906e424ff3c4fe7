"""CoNLL-style BIO: a token per line, and a column of tags for each attribution of its paragraph, as in SRL corpora.

    # doc = nato-syria
    # paragraph = 3
    # attribution 1 = 6f1d0c0000000000
    # attribution 2 = 1f2e3d4c00000000 in 6f1d0c0000000000
    "NATO    0    5    B-CONTENT    B-SOURCE

Token, start and end (code points of the text), then the tags, with tabs between them; a blank line ends a paragraph. An
attribution nested in another has a column like any other, and its comment names the other after "in". A span that
continues from the paragraph before begins with I. Of two roles that share a token in one attribution, the first of
content, cue, source, addressee and medium has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.formats.exports.conll import split_lines
from quotes.formats.exports.tokens import Tokens, tokenize_records
from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles
from quotes.record import Record

Tags = dict[int, str]  # by the number of the token; all others are O


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write the paragraphs of each article."""
    for article in articles:
        tokens = tokenize_records(article.text or "", article.records)
        columns = [(record, _find_tags(record, tokens)) for record in article.records]
        for number, block in enumerate(split_lines(tokens), start=1):
            stream.write(f"# doc = {' '.join(article.info.id.split())}\n# paragraph = {number}\n")
            _write_paragraph(
                block, tokens, [column for column in columns if not column[1].keys().isdisjoint(block)], stream
            )


def _write_paragraph(block: list[int], tokens: Tokens, columns: list[tuple[Record, Tags]], stream: TextIO) -> None:
    for number, (record, _) in enumerate(columns, start=1):
        nested = f" in {record.parent}" if record.parent else ""
        stream.write(f"# attribution {number} = {record.id}{nested}\n")
    for index in block:
        tags = (column.get(index, "O") for _, column in columns)
        row = [tokens.form(index), str(tokens.starts[index]), str(tokens.ends[index]), *tags]
        stream.write("\t".join(row) + "\n")
    stream.write("\n")


def _find_tags(record: Record, tokens: Tokens) -> Tags:
    """The tags of an attribution's tokens: "B-CUE" at the beginning of a span, "I-CUE" within."""
    tags: Tags = {}
    for role, extent in list_roles(record):
        first, last = tokens.cover(extent)
        free = [index for index in range(first, last + 1) if index not in tags]
        tags |= {index: f"{'I' if index - 1 in free else 'B'}-{role.upper()}" for index in free}
    return tags
