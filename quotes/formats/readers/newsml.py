"""NewsML-G2 of the IPTC: each text item of a news item or message is an article; its content is NITF or XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.dates import iso_date
from quotes.formats.readers.document import Document, Failure, make_id, source_of
from quotes.formats.readers.items import read_items
from quotes.formats.readers.markup import local_name, text_of_html, text_of_tree
from quotes.formats.readers.nitf import find, text_in
from quotes.formats.readers.nitf import read_tree as read_nitf


def read_tree(root: Any, document: Document) -> Iterator[Article | Failure]:
    """The articles of a parsed document. Raises ReadError if none of its items has text."""
    items = [node for node in root.iter() if local_name(node) == "newsitem"]

    def make(number: int, item: Any) -> Article | None:
        text, nitf = _content(item, document)
        if not text:
            return None
        published = text_in(item, "contentcreated") or text_in(item, "versioncreated") or text_in(item, "firstcreated")
        creator = text_in(item, "by") or _name(item, "creator")
        return Article(
            text=text,
            source_path=source_of(document.source_path),
            id=item.get("guid") or (make_id(document, number) if len(items) > 1 else document.id),
            title=text_in(item, "headline") or (nitf.title if nitf else None) or text_in(item, "title"),
            url=_link(item),
            publisher=_name(item, "provider") or _name(item, "publisher") or (nitf.publisher if nitf else None),
            byline=creator.removeprefix("By ") if creator else (nitf.byline if nitf else None),
            published=iso_date(published) or (nitf.published if nitf else None),
            language=_language(item),
        )

    is_empty = True
    for article in read_items(items, document.source_path, make):
        is_empty = False
        yield article
    if is_empty:
        raise ReadError(f"{document.source_path}: no item has text; only text items are read")


def _content(item: Any, document: Document) -> tuple[str, Article | None]:
    inline = find(item, "inlinexml")
    if inline is not None:
        if find(inline, "nitf") is not None:
            try:
                article = read_nitf(find(inline, "nitf"), document)
            except ReadError:
                return "", None
            return article.text, article
        return text_of_tree(find(inline, "body") if find(inline, "body") is not None else inline), None
    data = find(item, "inlinedata")
    if data is None or not (data.text or "").strip():
        return "", None
    kind = (data.get("contenttype") or "text/plain").lower()
    if "html" in kind:
        return text_of_html(data.text), None
    return (data.text.strip() if "text" in kind else ""), None


def _name(item: Any, tag: str) -> str | None:
    """The name in an element for a party: <provider qcode="nprov:AFP"><name>AFP</name></provider>."""
    node = find(item, tag)
    if node is None:
        return None
    code = node.get("literal") or (node.get("qcode") or "").rpartition(":")[2]
    return text_in(node, "name") or code or None


def _link(item: Any) -> str | None:
    """The address of the item on the web."""
    for node in item.iter():
        if local_name(node) in ("link", "remotecontent") and (node.get("href") or "").startswith("http"):
            return str(node.get("href"))
    return None


def _language(item: Any) -> str:
    node = find(item, "language")
    return (
        (node.get("tag") if node is not None else None)
        or item.get("{http://www.w3.org/XML/1998/namespace}lang")
        or "en"
    )[:2].lower()
