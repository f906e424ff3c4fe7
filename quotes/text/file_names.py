"""File names made from ids, which may be web addresses or too long for a file system."""

from __future__ import annotations

import re

MAX_NAME_BYTES = 180  # of 255 that file systems allow, with room for a prefix and a suffix

_UNSAFE = re.compile(r"[^\w.-]+")


def safe_name(text: str) -> str:
    """The text as part of a file's name: letters, digits, ".", "-" and "_", and no more bytes than fit.

    >>> safe_name("https://example.org/a b/../c")
    'https-example.org-a-b-..-c'
    """
    return cut_name(_UNSAFE.sub("-", text)).strip(".-")


def cut_name(name: str) -> str:
    """The beginning of a name that a file system takes: no more bytes than fit, and no half of a letter.

    >>> cut_name("字" * 100) == "字" * 60
    True
    """
    return name.encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")


def name_text(article: str, sha256: str) -> str:
    """The file that an article's text is put aside in, by its id and its hash: "a.1f2e3d4c.txt"."""
    return f"{safe_name(article)[:80].strip('.-') or 'article'}.{sha256[:8]}.txt"
