"""Half-open ranges of characters or tokens and their arithmetic: `subtract((0, 9), [(3, 5)])` is `[(0, 3), (5, 9)]`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Range = tuple[int, int]


def contains(ranges: Iterable[Range], position: int) -> bool:
    """True if one of the ranges has the position: `contains([(0, 3)], 2)`, but not 3."""
    return any(start <= position < end for start, end in ranges)


def within(inner: Range, ranges: Iterable[Range]) -> bool:
    """True if one of the ranges holds all of `inner`: `within((1, 3), [(0, 3)])`."""
    first, last = inner
    for start, end in ranges:  # noqa: SIM110  # called a thousand times per article: a loop is quicker than any()
        if start <= first and last <= end:
            return True
    return False


def overlaps(span: Range, other: Range) -> bool:
    """True if two ranges share a position; ranges that only touch do not."""
    return span[0] < other[1] and other[0] < span[1]


def overlap(ranges: Iterable[Range], others: Sequence[Range]) -> int:
    """How many positions two sets of ranges share: `overlap([(0, 4)], [(2, 9)])` is 2."""
    total = 0
    for a, b in ranges:  # called a hundred thousand times per article: comparisons are quicker than min() and max()
        for c, d in others:
            start = a if a > c else c
            end = b if b < d else d
            if end > start:
                total += end - start
    return total


def size(ranges: Iterable[Range]) -> int:
    """The length of ranges together: `size([(0, 3), (5, 9)])` is 7."""
    return sum(end - start for start, end in ranges)


def gap(span: Range, other: Range) -> int:
    """How many positions lie between two ranges; negative where they overlap: `gap((0, 3), (5, 9))` is 2."""
    return max(span[0] - other[1], other[0] - span[1])


def clip(ranges: Iterable[Range], bounds: Iterable[Range]) -> tuple[Range, ...]:
    """The parts of ranges inside the bounds, bound by bound: `clip([(0, 4)], [(2, 9)])` is `((2, 4),)`."""
    ranges = tuple(ranges)
    return tuple((max(a, low), min(b, high)) for low, high in bounds for a, b in ranges if max(a, low) < min(b, high))


def subtract(whole: Range, cuts: Iterable[Range]) -> list[Range]:
    """What remains of a range: `subtract((0, 9), [(3, 5)])` is `[(0, 3), (5, 9)]`."""
    pieces = [whole]
    for start, end in cuts:
        pieces = [piece for a, b in pieces for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return pieces


def merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted ranges with those that touch or overlap made one: `((0, 3), (3, 5))` is `((0, 5),)`."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
