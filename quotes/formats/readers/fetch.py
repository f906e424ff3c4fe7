"""Fetch a page from the web: `fetch("https://example.org/news/1", limit=MAX_BYTES).data`.

1. The host's name is looked up once, and each of its addresses must be public (`public_addresses.py`).
2. The connection goes to one of those addresses, never to the name, so that a second answer to the look-up cannot
   lead elsewhere. The certificate is checked for the name.
3. A redirect is a new address: it begins again at 1.

trafilatura's own download is not used: it connects before it checks, takes a proxy from the environment, and repeats
without checking the certificate after an error. Its transport, urllib3, is used here; the page is read by trafilatura.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from quotes.errors import ReadError
from quotes.formats.readers.limits import check_ratio
from quotes.formats.readers.public_addresses import AddressError, find_addresses
from quotes.formats.readers.server_errors import StatusError, UnreachableError
from quotes.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

MAX_REDIRECTS = 5  # news sites need one or two: to https, and to the page's present place
MAX_SECONDS = 60.0  # for one page, from the look-up of its host to its last byte
CONNECT_SECONDS, READ_SECONDS = 10.0, 20.0  # for a connection, and without any byte
MAX_URL_CHARACTERS = 4_000
_PORTS = {"http": 80, "https": 443}
_BLOCK_BYTES = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_HEADERS = {
    "User-Agent": f"quotes/{__version__} (newsroom-quotes)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True)
class Page:
    """What a server sent: the address after all redirects, the bytes unpacked, the type without its parameters.

    `etag` and `last_modified` are what to ask with next time: {"If-None-Match": etag}; the answer to that may be a page
    that `is_unchanged` and has no bytes.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None
    is_unchanged: bool = False


def is_url(name: str) -> bool:
    """True for an address of http or https."""
    return name[:8].lower().startswith(("http://", "https://"))


def without_login(name: str) -> str:
    """The address without a user's name and password, for messages.

    >>> without_login("https://ann:secret@example.org/a")
    'https://example.org/a'
    """
    if not is_url(name):
        return name
    scheme, _, rest = name.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def fetch(
    url: str,
    *,
    limit: int,
    networks: Sequence[str] = (),
    seconds: float = MAX_SECONDS,
    headers: Mapping[str, str] | None = None,
) -> Page:
    """The page at an address, at most `limit` bytes unpacked. Raises ReadError, which names it and says what to do.

    `networks` are fetched from although they are not public: ("127.0.0.0/8",). `headers` are sent besides the
    usual ones: {"If-None-Match": '"v1"'}. An answer of the server that is an error raises StatusError.
    """
    results: list[Page | BaseException] = []
    expired = threading.Event()

    def work() -> None:
        try:
            results.append(_follow(url, limit, networks, expired, headers or {}))
        except BaseException as error:  # raised below, in the caller's thread
            results.append(error)

    # a look-up and a slow handshake cannot be interrupted: the thread is left alone, and ends with its connection
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if not results:
        expired.set()
        raise UnreachableError(f"{without_login(url)}: not there within {seconds:g} seconds; try again later")
    if isinstance(results[0], BaseException):
        raise results[0]
    return results[0]


def _follow(
    url: str, limit: int, networks: Sequence[str], expired: threading.Event, headers: Mapping[str, str]
) -> Page:
    """The page, after at most MAX_REDIRECTS redirects, each checked like the first address."""
    here = url
    for _ in range(MAX_REDIRECTS + 1):
        name = without_login(url if here == url else f"{url}: redirected to {without_login(here)}")
        try:
            place = _split(here)
            addresses = find_addresses(place.hostname or "", place.port or _PORTS[place.scheme], networks)
        except (AddressError, ValueError) as error:
            kind = UnreachableError if isinstance(error.__cause__, OSError) else ReadError  # without a name server
            raise kind(f"{name}: {error}") from error
        with _open(place, addresses, name, headers) as response:
            target = response.headers.get("Location")
            if response.status not in _REDIRECTS or not target:
                return _read_page(
                    response, here, name, limit, expired, is_conditional=any(key.startswith("If-") for key in headers)
                )
            here = _join(here, target, name)
    raise ReadError(
        f"{without_login(url)}: more than {MAX_REDIRECTS} redirects; open it in a browser, and save the page"
    )


def _join(here: str, target: str, name: str) -> str:
    """The address that a page leads to. Raises ReadError for one that is damaged."""
    try:
        return urljoin(here, target)
    except ValueError as error:
        raise ReadError(f"{name}: redirected to {target[:200]}, which is not an address; check the address") from error


