"""The review server: who is let in, and that no decision is lost however the process ends."""

from __future__ import annotations

import http.client
import json
import random
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.desk import FIRST, Server, make_records, write_records

from quotes.desk.review.decision_journal import Journal
from quotes.desk.web.listener import listen
from quotes.record import record_id

pytestmark = pytest.mark.slow

Start = Callable[..., Server]


def ask(server: Server, method: str, path: str | None = None, **headers: str | None) -> http.client.HTTPResponse:
    """One request with exactly these headers."""
    url = urlsplit(server.address)
    connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=10)
    body = json.dumps({"by": "desk", "record": make_records()[0].id, "base": 0}).encode() if method == "POST" else None
    given = {"host": url.netloc, "content-type": "application/json", "origin": server.origin}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}  # type: ignore[misc]
    connection.putrequest(method, url.path if path is None else path, skip_host=True, skip_accept_encoding=True)
    for name, value in given.items():
        if value is not None:
            connection.putheader(name, value)
    if body:
        connection.putheader("content-length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_strangers_stay_out(serve: Start) -> None:
    server = serve()
    url = urlsplit(server.address)
    accept = url.path + "act/accept"
    port = url.port

    refused = {
        "no token": ask(server, "GET", "/").status,
        "wrong token": ask(server, "GET", "/" + "x" * 43 + "/").status,
        "token alone": ask(server, "GET", url.path.rstrip("/")).status,
        "rebound name": ask(server, "GET", host=f"evil.example:{port}").status,
        "no host": ask(server, "GET", host="").status,
        "other port": ask(server, "GET", host="127.0.0.1:1").status,
        "framed by another page": ask(server, "GET", sec_fetch_site="cross-site").status,
        "another page's origin": ask(server, "POST", accept, origin="http://evil.example").status,
        "a sandboxed page": ask(server, "POST", accept, origin="null").status,
        "another local page": ask(server, "POST", accept, origin="http://127.0.0.1:1").status,
        "no origin": ask(server, "POST", accept, origin=None).status,
        "a form": ask(server, "POST", accept, content_type="text/plain").status,
        "another method": ask(server, "DELETE").status,
    }
    assert {name: code for name, code in refused.items() if code not in (403, 405, 415, 421)} == {}
    assert server.get("changes?since=0") == {"changed": False}
    assert ask(server, "GET").status == 200
    assert ask(server, "GET", host=f"localhost:{port}", origin=f"http://localhost:{port}").status == 200
    assert ask(server, "POST", accept).status == 200


def test_the_policy_lets_nothing_inline_run(serve: Start) -> None:
    answer = ask(serve(), "GET")
    policy = answer.headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_it_listens_on_loopback_alone(serve: Start) -> None:
    port = urlsplit(serve().address).port or 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells the address of this machine
        except OSError:
            pytest.skip("this machine has no address but loopback")
        own = probe.getsockname()[0]

    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        socket.create_connection((own, port), timeout=3).close()


def test_a_taken_port_is_said() -> None:
    from quotes.errors import OutputError

    with listen(0) as taken:
        taken.listen()
        with pytest.raises(OutputError, match="--port"):
            listen(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("correct", {"change": {"role": "nobody"}}, id="no such role"),
        pytest.param("correct", {"change": {"sector": "<script>"}}, id="no such sector"),
        pytest.param("correct", {"change": {"role": "cue", "spans": [[0, 10**9]]}}, id="outside the text"),
        pytest.param("correct", {}, id="no change"),
        pytest.param("add", {"span": "all"}, id="no span"),
        pytest.param("accept", {"record": "f" * 16}, id="no such record"),
        pytest.param("accept", {"record": "../../x"}, id="no id"),
        pytest.param("merge", {"gone": "a", "kept": "b", "seq": 0}, id="no such speakers"),
        pytest.param("undo", {}, id="nothing to undo"),
        pytest.param("delete", {}, id="no such act"),
        pytest.param("accept", {"by": "  "}, id="nobody"),
    ],
)
def test_nonsense_is_answered_in_words_and_changes_nothing(
    serve: Start, name: str, body: dict[str, object], records_path: Path
) -> None:
    server = serve()
    status, answer = server.post(name, **{"record": make_records()[0].id, "base": 0, **body})

    assert status == 422
    assert answer["error"]
    assert Journal(records_path.with_name("quotes.jsonl.review.db")).since(0) == []


def test_two_servers_on_one_file_do_not_overwrite_each_other(serve: Start) -> None:
    one, two = serve(), serve()
    record = make_records()[0].id

    assert one.post("accept", record=record, base=0)[0] == 200
    status, answer = two.post("reject", record=record, base=0)
    assert (status, "accepted this" in answer["error"]) == (409, True)
    seen = two.get(f"view?record={record}")
    assert two.post("reject", record=record, base=seen["base"])[0] == 200
    assert one.get("changes?since=1") == {"changed": True}


def test_five_hundred_decisions_with_kills_in_between_lose_none(serve: Start, tmp_path: Path) -> None:
    first = make_records()[0]
    many = [
        first.model_copy(update={"id": record_id(first.article.sha256, [("content", number, number + 1)])})
        for number in range(500)
    ]
    path = write_records(tmp_path / "many.jsonl", many)
    chance = random.Random(7)
    kills = set(chance.sample(range(20, 490), 5))
    answered: dict[str, str] = {}
    server = serve(path)
    for number, record in enumerate(many):
        kind = chance.choice(["accept", "reject"])
        status, _ = server.post(kind, record=record.id, base=0)
        assert status == 200
        answered[record.id] = kind  # the server has said that it is written
        if number in kills:
            server.kill()
            server = serve(path)
    server.kill()

    journal = Journal(path.with_name("many.jsonl.review.db"))
    assert {str(item.record): item.kind for item in journal.since(0)} == answered
    assert len(answered) == 500
    assert {item.by for item in journal.since(0)} == {"desk"}


def test_a_text_that_is_not_at_hand_is_said(serve: Start, records_path: Path) -> None:
    (records_path.parent / "first.txt").unlink()
    server = serve()
    html = server.get(f"view?record={make_records()[0].id}")["parts"]["article"]

    assert "not available" in html
    assert "He added" not in html
    assert FIRST.startswith("NATO")


def test_blind_reviewers_do_not_see_each_other_and_have_one_name(serve: Start, records_path: Path) -> None:
    ada = serve(records_path, "--blind", "--by", "Ada")
    grace = serve(records_path, "--blind", "--by", "Grace")
    record = make_records()[0].id

    assert ada.post("accept", by="Grace", record=record, base=0)[0] == 200
    assert grace.get("changes?since=0") == {"changed": False}
    assert "0 of 5" in grace.get("view")["parts"]["progress"]
    assert "by <bdi>Ada</bdi>" in ada.get(f"view?record={record}")["parts"]["panel"]
    assert (records_path.parent / "quotes.jsonl.review.Ada.db").exists()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("view?least=high", 400, id="a confidence that is no number"),
        pytest.param("view?most=7", 400, id="a confidence above 1"),
        pytest.param("count?least=nan", 400, id="not a number"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(serve: Start, path: str, status: int) -> None:
    server = serve()
    assert ask(server, "GET", urlsplit(server.address).path + path).status == status
