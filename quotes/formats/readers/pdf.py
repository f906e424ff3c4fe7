"""PDF, by pypdfium2: lines in reading order, column by column, with words divided at line ends joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, ReadOptions, source_of
from quotes.formats.readers.header import read_header
from quotes.formats.readers.limits import MAX_PAGES
from quotes.formats.readers.pdf_layout import Line, order_lines, split_paragraphs
from quotes.language.lexicon import word_list

_HYPHENS = "-\u00ad\u2010\x02\ufffe"  # pdfium writes U+0002 or U+FFFE for the hyphen of a divided word
_KEPT_HYPHENS = ("-", "\u2010", "\x02", "\ufffe")  # before a capital or a digit they belong to the word
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.IGNORECASE)


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The article of a PDF. Raises ReadError if it is damaged, locked, or contains only pictures of text."""
    import pypdfium2

    name = document.source_path
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        remedy = "locked by a password; save it without" if locked else f"damaged ({error}); save it again"
        raise ReadError(f"{name}: {remedy}") from error
    try:
        if len(file) > MAX_PAGES:
            raise ReadError(f"{name}: {len(file):,} pages, over {MAX_PAGES:,}; split it")
        pages, size = [], 0
        for page in file:
            pages.append(order_lines(_find_lines(page)))
            size += sum(len(line.text) for line in pages[-1])
            if size > options.max_characters:
                break  # the caller rejects it as too long
        metadata = file.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{name}: damaged ({error}); save it again") from error
    finally:
        file.close()
    paragraphs = split_paragraphs(_without_running_heads(pages))
    text = "\n\n".join(join_lines([line.text for line in paragraph]) for paragraph in paragraphs)
    if not text.strip():
        raise ReadError(f"{name}: no text in it, only pictures; run an OCR program such as ocrmypdf on it")
    header = read_header(text)
    yield Article(
        text=text,
        source_path=source_of(name),
        id=document.id,
        title=header.title or metadata.get("Title") or None,
        url=document.url,
        byline=header.byline or metadata.get("Author") or None,
        published=header.published or document.published,  # the date in the file's metadata is that of printing
    )


def _find_lines(page: Any) -> list[Line]:
    """The lines of a page, y downwards: characters that follow each other closely, in the order of the file."""
    from pypdfium2 import raw

    letters, height = page.get_textpage(), page.get_height()
    lines: list[Line] = []
    is_open = False
    for number in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, number)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if letter in ("\r", "\n", ""):
            is_open = False
        elif letter.isspace():
            if is_open:
                lines[-1] = replace(lines[-1], text=lines[-1].text + " ")
        else:
            left, bottom, right, top = letters.get_charbox(number, loose=True)
            box = Line(left, height - top, right, height - bottom, letter)
            if is_open and lines[-1].is_continued_by(box):
                lines[-1] = lines[-1].joined(box)
            else:
                lines.append(box)
                is_open = True
    return [line for line in lines if line.bottom > line.top]


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without lines at the same height on most pages."""
    if len(pages) < 2:
        return pages
    seen = Counter(key for page in pages for key in {_place(line) for line in page})
    min_pages = max(2, 0.5 * len(pages)) if len(pages) > 2 else 2
    return [
        [
            line
            for number, line in enumerate(page)
            if not (
                (_PAGE_NUMBER.fullmatch(line.text) and number in (0, len(page) - 1))
                or (seen[_place(line)] >= min_pages and number in (0, 1, len(page) - 2, len(page) - 1))
            )
        ]
        for page in pages
    ]


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.strip()), round(line.top / 4)


def join_lines(lines: list[str]) -> str:
    """The lines joined into one paragraph: "the secre-", "tary said" gives "the secretary said"."""
    text = ""
    for line in (line.strip() for line in lines):
        before = text.rpartition(" ")[2]
        if text and text[-1] in _HYPHENS and line[:1].islower() and len(before) > 1:
            is_compound = "-" in before[:-1] or _is_compound_part(before[:-1].lstrip("“\"'‘("))
            text = text[:-1] + ("-" if is_compound and text[-1] == "-" else "") + line
        elif text.endswith(_KEPT_HYPHENS) and line[:1].isalnum() and before[-2:-1].isalnum():  # "Al-/Qaeda"
            text += line
        else:
            text += (" " if text else "") + line
    return re.sub(f"[{_HYPHENS[3:]}]", "-", text).replace("\x00", "")


def _is_compound_part(word: str) -> bool:
    """Does the first part of a divided word keep its hyphen: "long" of "long-/term", "20" of "20-/year"?"""
    return word[:1].isdigit() or word.lower() in word_list("compound_parts")
