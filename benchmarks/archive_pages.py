"""Time of each page over an archive and of the answers to programs, from a running `quotes serve`.

    python benchmarks/archive_pages.py said.db

`benchmarks/archive.py RECORDS.jsonl --count 100000 --folder FOLDER` makes a large archive. Each address is asked once
to fill the caches, and then a few times; processor time is the server's own, which on a machine that does other things
says more than the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

KEY = "a-key-for-the-benchmark-0123456789"
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A running server over the archive."""

    def __init__(self, archive: Path) -> None:
        command = [sys.executable, "-m", "quotes", "serve", str(archive), "--no-open", "--workers", "1", "--token", KEY]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.base = self.process.stdout.readline().strip().removesuffix(f"/{KEY}/")

    def get(self, path: str, accept: str) -> bytes:
        """The body of an answer."""
        headers = {"Authorization": f"Bearer {KEY}", "Accept": accept}
        with urlopen(Request(f"{self.base}/{path}", headers=headers)) as reply:
            return bytes(reply.read())

    def processor_seconds(self) -> float:
        """What the server's process, without its workers, has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def list_paths(server: Server) -> list[tuple[str, str]]:
    """(what, address): the most quoted speakers and the newest article stand for all."""
    first, second = json.loads(server.get("speakers?size=2", "application/json"))["speakers"]
    article = json.loads(server.get("articles?size=1", "application/json"))["articles"][0]
    searches = ('"climate change"', "nuclear weapons", "president", "")
    return [
        *((f"search {words or 'without words'}", f"search?q={quote(words)}") for words in searches),
        ("search president, one speaker", f"search?q=president&speaker={first['key']}"),
        ("search, page 100", "search?q=president&page=100"),
        ("speakers", "speakers"),
        ("speaker, the most quoted", f"speakers/{first['key']}"),
        ("articles", "articles"),
        ("article", f"articles/{article['key']}"),
        ("two speakers", f"compare?a={first['key']}&b={second['key']}"),
    ]


def main() -> None:
    """Run all and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    server = Server(options.archive)
    try:
        columns = ("what", "first ms", "page p50 ms", "page processor ms", "JSON p50 ms", "JSON processor ms")
        print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
        for what, path in list_paths(server):
            cells = []
            for accept in ("text/html", "application/json"):
                start = time.perf_counter()
                server.get(path, accept)
                first = (time.perf_counter() - start) * 1000
                times, used = [], server.processor_seconds()
                for _ in range(options.times):
                    start = time.perf_counter()
                    server.get(path, accept)
                    times.append((time.perf_counter() - start) * 1000)
                used = (server.processor_seconds() - used) / options.times * 1000
                cells += [f"{first:.0f}"] if accept == "text/html" else []
                cells += [f"{statistics.median(times):.0f}", f"{used:.0f}"]
            print(f"| {what} | {' | '.join(cells)} |", flush=True)
        start = time.perf_counter()
        size = len(server.get("search?format=jsonl", "*/*"))
        print(f"\nAll records as JSON Lines: {size / 1e6:.0f} MB in {time.perf_counter() - start:.1f} s")
    finally:
        server.process.terminate()
        server.process.wait()


if __name__ == "__main__":
    main()
