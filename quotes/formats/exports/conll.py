"""CoNLL-U, one block per line of the article: FORM, offsets and roles of each token (MISC), other columns empty.

    1  "NATO  _  _  _  _  _  _  _  start_char=0|end_char=5|Quotes=B-content:6f1d0c…

A token in several records has several roles, joined by commas. `SpaceAfter=No` if no blank follows. Offsets are
code points of the article's text. https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.formats.exports.tokens import Tokens, tokenize_records
from quotes.formats.interchange.annotated import AnnotatedArticle, list_roles


def write(articles: Iterable[AnnotatedArticle], stream: TextIO) -> None:
    """Write the blocks of each article."""
    for article in articles:
        tokens = tokenize_records(article.text or "", article.records)
        roles = _find_roles(article, tokens)
        stream.write(f"# newdoc id = {_comment(article.info.id)}\n")
        for number, block in enumerate(split_lines(tokens), start=1):
            stream.write(f"# sent_id = {_comment(article.info.id)}-{number}\n")
            stream.write(f"# text = {_comment(tokens.text[tokens.starts[block[0]] : tokens.ends[block[-1]]])}\n")
            for place, index in enumerate(block, start=1):
                stream.write(_row(place, index, tokens, roles.get(index, [])))
            stream.write("\n")


def _find_roles(article: AnnotatedArticle, tokens: Tokens) -> dict[int, list[str]]:
    """The roles of each token: "B-cue:ID" at the beginning of a span, "I-cue:ID" within."""
    roles: dict[int, list[str]] = {}
    for record in article.records:
        for role, extent in list_roles(record):
            first, last = tokens.cover(extent)
            for index in range(first, last + 1):
                roles.setdefault(index, []).append(f"{'B' if index == first else 'I'}-{role}:{record.id}")
    return roles


def split_lines(tokens: Tokens) -> Iterable[list[int]]:
    """The tokens of each line of the text; white-space tokens have no row."""
    block: list[int] = []
    for index, word in enumerate(tokens.words):
        if not word.strip():
            if block and len(f"x{word}x".splitlines()) > 1:
                yield block
                block = []
            continue
        block.append(index)
    if block:
        yield block


def _row(place: int, index: int, tokens: Tokens, roles: list[str]) -> str:
    misc = [f"start_char={tokens.starts[index]}", f"end_char={tokens.ends[index]}"]
    if not tokens.spaces[index]:
        misc.append("SpaceAfter=No")
    if roles:
        misc.append("Quotes=" + ",".join(roles))
    return "\t".join([str(place), tokens.form(index), *"_______", "|".join(misc)]) + "\n"


def _comment(text: str) -> str:
    return " ".join(text.split())
