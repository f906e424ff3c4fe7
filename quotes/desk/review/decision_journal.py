"""The decisions in SQLite, next to the records: `Journal(Path("quotes.jsonl.review.db")).append(decision, base=0)`.

Decisions are only ever added. A decision is on the disk before `append` returns (write-ahead log, synchronous FULL),
so that nothing is lost when the process is killed; two writers, in one process or in several, never overwrite each
other.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from datetime import datetime, timezone
from pathlib import Path

from quotes.desk.review.decisions import MANY, NOTES, SPEAKERS, Decision
from quotes.errors import QuotesError

MAX_WAIT = 30.0  # seconds for another writer to finish
_VERSION = 3  # older ones are still read: 1 ("mend" for "correct"), 2 (no notes, none for many records at once)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS decisions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS decisions_of_target ON decisions (target, seq);
PRAGMA user_version = {_VERSION};
"""

NOTE = "note "  # before the record, in the target of notes: a comment is in nobody's way
_PAST_TENSES = {
    "accept": "accepted this",
    "reject": "rejected this",
    "correct": "corrected this",
    "add": "added this",
    "merge": "merged speakers",
    "undo": "taken back a decision on this",
    "accept_many": "accepted this among others",
    "skip": "skipped this",
    "flag": "flagged this",
    "comment": "commented on this",
}


class JournalError(QuotesError):
    """The journal cannot be opened or written; the message begins with its path."""


class ConflictError(QuotesError):
    """Someone else has decided on the same record since the reviewer opened it."""

    def __init__(self, decision: Decision):
        self.decision = decision
        super().__init__(
            f"{decision.by} has {_PAST_TENSES[decision.kind]} since you opened it; look again before you decide"
        )


class Journal:
    """The decisions of one file of records."""

    def __init__(self, path: Path):
        self.path = path
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(path, timeout=MAX_WAIT, isolation_level=None, check_same_thread=False)
            weakref.finalize(self, self._connection.close)  # where nobody calls close()
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise JournalError(f"{path}: made by a newer version of quotes; upgrade quotes")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            if version < _VERSION:
                self._connection.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise JournalError(f"{path}: cannot be used as a journal ({error}); move it away") from error

    def since(self, seq: int) -> list[Decision]:
        """The decisions after a number, in order."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT seq, at, body FROM decisions WHERE seq > ? ORDER BY seq", (seq,)
            ).fetchall()
        return [Decision.model_validate_json(body).model_copy(update={"seq": n, "at": at}) for n, at, body in rows]

    def append(self, decision: Decision, *, base: int, target: str | None = None) -> int:
        """Write a decision; returns its number.

        `base` is the number of the last decision on the same target that the reviewer saw. Raises ConflictError
        if there is a later one, and JournalError if it cannot be written.
        """
        target = target or target_of(decision)
        at = datetime.now(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
        body = decision.model_dump_json(exclude_unset=True, exclude={"seq", "at"})
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                later = self._connection.execute(
                    "SELECT body FROM decisions WHERE (target = ? OR (target = ? AND instr(body, ?))) AND seq > ? "
                    "ORDER BY seq DESC LIMIT 1",
                    (target, MANY, f'"{target}"', base),
                ).fetchone()
                if later is not None:
                    raise ConflictError(Decision.model_validate_json(later[0]))
                cursor = self._connection.execute(
                    "INSERT INTO decisions (at, by, kind, target, body) VALUES (?, ?, ?, ?, ?)",
                    (at, decision.by, decision.kind, target, body),
                )
                self._connection.execute("COMMIT")
                return int(cursor.lastrowid or 0)
            except sqlite3.Error as error:
                raise JournalError(f"{self.path}: the decision was not written ({error}); try again") from error
            finally:  # whatever went wrong: an open transaction would lock out every other server
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the database, which merges the log into the file."""
        with self._lock:
            self._connection.close()


def target_of(decision: Decision) -> str:
    """The target of the decision: a record, the notes on a record, many records, or the speakers."""
    if decision.kind in NOTES:
        return f"{NOTE}{decision.record}"
    return {"merge": SPEAKERS, "accept_many": MANY}.get(decision.kind) or str(decision.record)
