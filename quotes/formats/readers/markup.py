"""Text of marked-up bodies, one paragraph per block: "<p>One<br>two</p><p>Three</p>" is "One\\ntwo\\n\\nThree".

For bodies that contain only an article (feeds, ninjs, e-mail, chapters); html.py reads pages with menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotes.formats.readers.limits import check_markup

BLOCK_TAGS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "hr",
        "body",
        "address",
        "main",
    }
)
SKIPPED_TAGS = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "iframe",
        "svg",
        "nav",
        "button",
        "form",
        "media",  # NITF: a picture with its caption
    }
)
_SPACE = re.compile(r"[ \t\r\n\f]+")  # not the no-break space


def text_of_html(markup: str) -> str:
    """The text of HTML, paragraphs separated by blank lines; broken HTML is read as a browser would.

    Raises ReadError if there is too much markup (see `check_markup`).
    """
    from lxml import html
    from lxml.etree import ParserError

    check_markup("its markup", markup)
    if not markup.strip():
        return ""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(markup.replace("\x00", ""), parser=parser)
    except (ParserError, ValueError):  # the page is empty, or declares an encoding in a str
        cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
        if cleaned == markup:
            return ""
        return text_of_html(cleaned)
    return text_of_tree(root)


def text_of_tree(root: Any) -> str:
    """The text of a tree parsed by lxml or ElementTree, with or without namespaces."""
    paragraphs: list[str] = []
    parts: list[str] = []

    def close() -> None:
        lines = [_SPACE.sub(" ", line).strip(" ") for line in "".join(parts).split("\v")]
        if paragraph := "\n".join(line for line in lines if line):
            paragraphs.append(paragraph)
        parts.clear()

    for kind, value in _walk(root):
        if kind == "text":
            parts.append(value.replace("\v", " "))
        elif kind == "br":
            parts.append("\v")
        else:
            close()
    close()
    return "\n\n".join(paragraphs)


def _walk(root: Any) -> Iterator[tuple[str, str]]:
    """Text, line breaks and block bounds in order: ("text", "One"). Not recursive, since trees may be deep."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield node
            continue
        tag = local_name(node)
        tail = [("text", node.tail)] if node.tail and node is not root else []
        if tag in SKIPPED_TAGS or not tag:
            stack.extend(tail)
            continue
        bound = [("block", "")] if tag in BLOCK_TAGS else []
        if tag == "br":
            stack.extend([*tail, ("br", "")])
            continue
        inner = [("text", node.text)] if node.text else []
        stack.extend([*tail, *bound, *reversed(list(node)), *inner, *bound])


def local_name(node: Any) -> str:
    """The tag without its namespace, in lower case; "" for comments and instructions."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
