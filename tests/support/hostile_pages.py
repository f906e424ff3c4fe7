"""Any number of hostile pages of HTML, the same ones each time: `make_pages(1000)` gives (name, bytes)."""

from __future__ import annotations

import random
from collections.abc import Iterator

SAID = "“We are ready{},” said Jens Stoltenberg{} of NATO. He added that{} the allies would help.".format
HOSTILE = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></body></html>", "<!--", "<![CDATA[", "]]>"),
    *("\x00", "\x08\x1b[2J", "\ufffe", "&#0;", "&#xD800;", "&#1114112;", "&lt;script&gt;", "\u202e", "\u2028", "\r"),
    *(
        "<iframe src=file:///etc/passwd></iframe>",
        "<base href=//evil.example/>",
        '<meta charset="utf-16">',
        "<b " * 300,
    ),
    *("=HYPERLINK(1)", "<svg onload=alert(1)>", '" onmouseover="x', "“" * 300, "(" * 300, "<div>" * 300, "{{ 7*7 }}"),
)
HEAD = '<meta property="og:title" content="{}"><title>{}</title><meta name="author" content="{}">'
ENCODINGS = ("utf-8", "utf-8", "latin-1", "utf-16", "cp1252", "utf-8-sig")


def make_pages(count: int, seed: str = "pages") -> Iterator[tuple[str, bytes]]:
    """So many names and bytes: marks of quotations, markup and characters where nobody expects them."""
    choose = random.Random(seed)
    for number in range(count):
        paragraphs = [f"<p>{SAID(*_take(choose))}</p>" for _ in range(choose.choice((1, 3, 8)))]
        body = "".join(paragraphs).replace(" ", choose.choice((" ", " ", "\xa0", choose.choice(HOSTILE) + " ")), 3)
        page = f"<html><head>{HEAD.format(*_take(choose))}</head><body><article>{body}</article></body></html>"
        data = bytearray(page.encode(choose.choice(ENCODINGS), "xmlcharrefreplace" if number % 2 else "replace"))
        for _ in range(choose.choice((0, 0, 1, 20))):
            data[choose.randrange(len(data))] = choose.randrange(256)
        yield f"{number:06}.html", bytes(data)


def _take(choose: random.Random) -> list[str]:
    return [choose.choice(("", *HOSTILE)) for _ in range(3)]
