"""The description of the interface: the record's schema is in it, and the server does what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support.serving import KEY, Server

from quotes.desk.serve.openapi import describe
from quotes.record import json_schema

MAX_EXAMPLES = 8  # for each operation: each is an article that is read
MAX_SEARCHES = 10  # for each operation over an archive
PLACE = "#/components/schemas/"


def test_the_record_is_the_one_that_the_schema_command_prints() -> None:
    schemas = describe()["components"]["schemas"]
    whole = json_schema()
    parts = {"Record": {name: value for name, value in whole.items() if name[0] != "$"}, **whole["$defs"]}

    for name, part in parts.items():
        assert schemas[name] == json.loads(json.dumps(part).replace("#/$defs/", PLACE)), name


def test_every_reference_leads_somewhere() -> None:
    description = describe()
    names = set(description["components"]["schemas"])

    assert {word.split('"')[0] for word in json.dumps(description).split(f'"{PLACE}')[1:]} <= names


MODES = pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as asked", "not as asked"]
)


@pytest.mark.slow
@MODES
def test_the_server_answers_as_described(server: Server, mode: GenerationMode) -> None:
    description = describe()

    assert server.ask("GET", "/openapi.json").json == json.loads(json.dumps(description))
    assert call_all(server, description, mode, MAX_EXAMPLES) == set(description["paths"])


@pytest.mark.slow
@MODES
def test_a_server_over_an_archive_answers_as_described(archive_server: Server, mode: GenerationMode) -> None:
    description = describe(archive=True)
    assert archive_server.ask("GET", "/openapi.json").json == json.loads(json.dumps(description))
    paths = {path: operations for path, operations in description["paths"].items() if path not in describe()["paths"]}

    assert call_all(archive_server, {**description, "paths": paths}, mode, MAX_SEARCHES) == set(paths)
    assert {"/search", "/speakers", "/speakers/{key}", "/articles", "/articles/{key}", "/compare"} == set(paths)


def call_all(server: Server, description: Any, mode: GenerationMode, max_examples: int) -> set[str]:
    """Call every operation with what it takes, or with what it does not take; returns the paths that were called."""
    schema: Any = schemathesis.openapi.from_dict(description)
    schema.config.update(base_url=server.base)
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
    ]
    if mode is GenerationMode.NEGATIVE:
        checks.append(negative_data_rejection)
    called: set[str] = set()

    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=max_examples,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @schemathesis_given(operation, mode)
        def call(case: Any) -> None:
            if isinstance(case.body, dict) and "url" in case.body:
                case.body["url"] = "http://127.0.0.1/"  # no test asks other servers
            case.call_and_validate(headers={"Authorization": f"Bearer {KEY}"}, checks=checks, timeout=60)
            called.add(case.operation.path)

        call()
    return called


def schemathesis_given(operation: Any, mode: GenerationMode) -> Any:
    """Call a test with cases of an operation."""
    from hypothesis import given

    return given(case=operation.as_strategy(generation_mode=mode))
