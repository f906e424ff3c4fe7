"""Value classes: dataclasses that mypy keeps frozen, and that are quick to build.

>>> @value(frozen=True)
... class Place:
...     name: str
...     country: str
>>> replace(Place("Paris", "France"), country="Texas")
Place(name='Paris', country='Texas')

An article has hundreds of candidates, and Python builds a frozen dataclass five times as slowly as another one, since
each field has to get past the guard against assignments. Here mypy is that guard.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as value
    from dataclasses import replace
else:

    def value(*, frozen: bool, eq: bool = True) -> Any:
        """The decorator of a class whose values nothing changes; equal values have one hash, unless `eq` is False."""
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq)

    def replace(entry: Any, **changes: Any) -> Any:
        """A copy of a value with these fields changed, as `dataclasses.replace`, whose check of names mypy does."""
        kind = type(entry)
        return kind(*[changes[name] if name in changes else getattr(entry, name) for name in kind.__match_args__])


__all__ = ["replace", "value"]
