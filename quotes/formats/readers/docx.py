"""Word files: headings, paragraphs and the table cells in order, by python-docx; document properties as metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.limits import check_tags
from quotes.formats.readers.packages import open_package, read_member


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The article of a Word file. Raises ReadError if it is damaged or another kind of zip file."""
    name = document.source_path
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: an old .doc or an encrypted file; save it as .docx without a password")
    with open_package(data, name, options.max_bytes) as package:
        if "word/document.xml" not in package.namelist():
            raise ReadError(f"{name}: not a Word document; unpack it, or save it as .docx")
        for member in package.namelist():
            if member.endswith((".xml", ".rels")):
                check_tags(name, read_member(package, member, name))
    import docx

    word = docx.Document(io.BytesIO(data))
    paragraphs = list(_paragraphs(word.iter_inner_content()))
    text = "\n\n".join(body for body, _ in paragraphs)
    header, properties = read_header(text), word.core_properties
    styled_title = next((body for body, style in paragraphs[:3] if style in ("Title", "Heading 1")), None)
    yield Article(
        text=text,
        source_path=source_of(name),
        id=document.id,
        title=styled_title or properties.title or header.title,
        url=document.url,
        byline=header.byline or (properties.author if properties.author != "python-docx" else None) or None,
        published=header.published or document.published,  # the date in its properties is that of the first draft
        language=(properties.language or "en")[:2].lower(),
    )


def _paragraphs(blocks: Any) -> Iterator[tuple[str, str]]:
    """(text, style name) of each block that is not blank; table cells row by row, merged cells once."""
    for block in blocks:
        if hasattr(block, "rows"):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:  # a merged cell is listed once for each position that it covers
                        seen.add(cell._tc)
                        yield from _paragraphs(cell.iter_inner_content())
        elif block.text.strip():
            yield block.text.strip("\n"), block.style.name if block.style is not None else ""
