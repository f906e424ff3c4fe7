"""How long `quotes claims` takes over many records: `python benchmarks/claims.py quotes.jsonl [--records 100000]`.

The records of the file are repeated in new articles with other ids and with small changes of wording: a number, a word
left out, a word added. So the grouping of near-duplicates has real work.
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

FILLERS = ("also", "now", "today", "again", "indeed", "still")


def vary(record: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    """The record in another article, a word or two of its content changed; its offsets stay consistent."""
    part = record["content"][0]
    words = part["text"].split(" ")
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(len(words))
        if words[place].isdigit():
            words[place] = str(int(words[place]) + chance.randint(1, 50))
        elif chance.random() < 0.5 and len(words) > 4:
            del words[place]
        else:
            words.insert(place, chance.choice(FILLERS))
    text = " ".join(words)
    article = {**record["article"], "id": f"{record['article']['id']}-{number}"}
    article["sha256"] = hashlib.sha256(article["id"].encode()).hexdigest()
    content = [{"start": part["start"], "end": part["start"] + len(text), "text": text}, *record["content"][1:]]
    own_id = hashlib.sha256(f"{record['id']} {number}".encode()).hexdigest()[:16]
    return {**record, "id": own_id, "article": article, "content": content, "parent": None, "continues": None}


def main() -> None:
    """Write the records, run the command in a process of its own, print seconds (clock, processor) and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    given = [json.loads(line) for line in options.file.read_text("utf-8").splitlines()]
    chance = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        many, out = Path(folder, "many.jsonl"), Path(folder, "claims.jsonl")
        with many.open("w", encoding="utf-8") as stream:
            for number in range(options.records):
                record = vary(given[number % len(given)], number // len(given), chance)
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "quotes", "claims", str(many), "-o", str(out)], check=True)
        seconds = time.perf_counter() - began
        with out.open(encoding="utf-8") as stream:
            claims = [len(json.loads(line)["same_statement"]) for line in stream]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{options.records:,} records: {seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of a processor, "
        f"{used.ru_maxrss / 1024:,.0f} MB; {len(claims):,} statements, "
        f"the most repeated {max(claims) + 1:,} times"
    )


if __name__ == "__main__":
    main()
