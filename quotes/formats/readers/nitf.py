"""NITF, the News Industry Text Format of the IPTC: one article with its headline, byline and date."""

from __future__ import annotations

from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, source_of
from quotes.formats.readers.markup import local_name, text_of_tree


def read_tree(root: Any, document: Document) -> Article:
    """The article of a parsed NITF document. Raises ReadError if it has no content."""
    content = find(root, "body.content")
    text = text_of_tree(content) if content is not None else ""
    if not text:
        raise ReadError(f"{document.source_path}: no text in its body.content; export it again")
    issued, story = find(root, "date.issue"), find(root, "story.date")
    identity = find(root, "doc-id")
    title = text_in(root, "hl1") or text_in(root, "title")
    publication = find(root, "pubdata")
    byline = text_in(root, "byline")
    return Article(
        text=text,
        source_path=source_of(document.source_path),
        id=document.id or (identity.get("id-string") if identity is not None else None),
        title=title,
        publisher=(publication.get("name") if publication is not None else None) or text_in(root, "distributor"),
        byline=byline.removeprefix("By ").removeprefix("BY ") if byline else None,
        published=next((iso_date(node.get("norm")) for node in (issued, story) if node is not None), None)
        or (iso_date(publication.get("date.publication")) if publication is not None else None),
    )


def find(root: Any, name: str) -> Any:
    """The first element of this name, in any namespace; None if there is none."""
    return next((node for node in root.iter() if local_name(node) == name), None)


def text_in(root: Any, name: str) -> str | None:
    """The text of the first element of this name, on one line."""
    node = find(root, name)
    return (" ".join("".join(node.itertext()).split()) or None) if node is not None else None
