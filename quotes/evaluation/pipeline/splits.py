"""GUM's official split: `splits.md` has `## dev`, then one `* GUM_academic_exposure` per line."""

from __future__ import annotations

from pathlib import Path


def read_splits(path: Path) -> dict[str, tuple[str, ...]]:
    """Return document names by split: train, dev, test, test2 (the GENTLE documents)."""
    splits: dict[str, list[str]] = {}
    names: list[str] = []
    for line in path.read_text(encoding="utf8").splitlines():
        mark, _, rest = line.strip().partition(" ")
        if mark == "##":
            names = splits.setdefault(rest.strip(), [])
        elif mark == "*":
            names.append(rest.strip())
    return {split: tuple(documents) for split, documents in splits.items()}
