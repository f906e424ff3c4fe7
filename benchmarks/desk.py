"""Time and peak memory of `quotes table` and `quotes audit` over many records.

    python benchmarks/desk.py RECORDS.jsonl --count 1000000

Repeats the given records under changed ids until there are enough, each round with its own articles and
publishers, then runs the commands as a user would, each in a separate process.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "table, terminal": ["table"],
    "table --by speaker, csv": ["table", "--by", "speaker", "--to", "csv"],
    "table --by article, csv": ["table", "--by", "article", "--to", "csv"],
    "table, every record to csv": ["table", "--to", "csv"],
    "table, one speaker to xlsx": ["table", "--speaker", "Trump", "--where", "quote_type = 'direct'", "--to", "xlsx"],
    "speakers, csv": ["speakers", "--to", "csv"],
    "audit": ["audit"],
}
SUFFIXES = {"csv": ".csv", "xlsx": ".xlsx"}
PUBLISHERS = ("The Daily Herald", "The Evening Post", "City Tribune", None)


def repeat(source: Path, target: Path, count: int) -> None:
    """Write `count` records: those of `source` repeatedly, with other ids and articles from the second round on."""
    lines = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    with target.open("w", encoding="utf-8") as stream:
        for number in range(count):
            round_, index = divmod(number, len(lines))
            record = lines[index]
            if round_:
                article = record["article"]
                record = {
                    **record,
                    "id": _hash(record["id"], round_)[:16],
                    "article": {
                        **article,
                        "id": f"{article['id']}-{round_}",
                        "sha256": _hash(article["sha256"], round_),
                        "publisher": PUBLISHERS[round_ % 4],
                        "published": f"{2010 + round_ % 12}-{1 + round_ % 11:02}-15",
                    },
                }
            stream.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def _hash(text: str, round_: int) -> str:
    return hashlib.sha256(f"{text} {round_}".encode()).hexdigest()


def measure(arguments: list[str]) -> tuple[float, float, float]:
    """(seconds, seconds of processor time, peak memory in MiB) of one run of the command line."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime, used.ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
    )
    start = time.perf_counter()
    process = subprocess.run(
        [sys.executable, "-c", code, sys.executable, "-m", "quotes", *arguments],
        check=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    processor, peak = process.stderr.split()[-2:]
    return time.perf_counter() - start, float(processor), int(peak) / 1024


def main() -> None:
    """Run all commands and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument(
        "--keep", type=Path, help="store the repeated records here, and read them from here if the file exists"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        records = options.keep or Path(folder, "records.jsonl")
        if not records.exists():
            repeat(options.records, records, options.count)
        print(f"{options.count:,} records, {records.stat().st_size / 2**30:.2f} GiB\n")
        print("| command | seconds | processor seconds | peak MiB |\n|---|---|---|---|")
        for name, command in COMMANDS.items():
            suffix = ".html" if command == ["audit"] else SUFFIXES.get(command[-1])
            output = ["-o", str(Path(folder, "out" + suffix))] if suffix else []
            seconds, processor, peak = measure([command[0], str(records), *command[1:], *output])
            print(f"| {name} | {seconds:.1f} | {processor:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
