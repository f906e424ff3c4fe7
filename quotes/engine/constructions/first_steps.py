"""The first steps that paths take from a token, as bits of a number: one `&` tells that a path leads nowhere.

A step up has a bit for each label that the token itself may have, a step down one for each label of a dependent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.engine.constructions.paths import Path, compile_path, first_step, labels_that_lead
from quotes.language.tree import Tree

ANY = 1  # the bit that every token has: of a step that any label allows, as in "<any"
ALL_STEPS = -1  # has every bit: for a token whose labels nobody has looked at


@dataclass(frozen=True)
class Route:
    """A path with the bits of its first step: it leads somewhere only from a token that has one of them."""

    path: Path
    bits: int


class FirstSteps:
    """The bits of the first steps of some paths.

    >>> steps = FirstSteps([">ccomp", "<parataxis"])
    >>> steps.bits(">ccomp") & steps.bits("<parataxis")
    0
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._up: dict[int, int] = {}
        self._down: dict[int, int] = {}
        for path in paths:
            up, down = first_step(path)
            for labels, bits in ((up or (), self._up), (down, self._down)):
                for label in labels:
                    bits.setdefault(label, 2 << len(self._up) + len(self._down))

    def bits(self, path: str) -> int:
        """The first steps that a path can begin with."""
        up, down = first_step(path)
        return ANY if up is None else sum(self._up[label] for label in up) + sum(self._down[label] for label in down)

    def bits_that_lead(self, path: str) -> int:
        """The first steps after which a path surely leads somewhere: those of ">ccomp", none of "<conj>nsubj"."""
        return sum(self._down[label] for label in labels_that_lead(path))

    def routes(self, paths: Iterable[str]) -> tuple[Route, ...]:
        """Paths with the bits of their first steps."""
        return tuple(Route(compile_path(path), self.bits(path)) for path in paths)

    def of(self, tree: Tree) -> list[int]:
        """For each token of a document the first steps that are possible from it."""
        up, down = self._up.get, self._down.get
        steps = [ANY | up(label, 0) for label in tree.labels]
        for place, (label, head) in enumerate(zip(tree.labels, tree.heads, strict=True)):
            if head != place:
                steps[head] |= down(label, 0)
        return steps
