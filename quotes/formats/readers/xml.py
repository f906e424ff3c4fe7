"""XML by its root element: NITF, NewsML-G2, RSS and Atom. Entities and external files are refused."""

from __future__ import annotations

import html.entities
from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.limits import check_tags
from quotes.formats.readers.markup import local_name

FEEDS = frozenset({"rss", "feed", "rdf"})
NEWSML = frozenset({"newsitem", "newsmessage", "packageitem"})


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of an XML document. Raises ReadError if it is damaged or of another kind."""
    name = document.source_path
    try:
        root = parse_xml(data, name)
    except ReadError as error:
        is_feed = b"<rss" in data[:4000] or b"<feed" in data[:4000]  # often not well formed, but feedparser reads it
        if not is_feed or b"<!ENTITY" in data:
            raise error
        root = None
    kind = local_name(root) if root is not None else "rss"
    if kind in FEEDS:
        from quotes.formats.readers import feed

        yield from feed.read(data, document, options)
    elif kind == "nitf":
        from quotes.formats.readers import nitf

        yield nitf.read_tree(root, document)
    elif kind in NEWSML:
        from quotes.formats.readers import newsml

        yield from newsml.read_tree(root, document)
    elif kind == "html":
        from quotes.formats.readers import html as page

        yield from page.read(data, document, options)
    else:
        raise ReadError(f"{name}: XML of an unknown kind (<{kind}>); NITF, NewsML-G2, RSS and Atom are read")


def parse_xml(data: bytes, name: str) -> Any:
    """The root of an ElementTree. Raises ReadError if it is not well formed, declares entities or is too large.

    HTML's character names (&nbsp;, &eacute;), which NITF's DTD defines, are allowed.
    """
    check_tags(name, data)
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.entity.update(html.entities.entitydefs)
    try:
        parser.feed(data)
        return parser.close()
    except DefusedXmlException as error:
        raise ReadError(f"{name}: declares entities, which could be an attack; remove its <!ENTITY …>") from error
    except (ParseError, ValueError, LookupError) as error:
        raise ReadError(f"{name}: XML that is not well formed ({error}); export it again") from error
