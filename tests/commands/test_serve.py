"""`quotes serve` before it serves: keys, addresses, names."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.commands.serve import check_key, find_names
from quotes.errors import OutputError

KEY = "0123456789abcdefghij"


@pytest.mark.parametrize(
    ("host", "token", "words"),
    [
        pytest.param("0.0.0.0", None, "add a key with --token", id="open to all without a key"),
        pytest.param("192.0.2.1", None, "add a key with --token", id="open to a network without a key"),
        pytest.param("127.0.0.1", "short", "at least 20", id="short key"),
        pytest.param("0.0.0.0", "", "at least 20", id="empty key"),
        pytest.param("127.0.0.1", "a/key/with/slashes/in/it", "at least 20", id="key that fits no path"),
        pytest.param("127.0.0.1", "ключ" * 10, "at least 20", id="key that fits no header"),
    ],
)
def test_a_server_that_is_not_safe_does_not_start(host: str, token: str | None, words: str) -> None:
    with pytest.raises(OutputError, match=words):
        check_key(host, token)


@pytest.mark.parametrize(
    ("host", "token"),
    [pytest.param("127.0.0.1", None, id="this computer alone"), pytest.param("0.0.0.0", KEY, id="all with a key")],
)
def test_a_safe_server_may_start(host: str, token: str | None) -> None:
    check_key(host, token)


def test_names_under_which_it_is_asked() -> None:
    assert find_names("127.0.0.1", ()) == frozenset()
    assert find_names("::1", ()) == {"[::1]"}
    assert {"192.0.2.1", "quotes.example.org"} <= find_names("192.0.2.1", ("Quotes.example.org",))
    assert {"localhost", socket.gethostname().lower()} <= find_names("0.0.0.0", ())


@pytest.mark.parametrize("origin", ["cms.example.org", "https://cms.example.org/page", "null", "*"])
def test_origins_are_sites(origin: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--no-open", "--origin", origin])

    assert result.exit_code == 2
    assert "https://cms.example.org" in result.output


@pytest.mark.slow
def test_a_missing_pipeline_is_said_at_once() -> None:
    command = [sys.executable, "-m", "quotes", "serve", "--no-open", "--model", "en_none_such"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert "en_none_such" in done.stderr
    assert done.stderr.count("\n") == 1
