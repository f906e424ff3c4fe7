"""The end of a run at a signal: `stop.sleep(60)` is False as soon as `stop.set()` was called."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

SECONDS_BETWEEN_LOOKS = 0.1  # at whether the run is to end, while a server is slow

Value = TypeVar("Value")


class Stop:
    """Whether the run is to end."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """End the run as soon as the articles in work are done."""
        self._event.set()

    def __bool__(self) -> bool:
        return self._event.is_set()

    def sleep(self, seconds: float) -> bool:
        """Sleep; returns False where the run is to end, which ends the sleep."""
        return not self._event.wait(seconds)

    def unless(self, function: Callable[[], Value]) -> Value | None:
        """What a function returns or raises; None where the run ends meanwhile, and its thread is left alone."""
        values: list[Value] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                values.append(function())
            except BaseException as error:  # raised below, in the caller's thread
                errors.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        while thread.is_alive() and not self:
            thread.join(SECONDS_BETWEEN_LOOKS)
        if errors:
            raise errors[0]
        return values[0] if values else None
