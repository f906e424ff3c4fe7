"""Draw the README's pictures again, after a change of what is found or how it looks: `python benchmarks/pictures.py`.

Writes `table.svg`, rows of what `quotes extract seeds/` prints, and `report.png`, the top of the page that
`quotes report` makes of it. Needs Chromium (the variable CHROMIUM names another), Playwright and Pillow.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.color_triplet import ColorTriplet
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

sys.path.insert(0, str(Path(__file__).parents[1]))

from quotes.formats.records.read import read_records
from quotes.formats.records.terminal_table import print_table
from quotes.record import Record

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "docs" / "assets"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
COMMAND = "quotes extract seeds/"
TERMINAL_COLUMNS = 100
MAX_ROWS, MAX_ROWS_PER_SPEAKER = 8, 4  # more, and the table is longer than a screen
PAGE: Any = {"width": 1000, "height": 840}  # pixels
FADING = 80  # pixels at the bottom, as the page is longer
MAX_COLOURS = 128  # of the picture: a third as large as with all
BACKGROUND, BACKGROUND_OF_DIM = "#292929", (118, 118, 118)  # dim text fades into the second, or it would be too dark
_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)  # fetched from the network by Rich's own format


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--output", type=Path, default=ASSETS)
    output = options.parse_args().output
    with TemporaryDirectory() as folder:
        records, page = Path(folder, "records.jsonl"), Path(folder, "page.html")
        run_quotes("extract", "seeds/", "-o", str(records))
        run_quotes("report", str(records), "-o", str(page))
        (output / "table.svg").write_text(draw_table(choose_rows(read_records(str(records)))), encoding="utf-8")
        (output / "report.png").write_bytes(draw_page(page))


def run_quotes(*arguments: str) -> None:
    """Run a command in the root of the checkout, whose paths the page shows."""
    subprocess.run([sys.executable, "-m", "quotes", *arguments], cwd=ROOT, check=True)


def choose_rows(records: Iterable[Record]) -> list[Record]:
    """The first rows with a speaker below the headline, of no speaker too many."""
    chosen: list[Record] = []
    rows: Counter[str] = Counter()
    for record in records:
        if record.speaker is None:
            continue
        name = record.speaker.id
        is_headline = record.content[0].end <= len(record.article.title or "")
        if not is_headline and rows[name] < MAX_ROWS_PER_SPEAKER and len(chosen) < MAX_ROWS:
            rows[name] += 1
            chosen.append(record)
    return chosen


def draw_table(records: list[Record]) -> str:
    """The table as Rich draws a terminal, in fonts that every reader has."""
    console = Console(record=True, width=TERMINAL_COLUMNS, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(f"$ {COMMAND}")
    print_table(records, console)
    form = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code", "ui-monospace, Menlo, Consolas")
    theme = copy(SVG_EXPORT_THEME)
    theme.background_color = ColorTriplet(*BACKGROUND_OF_DIM)
    svg = console.export_svg(title=COMMAND, theme=theme, code_format=form, unique_id="terminal")
    return svg.replace(theme.background_color.hex, BACKGROUND)


def draw_page(page: Path) -> bytes:
    """The top of a page, which fades out."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport=PAGE, color_scheme="light")
        tab.goto(page.as_uri())
        shot = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
        browser.close()
    ground = Image.new("RGB", shot.size, shot.getpixel((0, 0)))
    mask = Image.new("L", shot.size, 0)
    for row in range(FADING):
        mask.paste(255 * row // FADING, (0, shot.height - FADING + row, shot.width, shot.height - FADING + row + 1))
    stream = io.BytesIO()
    Image.composite(ground, shot, mask).quantize(MAX_COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    main()
