"""Who a speaker of an article is over all articles: `Identities(connection).of(12, "official", …)`.

Speakers of two articles are one if the newsroom's aliases say so, or if they have the same full name; a name that two
speakers of one article share merges nothing, and the unnamed are never merged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from quotes.desk.speakers.given import Alias
from quotes.desk.speakers.name_keys import Key, is_full_name, name_key

MAX_CACHED_NAMES = 200_000  # 100 MB of names and keys


@lru_cache(MAX_CACHED_NAMES)
def join_key(name: str) -> str:
    """The key of a name as one string: "vladimir putin" for "President VLADIMIR PUTIN"."""
    return " ".join(name_key(name))


@lru_cache(MAX_CACHED_NAMES)
def is_full(name: str, nature: str) -> bool:
    """True if the name identifies a speaker in any article."""
    return is_full_name(name, nature)


class Identities:
    """The identities of speakers, as the archive's aliases and shared names make them, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.aliases: dict[str, str] = dict(connection.execute("SELECT key, name FROM aliases"))
        self.splits: dict[tuple[str, str], str] = {
            (key, article): name for key, article, name in connection.execute("SELECT key, article, name FROM splits")
        }
        self.shared: set[str] = {key for (key,) in connection.execute("SELECT key FROM shared_names")}
        self._speakers: dict[str, int] = {}

    def of(self, article: int, local: str, name: str, nature: str) -> str:
        """The identity of a speaker: "named_person vladimir putin", "article 12 official"."""
        key = join_key(name)
        if self.splits and (split := self._split(key, article)):
            return f"alias {join_key(split)}"
        if key in self.aliases:
            return f"alias {join_key(self.aliases[key])}"
        if key not in self.shared and is_full(name, nature):
            return f"{nature} {key}"
        return f"article {article} {local}"

    def _split(self, key: str, article: int) -> str | None:
        """Who the newsroom says that a name is in one article."""
        row = self.connection.execute("SELECT id FROM articles WHERE number = ?", (article,)).fetchone()
        return self.splits.get((key, row[0])) if row else None

    def speaker(self, identity: str, name: str) -> int:
        """The number of the speaker with an identity, who is new if there is none, and whose row is now stale."""
        number = self._speakers.get(identity)
        if number is None:
            row = self.connection.execute("SELECT number FROM speakers WHERE identity = ?", (identity,)).fetchone()
            number = int(row[0]) if row else self._add(identity, name)
            self._speakers[identity] = number
            self.connection.execute("INSERT OR IGNORE INTO stale_speakers VALUES (?)", (number,))
        return number

    def _add(self, identity: str, name: str) -> int:
        cursor = self.connection.execute("INSERT INTO speakers (identity, name) VALUES (?, ?)", (identity, name))
        return int(cursor.lastrowid or 0)

    def share(self, keys: Collection[str]) -> None:
        """Note that two speakers of one article have the same name: nobody is merged by it from now on."""
        new = [key for key in keys if key not in self.shared]
        self.shared.update(new)
        self.connection.executemany("INSERT OR IGNORE INTO shared_names VALUES (?)", ((key,) for key in new))
        self.assign(new)

    def unshare(self, keys: Iterable[str]) -> None:
        """Note that articles are gone: what no two speakers of an article share any more is again a name."""
        gone = [key for key in keys if key in self.shared and not self._is_shared(key)]
        self.shared.difference_update(gone)
        self.connection.executemany("DELETE FROM shared_names WHERE key = ?", ((key,) for key in gone))
        self.assign(gone)

    def _is_shared(self, key: str) -> bool:
        sql = (
            "SELECT 1 FROM names JOIN appearances ON appearances.name = names.number WHERE key = ? "
            "GROUP BY article HAVING count(*) > 1 LIMIT 1"
        )
        return self.connection.execute(sql, (key,)).fetchone() is not None

    def assign(self, keys: Iterable[str]) -> None:
        """Find out again who the speakers with these keys of names are."""
        sql = (
            "SELECT appearances.number, article, id, names.name, nature, speaker FROM names "
            "JOIN appearances ON appearances.name = names.number WHERE key = ?"
        )
        for key in keys:
            for number, article, local, name, nature, before in self.connection.execute(sql, (key,)).fetchall():
                speaker = self.speaker(self.of(article, local, name, nature), name)
                if speaker != before:
                    self.connection.execute("INSERT OR IGNORE INTO stale_speakers VALUES (?)", (before,))
                    self.connection.execute("UPDATE appearances SET speaker = ? WHERE number = ?", (speaker, number))

    def replace_aliases(self, aliases: Mapping[Key, Alias], splits: Mapping[tuple[Key, str], Alias]) -> None:
        """Put a table of aliases in the place of the last one, and merge and part speakers as it says."""
        before = {key: (name, sector) for key, name, sector in self.connection.execute("SELECT * FROM aliases")}
        after = {" ".join(key): (alias.name, alias.sector) for key, alias in aliases.items()}
        self.connection.execute("DELETE FROM aliases")
        rows = ((key, name, sector) for key, (name, sector) in after.items())
        self.connection.executemany("INSERT INTO aliases VALUES (?, ?, ?)", rows)
        self.aliases = {key: name for key, (name, _) in after.items()}
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self.assign(sorted(changed | self._replace_splits(splits)))

    def _replace_splits(self, splits: Mapping[tuple[Key, str], Alias]) -> set[str]:
        """Put the rows of single articles in the place of the last ones; returns the keys of all of them."""
        before = {key for key, _ in self.splits}
        rows = [(" ".join(key), article, alias.name, alias.sector) for (key, article), alias in splits.items()]
        self.connection.execute("DELETE FROM splits")
        self.connection.executemany("INSERT INTO splits VALUES (?, ?, ?, ?)", rows)
        self.splits = {(key, article): name for key, article, name, _ in rows}
        return before | {key for key, *_ in rows}