def _split(url: str) -> SplitResult:
    """The parts of an address. Raises AddressError for one that is not followed, ValueError for a bad port."""
    if len(url) > MAX_URL_CHARACTERS:
        raise AddressError(f"more than {MAX_URL_CHARACTERS:,} characters; save the page")
    if not is_url(url):
        raise AddressError("not http or https; save the page")
    if not url.isprintable() or " " in url or "\\" in url:
        raise AddressError("blanks or control characters in the address; check it")
    try:
        place = urlsplit(url)
        host, port = place.hostname, place.port
    except ValueError as error:
        raise AddressError("not an address; check it") from error
    if "@" in place.netloc:
        raise AddressError("a user's name or password in the address; leave it out, and save the page if it needs one")
    if not host or port == 0:
        raise AddressError("no host in the address; check it")
    return place


@contextmanager
def _open(
    place: SplitResult, addresses: Sequence[str], name: str, headers: Mapping[str, str]
) -> Iterator[BaseHTTPResponse]:
    """The server's answer, asked for at the first of the checked addresses that takes a connection."""
    from urllib3.exceptions import (
        ConnectTimeoutError,
        HTTPError,
        NewConnectionError,
        SSLError,
        TimeoutError,
    )

    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    sent = {**_HEADERS, **headers, "Host": _ascii_host(place)}
    failed: Exception | None = None
    try:
        for address in addresses:
            with _pool(place, address) as pool:
                try:
                    response = pool.urlopen(
                        "GET", target, headers=sent, retries=False, redirect=False, preload_content=False
                    )
                except (NewConnectionError, ConnectTimeoutError) as error:
                    failed = error
                    continue
                with response:
                    yield response
                return
    except SSLError as error:
        raise ReadError(f"{name}: its certificate is not valid ({_reason(error)}); check the address") from error
    except TimeoutError as error:
        raise UnreachableError(f"{name}: no answer within {READ_SECONDS:g} seconds; try again later") from error
    except (HTTPError, OSError, UnicodeError) as error:
        raise UnreachableError(f"{name}: the connection broke off ({_reason(error)}); try again later") from error
    raise UnreachableError(
        f"{name}: no connection to {place.hostname}; check the address, or try again later"
    ) from failed


def _pool(place: SplitResult, address: str) -> HTTPConnectionPool:
    """Connections to a checked address; for https, certificate and server name are those of the host."""
    import certifi
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    port = place.port or _PORTS[place.scheme]
    if place.scheme == "http":
        return HTTPConnectionPool(address, port, timeout=timeout)
    context = ssl.create_default_context()  # the system's certificates, with those that a company adds
    context.load_verify_locations(certifi.where())
    host = _ascii(place.hostname or "")
    return HTTPSConnectionPool(address, port, timeout=timeout, ssl_context=context, server_hostname=host)


def _ascii_host(place: SplitResult) -> str:
    """The header Host: "example.org:8080", in ASCII."""
    host = _ascii(place.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{place.port}" if place.port not in (None, _PORTS[place.scheme]) else host


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _read_page(
    response: BaseHTTPResponse, url: str, name: str, limit: int, expired: threading.Event, *, is_conditional: bool
) -> Page:
    """The page of an answer. Raises ReadError for an error, for what is not a document, and above the limit."""
    kind, _, parameters = response.headers.get("Content-Type", "").partition(";")
    media_type = kind.strip().lower()
    etag, last_modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if response.status == HTTPStatus.NOT_MODIFIED and is_conditional:
        return Page(url, b"", media_type, None, etag, last_modified, is_unchanged=True)
    if response.status != HTTPStatus.OK:
        raise StatusError.of(name, response.status, response.headers.get("Retry-After"))
    if media_type.startswith(("image/", "audio/", "video/", "font/")):
        raise ReadError(f"{name}: {media_type}, not an article; give the address of the article's page")
    if response.headers.get("Content-Encoding", "").strip().lower() not in _CODINGS:
        raise ReadError(f"{name}: packed in a way that was not asked for; save the page in a browser")
    parts, size = [], 0
    while part := response.read1(_BLOCK_BYTES):
        size += len(part)
        if size > limit:
            raise ReadError(f"{name}: more than {limit:,} bytes unpacked; save the page, or raise --max-bytes")
        check_ratio(name, response.tell(), size)
        if expired.is_set():
            break
        parts.append(part)
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Page(url, b"".join(parts), media_type, charset or None, etag, last_modified)


def _reason(error: BaseException) -> str:
    """The words of an error without the objects that urllib3 puts before them."""
    message = getattr(error, "verify_message", None) or str(error.args[-1] if error.args else error)
    return message.rpartition(">: ")[2].splitlines()[0][:200] if message else type(error).__name__
