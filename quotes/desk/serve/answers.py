"""The records of a request as its client wants them: JSON Lines, byte for byte as the command's, or one JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.responses import Response

from quotes.desk.serve.lines import join_as_list, keep_modes
from quotes.desk.serve.messages import ReadFailure
from quotes.desk.serve.problems import RequestError, problem_of
from quotes.desk.serve.reading import Reading
from quotes.errors import without_options
from quotes.record_parts import ArticleInfo

JSON_LINES = "application/x-ndjson"
MEDIA_TYPES = (JSON_LINES, "application/jsonl", "application/json")  # the first where the client takes anything


def choose_media_type(accept: str, kinds: Sequence[str] = MEDIA_TYPES) -> str:
    """The media type of the answer, of these kinds. Raises RequestError (406) where the client takes none of them.

    >>> choose_media_type("application/json;q=0.9, application/x-ndjson;q=0.1")
    'application/json'
    """
    best, best_quality = None, 0.0
    for name, quality in _read_accept(accept or "*/*"):
        for kind in kinds:
            if quality > best_quality and name in (kind, "*/*", f"{kind.partition('/')[0]}/*"):
                best, best_quality = kind, quality
    if best is None:
        raise RequestError(406, f"Answers are {', '.join(kinds)}; name one of them in Accept.")
    return best


def _read_accept(accept: str) -> list[tuple[str, float]]:
    ranges = []
    for part in accept.split(","):
        name, *parameters = (word.strip().lower() for word in part.split(";"))
        quality = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        try:
            ranges.append((name, min(float(quality), 1.0)))
        except ValueError:
            ranges.append((name, 0.0))
    return ranges


def write_answer(readings: Sequence[Reading], modes: frozenset[str], media_type: str) -> Response:
    """The answer with the records of all articles. Raises RequestError where no article could be read."""
    failed = [reading for reading in readings if reading.failure is not None]
    if len(failed) == len(readings):
        raise problem_of(failed[0] if failed else Reading())
    records = b"".join(keep_modes(reading.payload, modes) for reading in readings)
    body = _as_object(readings, records) if media_type == "application/json" else records
    return Response(body, headers={"quotes-failures": str(len(failed)), "vary": "accept"}, media_type=media_type)


def _as_object(readings: Sequence[Reading], records: bytes) -> bytes:
    articles = [ArticleInfo.of(reading.article).model_dump() for reading in readings if reading.article]
    failures = [
        ReadFailure(name=reading.failure.source_path, reason=without_options(reading.failure.message)).model_dump()
        for reading in readings
        if reading.failure
    ]
    return b"".join(
        (
            b'{"articles":',
            json.dumps(articles, separators=(",", ":")).encode(),
            b',"records":',
            join_as_list(records),
            b',"failures":',
            json.dumps(failures, separators=(",", ":")).encode(),
            b"}",
        )
    )
