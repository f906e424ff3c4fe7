"""How long `quotes claims` takes over many records: `python benchmarks/claims.py quotes.jsonl [--records 100000]`.

The records of the file are repeated in new articles with other ids and with small changes of wording: a number, a word
left out, a word added. So the grouping of near-duplicates has realistic work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FILLER_WORDS = ("also", "now", "today", "again", "indeed", "still")


def vary(record: dict[str, Any], number: int, rng: random.Random) -> dict[str, Any]:
    """The record in another article, a word or two of its content changed; its offsets stay consistent."""
    part = record["content"][0]
    words = part["text"].split(" ")
    for _ in range(rng.randint(0, 2)):
        place = rng.randrange(len(words))
        if words[place].isdigit():
            words[place] = str(int(words[place]) + rng.randint(1, 50))
        elif rng.random() < 0.5 and len(words) > 4:
            del words[place]
        else:
            words.insert(place, rng.choice(FILLER_WORDS))
    text = " ".join(words)
    article = {**record["article"], "id": f"{record['article']['id']}-{number}"}
    article["sha256"] = hashlib.sha256(article["id"].encode()).hexdigest()
    content = [{"start": part["start"], "end": part["start"] + len(text), "text": text}, *record["content"][1:]]
    own_id = hashlib.sha256(f"{record['id']} {number}".encode()).hexdigest()[:16]
    return {**record, "id": own_id, "article": article, "content": content, "parent": None, "continues": None}


def main() -> None:
    """Write the records, run the command in a separate process, print seconds (clock, processor) and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    records = [json.loads(line) for line in options.file.read_text("utf-8").splitlines()]
    rng = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        records_path, claims_path = Path(folder, "many.jsonl"), Path(folder, "claims.jsonl")
        with records_path.open("w", encoding="utf-8") as stream:
            for number in range(options.records):
                record = vary(records[number % len(records)], number // len(records), rng)
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "quotes", "claims", str(records_path), "-o", str(claims_path)], check=True
        )
        seconds = time.perf_counter() - start
        with claims_path.open(encoding="utf-8") as stream:
            claims = [len(json.loads(line)["same_statement"]) for line in stream]
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{options.records:,} records: {seconds:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processor time, "
        f"{usage.ru_maxrss / 1024:,.0f} MB; {len(claims):,} statements, "
        f"the most repeated {max(claims) + 1:,} times"
    )


if __name__ == "__main__":
    main()
