"""Find the items near a range without a look at all of them: candidates by the characters that they reach over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from quotes.spans import Range

BLOCK = 500  # characters, about three sentences: a candidate is in one or two blocks
Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items by their ranges, in the order in which they were added.

    >>> index = SpanIndex[str]()
    >>> index.add((0, 40), "she said it"), index.add((2000, 2050), "he denied it")
    (0, 1)
    >>> list(index.near((10, 20)))
    ['she said it']
    """

    def __init__(self) -> None:
        self._items: dict[int, tuple[Range, Item]] = {}
        self._blocks: defaultdict[int, dict[int, Item]] = defaultdict(dict)
        self._added = 0

    def add(self, span: Range, item: Item) -> int:
        """Add an item; returns the number by which it can be removed."""
        number = self._added
        self._added += 1
        self._items[number] = (span, item)
        for block in _blocks_of(span):
            self._blocks[block][number] = item
        return number

    def remove(self, number: int) -> None:
        """Remove an item by its number."""
        span, _ = self._items.pop(number)
        for block in _blocks_of(span):
            del self._blocks[block][number]

    def near(self, span: Range) -> Iterator[Item]:
        """All items whose ranges overlap this one, and some that are close to it, in the order of their addition."""
        blocks = [self._blocks[block] for block in _blocks_of(span) if block in self._blocks]
        if len(blocks) == 1:
            return iter(list(blocks[0].values()))
        numbers = sorted({number for block in blocks for number in block})
        return (self._items[number][1] for number in numbers)

    def __iter__(self) -> Iterator[Item]:
        """All items in the order of their addition."""
        return (item for _, item in self._items.values())


def _blocks_of(span: Range) -> range:
    return range(span[0] // BLOCK, max(span[1] - 1, span[0]) // BLOCK + 1)
