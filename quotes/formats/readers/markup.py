"""Text from marked-up bodies, a paragraph a block: "<p>One<br>two</p><p>Three</p>" is "One\\ntwo\\n\\nThree".

For bodies that are an article already (feeds, ninjs, mail, chapters); pages with menus around them are html.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotes.formats.readers.limits import check_markup

BLOCKS = frozenset(
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
SILENT = frozenset(
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
        "media",  # of NITF: the caption of a picture
    }
)
_SPACE = re.compile(r"[ \t\r\n\f]+")  # not the no-break space


def text_of_html(markup: str) -> str:
    """The text of HTML, paragraphs parted by blank lines; what is broken is read as a browser would.

    Raises ReadError for more markup than an article has.
    """
    from lxml import html
    from lxml.etree import ParserError

    check_markup("its markup", markup)
    if not markup.strip():
        return ""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(markup.replace("\x00", ""), parser=parser)
    except (ParserError, ValueError):  # nothing in it; or an encoding declared in a str
        cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
        if cleaned == markup:
            return ""
        return text_of_html(cleaned)
    return text_of_tree(root)


def text_of_tree(root: Any) -> str:
    """The text of a parsed tree of lxml or ElementTree, tags with or without a namespace."""
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
    """Text, breaks and block bounds in order; without recursion, whatever the depth."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield node
            continue
        tag = local_name(node)
        tail = [("text", node.tail)] if node.tail and node is not root else []
        if tag in SILENT or not tag:
            stack.extend(tail)
            continue
        bound = [("block", "")] if tag in BLOCKS else []
        if tag == "br":
            stack.extend([*tail, ("br", "")])
            continue
        inner = [("text", node.text)] if node.text else []
        stack.extend([*tail, *bound, *reversed(list(node)), *inner, *bound])


def local_name(node: Any) -> str:
    """The tag without its namespace, in small letters; "" for comments and instructions."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
