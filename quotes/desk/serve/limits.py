"""What one request to the server may cost: `Limits(workers=4)`."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 20_000_000  # of one request: a newspaper page in PDF has 5 to 15 million
MAX_FILES = 50  # of one form: a day's articles of one desk
MAX_ARTICLES = 500  # of one file that holds many: some two minutes of one worker
MAX_WAITING_PER_WORKER = 25  # articles; at half a second each, the last waits a dozen seconds
TIMEOUT = 60.0  # seconds per article: 150,000 characters take 20 with the bundled model
RETRY_SECONDS = 5  # after which a client that was sent away asks again
SEARCH_SECONDS = 15.0  # of an answer from an archive: 100,000 records without a search word take half a second
MAX_READERS = 4  # answers from an archive that are worked on at once
MAX_WAITING_READERS = 60  # more than these are sent away: the last waits some seconds
MAX_QUERY_CHARACTERS = 400  # of search words, names and titles
MAX_PAGE_SIZE = 100
MAX_LISTED = 10_000  # entries that pages lead to; a download has all
FORM_BYTES = 100_000  # of a form besides its text and its files


@dataclass(frozen=True)
class Limits:
    """Limits on size, time and parallel work."""

    workers: int = 2
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT

    @property
    def max_waiting(self) -> int:
        """The number of articles that may wait; a form with MAX_FILES files always fits an idle server."""
        return max(MAX_WAITING_PER_WORKER * self.workers, MAX_FILES)

    @property
    def answer_seconds(self) -> float:
        """The longest time until an answer: an article that is too slow is tried twice, and may have waited."""
        return 4 * self.timeout
