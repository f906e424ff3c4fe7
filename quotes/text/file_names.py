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
    name = _UNSAFE.sub("-", text).encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")
    return name.strip(".-")
