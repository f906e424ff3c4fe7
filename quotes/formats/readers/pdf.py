"""PDF, by pypdfium2: lines in the order of reading, columns one after the other, words at line ends made whole."""

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
from quotes.formats.readers.pdf_layout import Line, order_lines, part_paragraphs

_HYPHENS = "-\u00ad\u2010\x02\ufffe"  # pdfium writes U+0002 or U+FFFE for the hyphen of a divided word
_KEPT = ("-", "\u2010", "\x02", "\ufffe")  # before a capital or a figure they are the word's own
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.IGNORECASE)
# Words that mostly keep the hyphen behind them: "long-/term" is "long-term", "secre-/tary" "secretary".
_COMPOUND = re.compile(
    r"(?:self|ex|non|anti|pro|vice|mid|all|half|well|cross|long|short|high|low|far|old|new|left|right|full|part|one|two"
    r"|three|four|five|first|second|third|so|de|\d.*)",
    re.IGNORECASE,
)


def read(data: bytes, document: Document, options: ReadOptions) -> Iterator[Article]:
    """The one article of a PDF. Raises ReadError where it is damaged, locked, or pictures of text."""
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
                break  # the caller refuses it as too long
        said = file.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{name}: damaged ({error}); save it again") from error
    finally:
        file.close()
    paragraphs = part_paragraphs(_without_running_heads(pages))
    text = "\n\n".join(join_lines([line.text for line in paragraph]) for paragraph in paragraphs)
    if not text.strip():
        raise ReadError(f"{name}: no text in it, only pictures; run an OCR program such as ocrmypdf over it")
    header = read_header(text)
    yield Article(
        text=text,
        source_path=source_of(name),
        id=document.id,
        title=header.title or said.get("Title") or None,
        url=document.url,
        byline=header.byline or said.get("Author") or None,
        published=header.published or document.published,  # the file's own date is that of printing
    )


def _find_lines(page: Any) -> list[Line]:
    """The lines of a page, y downwards: letters that follow each other closely, in the order of the file."""
    from pypdfium2 import raw

    letters, height = page.get_textpage(), page.get_height()
    lines: list[Line] = []
    open_line = False
    for number in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, number)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if letter in ("\r", "\n", ""):
            open_line = False
        elif letter.isspace():
            if open_line:
                lines[-1] = replace(lines[-1], text=lines[-1].text + " ")
        else:
            left, bottom, right, top = letters.get_charbox(number, loose=True)
            one = Line(left, height - top, right, height - bottom, letter)
            if open_line and lines[-1].goes_on_with(one):
                lines[-1] = lines[-1].joined(one)
            else:
                lines.append(one)
                open_line = True
    return [line for line in lines if line.bottom > line.top]


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without what stands at the same height of most pages."""
    if len(pages) < 2:
        return pages
    seen = Counter(key for page in pages for key in {_place(line) for line in page})
    often = max(2, 0.5 * len(pages)) if len(pages) > 2 else 2
    return [
        [
            line
            for number, line in enumerate(page)
            if not (
                (_PAGE_NUMBER.fullmatch(line.text) and number in (0, len(page) - 1))
                or (seen[_place(line)] >= often and number in (0, 1, len(page) - 2, len(page) - 1))
            )
        ]
        for page in pages
    ]


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.strip()), round(line.top / 4)


def join_lines(lines: list[str]) -> str:
    """One paragraph of its lines: "the secre-", "tary said" is "the secretary said"."""
    text = ""
    for line in (line.strip() for line in lines):
        before = text.rpartition(" ")[2]
        if text and text[-1] in _HYPHENS and line[:1].islower() and len(before) > 1:
            compound = "-" in before[:-1] or _COMPOUND.fullmatch(before[:-1].lstrip("“\"'‘("))
            text = text[:-1] + ("-" if compound and text[-1] == "-" else "") + line
        elif text.endswith(_KEPT) and line[:1].isalnum() and before[-2:-1].isalnum():  # "Al-/Qaeda"
            text += line
        else:
            text += (" " if text else "") + line
    return re.sub(f"[{_HYPHENS[3:]}]", "-", text).replace("\x00", "")
