"""PDF, by pypdfium2: lines in the order of reading, columns one after the other, words at line ends made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from quotes.article import Article
from quotes.errors import ReadError
from quotes.readers.dates import iso_date
from quotes.readers.document import Document, ReadOptions, source_of
from quotes.readers.header import read_header
from quotes.readers.layout import Line, order_lines, part_paragraphs

PAGES = 5000
_HYPHENS = "-\u00ad\u2010\x02\ufffe"  # pdfium writes U+0002 or U+FFFE for the hyphen of a divided word
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.IGNORECASE)
_COMPOUND = re.compile(r"^(?:self|ex|non|anti|co|pro|semi|vice|mid|all|half|well|cross|post|pre|two|three|\d.*)$", re.I)


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
        if len(file) > PAGES:
            raise ReadError(f"{name}: {len(file):,} pages, over {PAGES:,}; split it")
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
        text=text, source_path=source_of(name), id=document.id, title=header.title or said.get("Title") or None,
        url=document.url, byline=header.byline or said.get("Author") or None,
        published=header.published or iso_date(_pdf_date(said.get("CreationDate", ""))) or document.published,
    )  # fmt: skip


def _find_lines(page: object) -> list[Line]:
    """The runs of text of a page, y downwards; runs that touch on one line are made one."""
    text_page = page.get_textpage()  # type: ignore[attr-defined]
    height = page.get_height()  # type: ignore[attr-defined]
    runs = []
    for number in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(number)
        text = text_page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").replace("\n", " ")
        if text.strip() and top > bottom:
            runs.append(Line(left, height - top, right, height - bottom, text))
    lines: list[Line] = []
    for run in runs:  # in the order of the file, which has the runs of one line together
        if lines and lines[-1].goes_on_with(run):
            lines[-1] = lines[-1].joined(run)
        else:
            lines.append(run)
    return lines


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without what stands at the same height of most pages."""
    if len(pages) < 2:
        return pages
    seen = Counter(key for page in pages for key in {_place(line) for line in page})
    often = max(2, 0.5 * len(pages)) if len(pages) > 2 else 2
    return [
        [line for number, line in enumerate(page) if not (
            (_PAGE_NUMBER.fullmatch(line.text) and number in (0, len(page) - 1))
            or (seen[_place(line)] >= often and number in (0, 1, len(page) - 2, len(page) - 1))
        )]
        for page in pages
    ]  # fmt: skip


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.strip()), round(line.top / 4)


def join_lines(lines: list[str]) -> str:
    """One paragraph of its lines: "the secre-", "tary said" is "the secretary said"."""
    text = ""
    for line in (line.strip() for line in lines):
        before = text.rpartition(" ")[2]
        if text and text[-1] in _HYPHENS and line[:1].islower() and len(before) > 1:
            compound = "-" in before[:-1] or _COMPOUND.match(before[:-1])
            text = text[:-1] + ("-" if compound and text[-1] == "-" else "") + line
        else:
            text += (" " if text else "") + line
    return re.sub(f"[{_HYPHENS[3:]}]", "-", text).replace("\x00", "")


def _pdf_date(value: str) -> str | None:
    """D:20151008103000+02'00' as 2015-10-08."""
    found = re.match(r"D?:?(\d{4})(\d{2})(\d{2})", value)
    return "-".join(found.groups()) if found else None
