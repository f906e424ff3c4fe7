"""Any number of lines that claim to be records, the same ones each time: `make_lines(1000)` gives bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from support.desk import make_records

from quotes.record import Record

DEEP = "[" * 100_000
VALUES = (
    *("NaN", "Infinity", "-Infinity", "1e999", "1e300", "-1", "1.5", str(10**30), "9" * 5000, "true", "null", '"9"'),
    *("[]", "{}", "[[]]", DEEP, '{"a":' * 100_000, '""', '"\\ud800"', '"a\\udc00\\u0000b"', f'"{"字" * 5000}"'),
    *('"=HYPERLINK(1)"', '"\\r\\n=1+1"', '"\\u001b[2J"', '"\\b"', '"</script><script>"', '"../../etc/passwd"'),
)
STRINGS = (
    *("=1+1\r@x", "\x1b[2Jred\x08", "\x00nul", "＝1+1", " \t=cmd|' /C calc'!A0"),
    *("</script><img src=x onerror=x>", "\u202eabc"),
)


def bad_lines() -> dict[str, str]:
    """Lines that no command may take, by what is wrong with them."""
    record = json.loads(make_records()[0].model_dump_json())
    changes = {
        "another schema": {"schema_version": "9"},
        "not a number": {"confidence": float("nan")},
        "infinite": {"confidence": float("inf")},
        "too sure": {"confidence": 1e300},
        "negative offset": {"content": [{**record["content"][0], "start": -1}]},
        "huge offset": {"content": [{**record["content"][0], "end": 10**30}]},
        "end before start": {"content": [{**record["content"][0], "start": 50, "end": 40}]},
        "no content": {"content": []},
        "unknown label": {"mode": "song"},
        "unknown field": {"extra": 1},
        "an id for a path": {"id": "../../../etc/pass"},
    }
    lines = {name: json.dumps({**record, **change}) for name, change in changes.items()}
    lines["very deep lists"] = DEEP
    lines["very deep objects"] = '{"article": ' * 100_000
    lines["a deep field"] = json.dumps(record)[:-1] + ', "extra": ' + DEEP
    lines["cut short"] = json.dumps(record)[:200]
    lines["an article"] = json.dumps({"text": "He said so.", "content": "", "article": ""})
    return lines


def make_hostile_records() -> list[Record]:
    """Valid records with hostile strings in every field that takes any text."""
    plain = make_records()[0]
    records = []
    for number, text in enumerate(STRINGS):
        data = json.loads(plain.model_dump_json())
        for name in ("id", "source_path", "title", "url", "publisher", "byline", "published", "language"):
            data["article"][name] = f"{text}{number}"
        data["article"]["sha256"] = f"{number:064x}"
        data["speaker"] |= {"id": text, "name": text, "description": text}
        for part in (data["content"][0], data["source"], data["cue"], data["context"]):
            part["text"] = text
        data |= {"construction": text, "tool": {"quotes": text, "model": text}}
        records.append(Record.model_validate(data))
    info = plain.article.model_copy(update={"id": "字" * 3000, "source_path": "x" * 5000})
    long = plain.model_copy(update={"article": info})
    return [*records, long]


def make_lines(count: int, seed: str = "records") -> Iterator[bytes]:
    """So many lines: a record with one or two values exchanged, bytes flipped, cut off, or put in twice."""
    choose = random.Random(seed)
    plain = [json.loads(record.model_dump_json()) for record in make_records()]
    for number in range(count):
        marks: dict[str, str] = {}
        data = _exchange(json.loads(json.dumps(choose.choice(plain))), choose, marks)
        text = json.dumps(data)
        for mark, value in marks.items():
            text = text.replace(f'"{mark}"', value)
        line = bytearray(text.encode("utf-8", "surrogatepass"))
        if number % 3 == 0:
            for _ in range(choose.choice((1, 4))):
                line[choose.randrange(len(line))] ^= 1 << choose.randrange(8)
        elif number % 11 == 0:
            del line[choose.randrange(len(line)) :]
        yield bytes(line).replace(b"\n", b" ")


def _exchange(data: Any, choose: random.Random, marks: dict[str, str]) -> Any:
    for number in range(choose.choice((1, 1, 2))):
        part = data
        while True:
            key = choose.choice(list(part) if isinstance(part, dict) else range(len(part)))
            if not isinstance(part[key], (dict, list)) or not part[key] or choose.random() < 0.1:
                break
            part = part[key]
        marks[f"mark-{number}"] = choose.choice(VALUES)
        part[key] = f"mark-{number}"
    return data
