"""Pages fetched from a real server on this computer, which is refused but for the networks that a test names."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.web_server import LOOPBACK, Answer, Site, serve

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import Document, Failure, ReadOptions
from quotes.formats.readers.fetch import MAX_REDIRECTS, fetch, is_url, without_login
from quotes.formats.readers.paths import find_paths, read_document, read_paths
from quotes.formats.readers.streams import open_stream

FORMS = Path(__file__).parents[3] / "fixtures" / "formats"
PAGE = (FORMS / "page.html").read_bytes()
LIMIT = 1_000_000
ODD = "<html><body><article><p>Orbán’s office said on Friday that the bridge would open late. „Igen,” Ürge-Vorsatz said.</p></article></body></html>"  # noqa: E501
events: list[tuple[str, object]] = []  # look-ups and connections of this process, as the interpreter reports them
is_recorded = threading.Event()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    def redirect(target: str, status: int = 302) -> Answer:
        return Answer(status=status, headers={"Location": target})

    answers = {
        "/page": Answer(PAGE),
        "/text.txt": Answer(b"By Ann Lee\n\nThe mayor said so.", "text/plain"),
        "/latin": Answer(ODD.encode("cp1250"), "text/html; charset=windows-1250"),
        "/packed": Answer(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"}),
        "/feed": Answer((FORMS / "rss.xml").read_bytes(), "application/rss+xml"),
        "/paper.pdf": Answer((FORMS / "article.pdf").read_bytes(), "application/pdf"),
        "/rows.jsonl": Answer(b'{"text": "He said so."}\n', "application/json"),
        "/picture": Answer(b"\x89PNG", "image/png"),
        "/brotli": Answer(b"\x0b\x02\x80hello\x03", headers={"Content-Encoding": "br"}),
        "/twice": Answer(gzip.compress(gzip.compress(PAGE)), headers={"Content-Encoding": "gzip, gzip"}),
        "/long": Answer(b"a" * (LIMIT + 1)),
        "/blanks": Answer(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}),
        "/bomb": Answer(zlib.compress(b" " * 40_000_000), headers={"Content-Encoding": "deflate"}),
        "/torn": Answer(PAGE, length=len(PAGE) + 500),
        "/slow": Answer(b"x" * 1000, pause=0.1),
        "/login": Answer(b"", status=401),
        "/forbidden": Answer(b"", status=403),
        "/broken": Answer(b"", status=503),
        "/odd": Answer(b"", status=599),
        "/moved": redirect("/page", 301),
        "/nowhere": Answer(status=302),
        "/to/second": redirect("http://127.0.0.2:PORT/page"),
        "/to/name": redirect("http://localhost:PORT/page"),
        "/to/metadata": redirect("http://169.254.169.254/latest/meta-data"),
        "/to/file": redirect("file:///etc/passwd"),
        "/to/ftp": redirect("ftp://127.0.0.1/a"),
        "/to/login": redirect("http://ann:secret@127.0.0.1:PORT/page"),
        "/loop": redirect("/loop"),
    }
    with serve(answers) as running:
        for path, answer in answers.items():
            if "PORT" in answer.headers.get("Location", ""):
                running.answers[path] = redirect(answer.headers["Location"].replace("PORT", str(running.port)))
        yield running


@pytest.fixture(scope="module", autouse=True)
def _hook() -> Iterator[None]:
    def record(event: str, args: tuple[object, ...]) -> None:  # an audit hook cannot be taken away again
        if is_recorded.is_set() and event.startswith("socket."):
            events.append((event, args[:2]))

    sys.addaudithook(record)
    is_recorded.set()
    yield
    is_recorded.clear()


@pytest.fixture(autouse=True)
def _forget(site: Site) -> None:
    site.asked.clear()
    site.headers.clear()
    events.clear()


def read(site: Site, path: str, **options: object) -> list[Article | Failure]:
    settings = ReadOptions(networks=LOOPBACK, **options)  # type: ignore[arg-type]
    return list(read_paths(find_paths([site.url(path)]), settings))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433"])
def test_loopback_is_refused_before_a_connection(site: Site, host: str) -> None:
    with pytest.raises(ReadError, match=r"^http://.*: .*not a public address; save the page"):
        fetch(site.url("/page", host), limit=LIMIT)

    assert site.asked == []
    assert not [event for event, _ in events if event == "socket.connect"]


def test_other_readers_of_addresses_refuse_loopback_too(site: Site) -> None:
    with pytest.raises(ReadError, match="not a public address"), open_stream(site.url("/rows.jsonl")):
        pass

    assert site.asked == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/to/second", "127.0.0.2 is not a public address", id="to another address"),
        pytest.param("/to/metadata", "169.254.169.254 is not a public address", id="to metadata"),
        pytest.param("/to/file", "not http or https", id="to a file"),
        pytest.param("/to/ftp", "not http or https", id="to another protocol"),
        pytest.param("/to/login", "a user's name or password", id="to an address with a password"),
    ],
)
def test_redirect_is_checked_like_the_first_address(site: Site, path: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        fetch(site.url(path), limit=LIMIT, networks=("127.0.0.1/32",))

    assert str(caught.value).startswith(f"{site.url(path)}: redirected to ")
    assert reason in str(caught.value)
    assert "secret" not in str(caught.value)
    assert site.asked == [path]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("http://ann:secret@example.org/a", "password in the address", id="password"),
        pytest.param("http://a b.example/", "blanks or control characters", id="blank"),
        pytest.param("http://a.example/\r\nHost: b", "blanks or control characters", id="header in the address"),
        pytest.param("http://example.org\\@127.0.0.1/", "blanks or control characters", id="backslash"),
        pytest.param("http:///page", "no host", id="no host"),
        pytest.param("http://[::1/", "not an address", id="bracket"),
        pytest.param("http://example.org:99999/", "not an address", id="port"),
        pytest.param("http://none.invalid/", "there is no host none.invalid", id="no such host"),
        pytest.param("http://example.org/" + "a" * 5000, "characters", id="too long"),
    ],
)
def test_bad_address(url: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        fetch(url, limit=LIMIT)

    assert reason in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("/none", "the server answers 404 Not Found; check the address", id="no such page"),
        pytest.param("/login", "401 Unauthorized; it wants a login", id="login"),
        pytest.param("/forbidden", "403 Forbidden; it refuses programs", id="forbidden"),
        pytest.param("/broken", "503 Service Unavailable; try again later", id="broken"),
        pytest.param("/odd", "the server answers 599; try again later", id="unknown status"),
        pytest.param("/nowhere", "302 Found; check the address", id="redirect to nothing"),
        pytest.param("/loop", f"more than {MAX_REDIRECTS} redirects", id="endless redirects"),
        pytest.param("/picture", "image/png, not an article", id="picture"),
        pytest.param("/brotli", "packed in a way that was not asked for", id="packed otherwise"),
        pytest.param("/twice", "packed in a way that was not asked for", id="packed twice"),
        pytest.param("/long", "more than 1,000,000 bytes unpacked", id="too long"),
        pytest.param("/blanks", "more than 1,000,000 bytes unpacked", id="too long once unpacked"),
        pytest.param("/torn", "the connection broke off", id="cut short"),
    ],
)
def test_answer_that_is_no_page(site: Site, path: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        fetch(site.url(path), limit=LIMIT, networks=LOOPBACK)

    assert str(caught.value).startswith(site.url(path))
    assert reason in str(caught.value)


def test_bomb_is_refused_however_high_the_limit(site: Site) -> None:
    with pytest.raises(ReadError, match="like a zip bomb"):
        fetch(site.url("/bomb"), limit=100_000_000, networks=LOOPBACK)


def test_slow_server_is_given_up(site: Site) -> None:
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"not there within 0\.5 seconds"):
        fetch(site.url("/slow"), limit=LIMIT, networks=LOOPBACK, seconds=0.5)

    assert time.monotonic() - start < 5


def test_closed_port_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReadError, match=r"no connection to 127\.0\.0\.1; check the address"):
        fetch(f"http://127.0.0.1:{port}/", limit=LIMIT, networks=LOOPBACK)


def test_name_is_looked_up_once_and_the_connection_goes_to_the_checked_address(site: Site) -> None:
    fetch(site.url("/page", "localhost"), limit=LIMIT, networks=("127.0.0.0/8", "::1/128"))

    hosts = [args[0] for event, args in events if event == "socket.getaddrinfo"]  # type: ignore[index]
    assert hosts.count("localhost") == 1, "a second look-up could have another answer"
    assert all(host in ("localhost", "127.0.0.1", "::1") for host in hosts)
    peers = [args[1][0] for event, args in events if event == "socket.connect"]  # type: ignore[index]
    assert set(peers) <= {"127.0.0.1", "::1"}
    assert site.headers[0]["host"] == f"localhost:{site.port}"


def test_neither_proxy_nor_netrc_nor_cookies(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ann password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert fetch(site.url("/page"), limit=LIMIT, networks=LOOPBACK).data == PAGE
    assert not {"authorization", "cookie", "referer"} & set(site.headers[0])


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_page_of_the_web_is_read_like_the_file(site: Site, path: str) -> None:
    (article,) = read(site, path)
    (file,) = read_paths([str(FORMS / "page.html")])

    assert isinstance(article, Article)
    assert isinstance(file, Article)
    assert article.text == file.text
    assert (article.title, article.published, article.byline) == (file.title, file.published, file.byline)
    assert article.id == article.source_path == site.url(path)
    assert article.url == site.url("/page" if path == "/moved" else path)


@pytest.mark.parametrize(
    ("path", "articles", "words"),
    [
        pytest.param("/text.txt", 1, "The mayor said so.", id="text"),
        pytest.param("/latin", 1, "„Igen,” Ürge-Vorsatz", id="encoding that only the server names"),
        pytest.param("/feed", 2, "said", id="feed"),
        pytest.param("/paper.pdf", 1, "said", id="PDF"),
    ],
)
def test_other_formats(site: Site, path: str, articles: int, words: str) -> None:
    found = read(site, path)

    assert len(found) == articles
    assert all(isinstance(item, Article) and words in item.text for item in found)


def test_archive_is_refused_with_a_remedy(site: Site) -> None:
    (failure,) = read(site, "/rows.jsonl")

    assert isinstance(failure, Failure)
    assert failure.message == (
        f"{site.url('/rows.jsonl')}: jsonl, an archive of many articles; download it, and give the file"
    )


def test_addresses_in_an_archive_are_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "He said so.", "url": "{site.url("/page")}"}}\n')

    assert [item.text for item in read_paths([str(tmp_path / "a.jsonl")]) if isinstance(item, Article)]
    assert site.asked == []


def test_failure_does_not_repeat_a_password() -> None:
    (failure,) = read_document(Document("https://ann:secret@example.org/a"))

    assert isinstance(failure, Failure)
    assert "secret" not in failure.source_path + failure.message


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        pytest.param("https://example.org/a", True, id="https"),
        pytest.param("HTTP://example.org", True, id="capitals"),
        pytest.param("s3://bucket/a.txt", False, id="another protocol"),
        pytest.param("http:/example.org", False, id="one stroke"),
        pytest.param("https.txt", False, id="file"),
    ],
)
def test_is_url(name: str, wanted: bool) -> None:
    assert is_url(name) is wanted


def test_without_login_leaves_the_rest_as_it_is() -> None:
    assert without_login("http://a:b@c@example.org/x@y?z=@") == "http://example.org/x@y?z=@"
    assert without_login("folder/a@b.txt") == "folder/a@b.txt"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody has signed, with its key."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    made = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", path, "-out", path.with_suffix(".crt")),
        ],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no openssl")
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def test_certificate_of_nobody_is_refused(certificate: Path) -> None:
    with serve({"/": Answer(PAGE)}, certificate) as secure:
        with pytest.raises(ReadError, match=r"its certificate is not valid \(.+\); check the address"):
            fetch(secure.url("/", "localhost"), limit=LIMIT, networks=(*LOOPBACK, "::1/128"))
        assert secure.asked == []


def test_certificate_is_checked_for_the_name_and_not_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))  # a root that the system trusts
    with serve({"/": Answer(PAGE)}, certificate) as secure:
        page = fetch(secure.url("/", "localhost"), limit=LIMIT, networks=(*LOOPBACK, "::1/128"))
        with pytest.raises(ReadError, match="its certificate is not valid"):
            fetch(secure.url("/"), limit=LIMIT, networks=LOOPBACK)

    assert page.data == PAGE
