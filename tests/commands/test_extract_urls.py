"""`quotes extract https://…`: one bad address never stops a run, and a run that was stopped continues."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archives import run as run_command
from support.web_server import LOOPBACK, Answer, Site, serve

from quotes.commands.run import Request, run
from quotes.corpus.settings import Settings
from quotes.errors import QuotesError
from quotes.formats.readers.document import ReadOptions

PAGE = (Path(__file__).parents[2] / "fixtures" / "formats" / "page.html").read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({f"/{number}": Answer(PAGE) for number in range(3)}) as running:
        yield running


def settings(**options: object) -> Settings:
    return Settings(read=ReadOptions(networks=LOOPBACK, **options))  # type: ignore[arg-type]


def ids(path: Path) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["article"]["id"] for line in path.read_text().splitlines()))


@pytest.mark.slow
def test_address_of_this_computer_is_named_and_the_other_articles_are_read(
    site: Site, seed_path: Path, tmp_path: Path
) -> None:
    result = run_command("extract", site.url("/0"), seed_path, "-o", tmp_path / "said.jsonl")

    assert result.returncode == 1
    words = f"quotes: {site.url('/0')}: 127.0.0.1 is not a public address; save the page, and give the file"
    assert words in result.stderr.decode()
    assert ids(tmp_path / "said.jsonl") == [seed_path.stem]
    assert site.asked == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["report", "table", "speakers", "audit"])
def test_other_commands_refuse_it_too(site: Site, command: str, tmp_path: Path) -> None:
    output = tmp_path / ("said.csv" if command == "speakers" else "page.html")
    result = run_command(command, site.url("/0"), "-o", output)

    assert result.returncode == 2
    assert b"not a public address" in result.stderr
    assert b"Traceback" not in result.stderr
    assert site.asked == []


@pytest.mark.usefixtures("_one_pipeline")
def test_bad_address_between_good_ones(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "said.jsonl"
    paths = (site.url("/0"), site.url("/none"), "http://none.invalid/", site.url("/1"))
    failed = run(Request(paths=paths, output=str(output), workers=0), settings())

    assert failed == 2
    assert ids(output) == [site.url("/0"), site.url("/1")]
    failures = [json.loads(line) for line in (tmp_path / "said.jsonl.failures.jsonl").read_text().splitlines()]
    assert [failure["source_path"] for failure in failures] == [site.url("/none"), "http://none.invalid/"]
    assert "404 Not Found" in capsys.readouterr().err


@pytest.mark.usefixtures("_one_pipeline")
def test_list_of_addresses(site: Site, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"# this week\n{site.url('/2')}\n\nnews about it\n{site.url('/0')}\n")
    output = tmp_path / "said.jsonl"
    failed = run(Request(paths=(str(tmp_path / "list"),), output=str(output), workers=0), settings(format="urls"))

    assert failed == 1
    assert ids(output) == [site.url("/2"), site.url("/0")]
    assert ":4: not an address; write one" in (tmp_path / "said.jsonl.failures.jsonl").read_text()


@pytest.mark.usefixtures("_one_pipeline")
def test_text_that_is_a_list_of_links_is_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "links.txt").write_text(f"{site.url('/2')}\n{site.url('/0')}\n")

    request = Request(paths=(str(tmp_path / "links.txt"),), output=str(tmp_path / "said.jsonl"), workers=0)

    assert run(request, settings()) == 0
    assert site.asked == []


@pytest.mark.slow
def test_stopped_run_continues_to_the_same_bytes(site: Site, tmp_path: Path) -> None:
    paths = tuple(site.url(f"/{number}") for number in range(3))
    whole, output = tmp_path / "whole.jsonl", tmp_path / "said.jsonl"
    run(Request(paths=paths, output=str(whole), workers=1), settings())
    answer = site.answers.pop("/2")
    with pytest.raises(QuotesError, match="stopped at the first failure"):
        run(Request(paths=paths, output=str(output), workers=1, fail_fast=True), settings())
    site.answers["/2"] = answer

    assert run(Request(paths=paths, output=str(output), workers=1, resume=True), settings()) == 0
    assert output.read_bytes() == whole.read_bytes()
