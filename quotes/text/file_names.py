"""Names of files made from ids, which may be addresses, and longer than any file system takes."""

from __future__ import annotations

import re

MAX_NAME_BYTES = 180  # of 255 that file systems take, with room for what is added before and behind

_UNSAFE = re.compile(r"[^\w.-]+")


def safe_name(text: str) -> str:
    """The text as part of a file's name: letters, digits, ".", "-" and "_", and no more bytes than fit.

    >>> safe_name("https://example.org/a b/../c")
    'https-example.org-a-b-..-c'
    """
    name = _UNSAFE.sub("-", text).encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")
    return name.strip(".-")
