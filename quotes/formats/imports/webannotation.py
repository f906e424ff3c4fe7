"""W3C Web Annotations: a document with a `@graph`, a list, one annotation, an AnnotationPage, or JSON Lines.

Content is the target, the source a body with the purpose "identifying", the cue one with "tagging". Offsets come from
the TextPositionSelector; where they no longer fit the words of the TextQuoteSelector, those are found again. The text
is needed only for annotations that were changed or made elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.imports.article_builder import (
    Annotation,
    FindText,
    build_article,
    describe_article,
    find_words,
    join_pairs,
    naming_place,
    read_utf8,
)
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.interchange.leftovers import KEY, Pair, Spans, restore
from quotes.record import ArticleInfo

Node = dict[str, Any]


def read(path: Path, find_text: FindText) -> Iterator[AnnotatedArticle | ReadError]:
    """The annotated articles, or why one cannot be read."""
    try:
        with naming_place(str(path), "Web Annotations"):
            nodes = [node for node in _load(read_utf8(path)) if "target" in node]
            groups = [list(group) for _, group in groupby(nodes, key=_article_of)]
    except ReadError as error:
        yield error
        return
    for group in groups:
        try:
            with naming_place(f"{path}: {group[0].get('id', 'an annotation')}", "a Web Annotation with text selectors"):
                yield _read_article(group, find_text)
        except ReadError as error:
            yield error


def _load(text: str) -> list[Node]:
    try:
        data = json.loads(text)
    except ValueError:
        data = [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(data, dict):
        data = data.get("@graph") or data.get("items") or [data]
    return list(data)


def _article_of(node: Node) -> str:
    """A key for the annotation's article: its whole description, else the address of the target."""
    if KEY in node:
        return json.dumps(node[KEY]["article"], sort_keys=True)
    return str(_list(node["target"])[0]["source"])


def _read_article(nodes: list[Node], find_text: FindText) -> AnnotatedArticle:
    left = next((node[KEY] for node in nodes if KEY in node), None)
    source = str(_list(nodes[0]["target"])[0]["source"])
    info = ArticleInfo.model_validate(left["article"]) if left else _describe(source)
    text = find_text(info)
    if text is not None:
        annotations = [Annotation(_spans(node, text), node.get(KEY)) for node in nodes]
        described = info if left else describe_article(text, info.id, info.source_path)
        return build_article(text, described, annotations)
    if any(KEY not in node for node in nodes):
        raise ReadError(f"{source}: annotations made elsewhere need the article's text; give its folder with --texts")
    records = [restore(_spans(node, None), None, node[KEY], _words(node)) for node in nodes]
    return AnnotatedArticle(info, tuple(records))


def _describe(source: str) -> ArticleInfo:
    """A description from the address alone; without a hash, the text is looked up by name."""
    sha256 = source.removeprefix("urn:sha256:") if source.startswith("urn:sha256:") else "0" * 64
    name = source.rstrip("/").rpartition("/")[2] or source
    return ArticleInfo.of(Article(text="", id=name, url=source)).model_copy(update={"sha256": sha256})


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _places(node: Node) -> Iterator[tuple[str, Node]]:
    """(role, resource with selectors) of an annotation."""
    for target in _list(node["target"]):
        yield "content", target
    roles = {"identifying": "source", "tagging": "cue"}
    for body in _list(node.get("body") or []):
        if isinstance(body, dict) and "selector" in body and body.get("purpose") in roles:
            yield roles[body["purpose"]], body


def _read_selectors(resource: Node) -> tuple[Pair | None, str | None]:
    pair, exact = None, None
    for selector in _list(resource["selector"]):
        if selector["type"] == "TextPositionSelector":
            pair = int(selector["start"]), int(selector["end"])
        elif selector["type"] == "TextQuoteSelector":
            exact = str(selector["exact"])
    return pair, exact


def _spans(node: Node, text: str | None) -> Spans:
    roles: dict[str, list[Pair]] = {"content": [], "cue": [], "source": []}
    for role, resource in _places(node):
        pair, exact = _read_selectors(resource)
        if text is not None and exact is not None:
            pair = find_words(text, pair or (0, 0), exact)
        if pair is None:
            raise ValueError("a place without a TextPositionSelector, and no text to find its words in")
        roles[role].append(pair)
    content = roles["content"]
    return Spans(tuple(content), join_pairs(roles["cue"], content), join_pairs(roles["source"], content))


def _words(node: Node) -> dict[Pair, str]:
    """The words of each place, for records restored without the article's text."""
    words = {}
    for _, resource in _places(node):
        pair, exact = _read_selectors(resource)
        if pair is None or exact is None:
            raise ValueError("a place needs a TextPositionSelector and a TextQuoteSelector")
        if pair[1] - pair[0] != len(exact):
            raise ValueError(f"{exact[:40]!r} is not {pair[1] - pair[0]} characters long")
        words[pair] = exact
    return words
