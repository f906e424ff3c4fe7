"""The items of one file, each read separately: an error in one row, entry or chapter fails only that item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from quotes.errors import ReadError
from quotes.formats.readers.document import Failure, describe_error

Item = TypeVar("Item")
Read = TypeVar("Read")


def read_items(items: Iterable[Item], name: str, make: Callable[[int, Item], Read | None]) -> Iterator[Read | Failure]:
    """The result of `make(number, item)` for each item: None is left out, and an exception becomes a failure."""
    for number, item in enumerate(items, 1):
        result = read_item(name, number, item, make)
        if result is not None:
            yield result


def read_item(name: str, number: int, item: Item, make: Callable[[int, Item], Read | None]) -> Read | Failure | None:
    """The result of `make`, or a failure for item `number`: libraries raise all kinds of errors on damaged data."""
    try:
        return make(number, item)
    except ReadError as error:
        return Failure(name, "read", "ReadError", str(error))
    except Exception as error:
        return Failure(name, "read", type(error).__name__, f"{name}:{number}: cannot be read ({describe_error(error)})")
