"""`POST /extract` of a running server: the command's records, byte for byte, and one form for every error."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from support.serving import KEY, Reply, Server, start_near

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
FORMS = ROOT / "fixtures" / "formats"
ARTICLE = ROOT / "fixtures" / "articles" / "interview.txt"
GERMAN = "Der Bürgermeister sagte am Montag, dass die Brücke bald öffnet. " * 5
LONG = ARTICLE.read_text("utf-8") * 300  # takes far longer than the seconds that a test allows


def run_command(*arguments: str, folder: Path, given: bytes | None = None) -> bytes:
    command = [sys.executable, "-m", "quotes", "extract", *arguments, "--format", "jsonl"]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "name",
    [
        "article.docx",
        "page.html",
        "atom.xml",
        "article.txt.gz",
        *("crawl.warc.gz", "table.csv", "table.jsonl.zst"),  # many articles
    ],
)
def test_records_of_a_file_are_those_of_the_command(server: Server, name: str) -> None:
    reply = server.send_file(name, (FORMS / name).read_bytes())

    assert reply.status == 200, reply.body
    assert reply.headers["content-type"].startswith("application/x-ndjson")
    assert reply.body == run_command(name, folder=FORMS)
    assert reply.body


def test_file_of_too_many_articles_is_refused(server: Server) -> None:
    reply = server.send_file("many.jsonl", b'{"text": "a"}\n' * 501)

    assert (reply.status, reply.json["status"]) == (413, 413)
    assert "more than 500 articles" in reply.json["detail"]


def test_records_of_a_text_are_those_of_the_command_reading_its_input(server: Server) -> None:
    text = ARTICLE.read_text("utf-8")
    reply = server.ask("POST", "/extract", {"text": text, "mode": ["statement", "thought"]})

    assert reply.status == 200
    assert reply.body == run_command(
        "-", "--mode", "statement", "--mode", "thought", folder=ROOT, given=text.encode("utf-8")
    )


def test_json_has_the_articles_and_an_id_of_the_client(server: Server) -> None:
    value = {"text": ARTICLE.read_text("utf-8"), "id": "cms-17"}
    reply = server.ask("POST", "/extract", value, accept="application/json")

    assert [article["id"] for article in reply.json["articles"]] == ["cms-17"]
    assert {record["article"]["id"] for record in reply.json["records"]} == {"cms-17"}
    assert reply.json["failures"] == []


@pytest.mark.parametrize(
    ("value", "accept", "status"),
    [
        pytest.param([], None, 422, id="no object"),
        pytest.param({"text": "a\x00b"}, None, 422, id="not a text"),
        pytest.param({"text": "a"}, "text/csv", 406, id="no such answer"),
        pytest.param(
            {"text": "Der Bürgermeister sagte am Montag, dass die Brücke bald öffnet. " * 5}, None, 422, id="German"
        ),
        pytest.param({"text": "x" * 500_000}, None, 413, id="too long"),
    ],
)
def test_errors_have_one_form(server: Server, value: Any, accept: str | None, status: int) -> None:
    reply = server.ask("POST", "/extract", value, accept=accept)

    assert (reply.status, reply.json["status"]) == (status, status)
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(reply.json) == {"type", "title", "status", "detail"}
    assert "Traceback" not in reply.json["detail"]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        pytest.param("/health", {"authorization": None}, 403, id="no key"),
        pytest.param("/health", {"host": "evil.example"}, 421, id="another name"),
        pytest.param("/none", {}, 404, id="no such page"),
        pytest.param("/extract", {}, 405, id="not posted"),
        pytest.param("/static/../../pyproject.toml", {}, 404, id="a file of the server"),
    ],
)
def test_errors_before_the_body_have_it_too(server: Server, path: str, headers: dict[str, Any], status: int) -> None:
    reply = server.ask("GET", path, **headers)

    assert (reply.status, reply.json["status"]) == (status, status)


def test_a_damaged_form_is_said(server: Server) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=edge"):
        reply = server.ask("POST", "/extract", b"--edge\r\nnonsense", content_type=kind)
        assert reply.status in (400, 422), reply.body
        assert reply.json["detail"]


def test_a_form_with_very_many_fields_is_refused(server: Server) -> None:
    part = b'--edge\r\nContent-Disposition: form-data; name="mode"\r\n\r\nthought\r\n'
    reply = server.ask(
        "POST", "/extract", part * 3000 + b"--edge--\r\n", content_type="multipart/form-data; boundary=edge"
    )

    assert reply.status == 400


def test_a_page_that_was_named_may_ask_from_its_script(server: Server) -> None:
    asks = {"access_control_request_method": "POST", "authorization": None}
    allowed = server.ask("OPTIONS", "/extract", origin="http://cms.localhost", **asks)
    refused = server.ask("OPTIONS", "/extract", origin="http://evil.localhost", **asks)

    assert (allowed.status, allowed.headers["access-control-allow-origin"]) == (204, "http://cms.localhost")
    assert (refused.status, "access-control-allow-origin" in refused.headers) == (403, False)
    reply = server.ask("POST", "/extract", {"text": "He left."}, origin="http://cms.localhost")
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (200, "http://cms.localhost")


def test_a_key_in_the_address_needs_the_page_as_origin(server: Server) -> None:
    path = f"/{KEY}/extract"
    assert server.ask("POST", path, {"text": "He left."}, authorization=None).status == 403
    assert server.ask("POST", path, {"text": "He left."}, authorization=None, origin=server.base).status == 200


def test_a_slow_article_is_ended_and_others_wait_no_longer_than_allowed() -> None:
    with start_near(timeout=2, max_bytes=5_000_000, max_waiting=1) as server:
        replies: dict[str, Reply] = {}

        def ask(name: str, text: str) -> threading.Thread:
            thread = threading.Thread(
                target=lambda: replies.update({name: server.ask("POST", "/extract", {"text": text})})
            )
            thread.start()
            return thread

        slow = ask("slow", LONG)
        wait_until(lambda: server.ask("GET", "/health").json["waiting"] == 0)
        time.sleep(0.5)
        waits = ask("waits", "He left.")
        wait_until(lambda: server.ask("GET", "/health").json["waiting"] == 1)
        busy = server.ask("POST", "/extract", {"text": "She left."})
        slow.join()
        waits.join()

        assert (busy.status, busy.headers["retry-after"], busy.json["status"]) == (503, "5", 503)
        assert replies["slow"].status == 504
        assert replies["waits"].status in (200, 504)  # on a busy machine it waits for a new worker too long
        wait_until(lambda: server.ask("POST", "/extract", {"text": "He left."}).status == 200)


def test_a_killed_worker_is_replaced_and_its_article_read_again() -> None:
    with start_near() as server:
        (worker,) = children_of(server.process.pid)
        os.kill(worker, signal.SIGKILL)
        assert server.ask("POST", "/extract", {"text": "“It rains,” Jane Lee said."}).status == 200
        assert children_of(server.process.pid) != [worker]


def test_the_workers_end_with_the_server() -> None:
    with start_near() as server:
        workers = children_of(server.process.pid)
        server.process.kill()
        server.process.wait()
        wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    paths = list(Path(f"/proc/{process}/task").glob("*/children"))  # a list for each thread
    if not paths:
        pytest.skip("this system does not list the children of a process")
    return [int(word) for path in paths for word in path.read_text().split()]


def wait_until(is_so: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
