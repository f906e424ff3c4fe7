"""Size, time and memory of an archive of many records, beside plain DuckDB over the same records.

    python benchmarks/archive.py RECORDS.jsonl --count 1000000

Repeats the given records under changed ids until there are enough, as `benchmarks/desk.py` does, adds them with
`quotes archive add`, adds them again, and searches in the archive, in a table of DuckDB and in the lines by DuckDB.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from desk import measure, repeat

from quotes.desk.archive.archive import Archive, open_archive
from quotes.desk.archive.filters import Filters
from quotes.desk.archive.query import parse_query
from quotes.desk.archive.search import search

TIMES = 5  # of each search; the median counts
LIMIT = 20
SEARCHES = (
    ("earthquake", Filters()),
    ('"climate change"', Filters()),
    ("sanctions", Filters()),
    ("nuclear weapons", Filters()),
    ("election", Filters()),
    ("president", Filters()),
    ("wall border", Filters(speaker="Trump")),
    ("president", Filters(speaker="Pelosi", since="2015-01")),
    ("police", Filters(outlet="The Evening Post", types=("direct", "mixed"))),
)
_COUNT = "SELECT count(*) FROM search WHERE search MATCH ?"
# Plain SQL: the words as parts of the content or the context, in any order, without forms of words and without ranks.
_DUCKDB = """
SELECT id FROM {source} WHERE {words} ORDER BY confidence DESC LIMIT {limit}
"""
_HAS = "(contains(lower(array_to_string(list_transform(content, lambda c: c.text), ' ') || context.text), '{word}'))"


def median_ms(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of a few runs in milliseconds, after one that fills the caches."""
    run()
    times = []
    for _ in range(TIMES):
        start = clock()
        run()
        times.append((clock() - start) * 1000)
    return statistics.median(times)


def ask_archive(archive: Archive, words: str, filters: Filters) -> int:
    _, hits = search(archive, words, filters, limit=LIMIT)
    return len(list(hits))


def ask_duckdb(connection: duckdb.DuckDBPyConnection, source: str, words: str) -> int:
    terms = [words.strip('"')] if words.startswith('"') else words.split()
    condition = " AND ".join(_HAS.format(word=term.lower()) for term in terms)
    return len(connection.execute(_DUCKDB.format(source=source, words=condition, limit=LIMIT)).fetchall())


def main() -> None:
    """Run all and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keep the records and the archive here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        records, path, table = folder / "records.jsonl", folder / "archive.db", folder / "records.duckdb"
        if not records.exists():
            repeat(options.records, records, options.count)
        for old in folder.glob("archive.db*"):
            old.unlink()
        table.unlink(missing_ok=True)
        print("| step | seconds | processor seconds | records/s | peak MiB |\n|---|---|---|---|---|")
        for name in ("archive add", "archive add, again"):
            seconds, processor, peak = measure(["archive", "add", str(path), str(records)])
            pace = options.count / seconds
            print(f"| {name} | {seconds:.1f} | {processor:.1f} | {pace:,.0f} | {peak:.0f} |", flush=True)
        connection = duckdb.connect(str(table))
        start, used = time.perf_counter(), time.process_time()
        connection.execute(f"CREATE TABLE records AS SELECT * FROM read_json_auto('{records}')")
        seconds, processor = time.perf_counter() - start, time.process_time() - used
        print(f"| DuckDB, its own table | {seconds:.1f} | {processor:.1f} | {options.count / seconds:,.0f} | |")
        connection.execute("CHECKPOINT")
        print("\n| what | MiB |\n|---|---|")
        for name, file in (("JSON Lines", records), ("archive", path), ("DuckDB's table", table)):
            print(f"| {name} | {file.stat().st_size / 2**20:,.0f} |")
        columns = ("search", "matches", "archive ms", "processor ms", "DuckDB table ms", "DuckDB lines ms")
        print(f"\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
        with open_archive(path) as archive:
            for words, filters in SEARCHES:
                (matches,) = archive.connection.execute(_COUNT, (parse_query(words),)).fetchone()
                busy = median_ms(lambda: ask_archive(archive, words, filters), time.process_time)  # noqa: B023
                ours = median_ms(lambda: ask_archive(archive, words, filters))  # noqa: B023
                own = lines = "–"
                if filters == Filters():
                    own = f"{median_ms(lambda: ask_duckdb(connection, 'records', words)):.0f}"  # noqa: B023
                    start = time.perf_counter()
                    ask_duckdb(connection, f"read_json_auto('{records}')", words)
                    lines = f"{(time.perf_counter() - start) * 1000:.0f}"
                shown = ", ".join(f"{key} {value}" for key, value in vars(filters).items() if value)
                print(f"| `{words}` {shown} | {matches:,} | {ours:.1f} | {busy:.1f} | {own} | {lines} |", flush=True)


if __name__ == "__main__":
    main()
