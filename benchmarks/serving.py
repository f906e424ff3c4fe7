"""Articles through `POST /extract` of a running server, from several clients, beside the same by the command.

    python benchmarks/serving.py ARTICLES… --count 200 --clients 4 --workers 2

Prints articles per second of both, the latencies of the server's answers, how many answers differ from the command's
records, and the memory of the server and its workers along the way.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.processes import list_processes

KEY = "a-key-for-the-benchmark-0123456789"


def read_texts(places: list[Path], count: int) -> list[str]:
    """So many texts of the `.txt` files, again from the first where there are fewer; each with a line of its own."""
    files = sorted(path for place in places for path in (place.rglob("*.txt") if place.is_dir() else [place]))
    texts = (path.read_text(encoding="utf-8") for path in cycle(files))
    return [f"{text.rstrip()}\n\nArticle {number}.\n" for number, text in enumerate(islice(texts, count))]


def run_command(texts: list[str], workers: int) -> tuple[float, list[bytes]]:
    """Seconds, and the records of each text, by `quotes extract`."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:05}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "quotes", "extract", folder, "--workers", str(workers), "--format", "jsonl"]
        start = time.perf_counter()
        lines = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines()
        seconds = time.perf_counter() - start
    by_id: dict[str, list[bytes]] = {}
    for line in lines:
        by_id.setdefault(json.loads(line)["article"]["id"], []).append(line)
    return seconds, [b"\n".join(_without_place(by_id.get(path.stem, []))) for path in paths]


def _without_place(lines: list[bytes]) -> list[bytes]:
    """Records without what tells where the article was: a text that is posted has no file."""
    return [json.dumps(json.loads(line) | {"article": None}).encode() for line in lines]


class Server:
    """A running server."""

    def __init__(self, workers: int) -> None:
        command = [sys.executable, "-m", "quotes", "serve", "--no-open", "--workers", str(workers), "--token", KEY]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.base = self.process.stdout.readline().strip().removesuffix(f"/{KEY}/")

    def post(self, text: str) -> tuple[float, bytes]:
        """Seconds, and the records of a text."""
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        start = time.perf_counter()
        with urlopen(
            Request(f"{self.base}/extract", data=json.dumps({"text": text}).encode(), headers=headers)
        ) as reply:
            body = bytes(reply.read())
        return time.perf_counter() - start, b"\n".join(_without_place(body.splitlines()))

    def memory(self) -> int:
        """Megabytes that the server and its workers have for themselves."""
        return sum(_private_kilobytes(process) for process in list_processes(self.process.pid)) // 1024


def _private_kilobytes(process: int) -> int:
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # ended meanwhile
        return 0
    return sum(int(row.split()[1]) for row in rows if row.startswith(("Private_Clean", "Private_Dirty")))


def main() -> None:
    """Run both and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    texts = read_texts(options.articles, options.count)
    server = Server(options.workers)
    try:
        for text in texts[: options.workers]:  # the workers have loaded the pipeline
            server.post(text)
        memory, replies = [server.memory()], list[tuple[float, bytes]]()
        start = time.perf_counter()
        with ThreadPoolExecutor(options.clients) as clients:
            for number, reply in enumerate(clients.map(server.post, texts)):
                replies.append(reply)
                if number % 50 == 49:
                    memory.append(server.memory())
        seconds = time.perf_counter() - start
    finally:
        server.process.terminate()
    of_command, records = run_command(texts, options.workers)
    latencies = [latency for latency, _ in replies]
    different = sum(body != expected for (_, body), expected in zip(replies, records, strict=True))
    cuts = statistics.quantiles(latencies, n=20)
    print(
        f"server {len(texts) / seconds:.1f} articles/s ({seconds:.1f} s), command with {options.workers} workers ",
        end="",
    )
    print(f"{len(texts) / of_command:.1f} ({of_command:.1f} s, its start among them); ratio {of_command / seconds:.2f}")
    print(f"latency p50 {statistics.median(latencies):.2f} s, p95 {cuts[-1]:.2f} s; other records: {different}")
    print(f"private memory, MB, after each 50: {' '.join(map(str, memory))}")


if __name__ == "__main__":
    main()
