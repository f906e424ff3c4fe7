"""HTTP with a clock: a client that sends its request too slowly, or does not take its answer, is dropped.

A connection that sends nothing, or a byte now and then, would else be kept for good, and take the place of others.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_REQUEST_SECONDS = 10.0  # from its first byte, or from the connection on, to its last: the page is on this computer
MAX_ANSWER_SECONDS = 120.0  # another reviewer's server can keep the journal for 30


class TimedProtocol(H11Protocol):
    """Requests of one connection, each within the time."""

    max_request_seconds = MAX_REQUEST_SECONDS  # a server whose clients are far away, or whose work is long, has others
    max_answer_seconds = MAX_ANSWER_SECONDS
    _deadline: asyncio.TimerHandle | None = None
    _is_answering = False

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._start(self.max_request_seconds)

    def data_received(self, data: bytes) -> None:
        """Take some bytes; the clock of a request begins with the first of them and ends with the last."""
        if self._deadline is None:
            self._start(self.max_request_seconds)
        super().data_received(data)
        self._check_request()

    def on_response_complete(self) -> None:
        """Go on to the next request; the time that passes before it is uvicorn's to limit."""
        self._stop()
        super().on_response_complete()
        self._check_request()
        if self._deadline is None and self.conn.trailing_data[0]:  # part of the next request came with this one
            self._start(self.max_request_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def _check_request(self) -> None:
        """Once a request is complete, its answer has a separate time limit."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if is_answering and not self._is_answering and not self.cycle.more_body:
            self._start(self.max_answer_seconds)
            self._is_answering = True

    def _start(self, seconds: float) -> None:
        self._stop()
        self._deadline = self.loop.call_later(seconds, self._drop)

    def _stop(self) -> None:
        self._is_answering = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _drop(self) -> None:
        self.transport.abort()
