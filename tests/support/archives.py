"""Archives for tests: short articles in JSON Lines, and the command in a separate process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SAID = (
    '"NATO is ready for article {n}," Jens Stoltenberg said.\n\nPutin told reporters that he agreed with point {n}.',
    "The ministry denied report {n}, saying it was false.\n\n“We will see,” its spokesman said.",
    "According to the Syrian Observatory for Human Rights, {n} people fled.",
)


def make_archive(path: Path, articles: int) -> Path:
    """A file of JSON Lines with this many different articles."""
    with path.open("w", encoding="utf-8") as stream:
        for n in range(articles):
            stream.write(json.dumps({"id": f"a{n}", "text": SAID[n % len(SAID)].format(n=n) * (1 + n % 4)}) + "\n")
    return path


def command(*arguments: str | Path) -> list[str]:
    """The command line of `quotes`."""
    return [sys.executable, "-m", "quotes", *map(str, arguments)]


def run(*arguments: str | Path, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run `quotes` to its end."""
    return subprocess.run(command(*arguments), input=data, capture_output=True, timeout=300, check=False)
