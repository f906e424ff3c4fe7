"""Articles from the paths that a user gives: files, folders, patterns, addresses, "-" for standard input.

`split_paths` opens archives and returns single documents unread, for workers to read; `read_document` reads one;
`read_paths` does both.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from quotes.article import Article
from quotes.errors import ReadError
from quotes.formats.readers.document import (
    Document,
    Failure,
    ReadOptions,
    clean_name,
    clean_text,
    describe_error,
)
from quotes.formats.readers.fetch import is_url, without_login
from quotes.formats.readers.fetched import fetch_document
from quotes.formats.readers.limits import MAX_CHARACTERS, start_clock
from quotes.formats.readers.streams import import_fsspec, is_remote, open_stream, provide, read_bytes, read_limited
from quotes.formats.registry import READABLE, find_format, load_reader, load_splitter, refine_format, sniff_format
from quotes.language.detection import NAMES, find_language

HEAD_BYTES = 1 << 16  # of a document, from which its format is detected
_DEFAULT = ReadOptions()


def find_paths(paths: Sequence[str], left_out: Collection[str] = ()) -> Iterator[str]:
    """The files to read, in the order given; folders are searched recursively, in the order of names.

    Hidden files, and files in folders with other suffixes, are skipped. A name that is not a file may be a pattern
    such as `archive/**/*.html`. Files and folders in `left_out` are not read: this run's output, which may be in an
    input folder. Only the names of one folder at a time are in memory.
    """
    own = frozenset(map(os.path.realpath, left_out))
    for name in paths:
        if name == "-" or is_url(name):
            yield name
        elif is_remote(name):
            yield from _find_remote(name)
        elif own and os.path.realpath(name) in own:
            continue
        elif Path(name).is_dir():
            yield from _walk(name, own)
        elif glob.has_magic(name) and not os.path.lexists(name) and (hits := sorted(glob.iglob(name, recursive=True))):  # noqa: PTH207
            yield from (path for path in hits if not Path(path).is_dir() and not _is_own(path, own))
        else:
            yield name


def _walk(folder: str, own: frozenset[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            contents = sorted((entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        yield folder  # reading it reports the reason
        return
    for name, path, is_folder in contents:
        if name.startswith(".") or _is_own(path, own):
            continue
        if is_folder:
            yield from _walk(path, own)
        elif find_format(name) and _is_readable_file(path):
            yield str(Path(path))


def _is_readable_file(path: str) -> bool:
    """True for a file, and for anything that reading must report on: a broken link, a forbidden folder."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except OSError:
        return True


def _is_own(path: str, own: frozenset[str]) -> bool:
    """True for a file that this run writes. Names are compared first, since resolving links takes time."""
    name = os.path.basename(path)  # noqa: PTH119
    return any(other.endswith(name) for other in own) and os.path.realpath(path) in own


def _find_remote(name: str) -> Iterator[str]:
    """The files at an address: for a folder or a pattern, all with a known suffix in the order of names."""
    try:
        system, path = import_fsspec().core.url_to_fs(name)
        if glob.has_magic(path):
            remotes = system.glob(path)
        elif system.isdir(path):
            remotes = [remote for remote in system.find(path) if find_format(remote)]
        else:
            remotes = [path]
        yield from (str(system.unstrip_protocol(remote)) for remote in sorted(remotes))
    except (ReadError, ImportError, OSError, ValueError):
        yield name  # reading it reports the reason


def split_paths(paths: Iterable[str], options: ReadOptions = _DEFAULT) -> Iterator[Article | Document | Failure]:
    """Articles from archives, and single documents unread. One bad file never stops the others."""
    for name in paths:
        yield from split_path(name, options)


def split_path(name: str, options: ReadOptions = _DEFAULT) -> Iterator[Article | Document | Failure]:
    """The articles or the document of one file; an error becomes a failure after everything that could be read."""
    items = _split(name, options)
    while True:
        start_clock()
        try:
            item = next(items, None)
        except ReadError as error:
            yield Failure(name, "read", type(error).__name__, str(error))
            return
        except Exception as error:  # libraries raise all kinds of errors on damaged archives
            message = f"{name}: cannot be read to its end ({describe_error(error)}); is it damaged?"
            yield Failure(name, "read", type(error).__name__, message)
            return
        if item is None:
            return
        yield item


def _split(name: str, options: ReadOptions) -> Iterator[Article | Document | Failure]:
    if is_url(name):  # fetched by the worker that reads it
        yield Document(name)
        return
    form = options.format or (None if name == "-" else find_format(name))
    if form is None:
        form, data = _sniff(name, options)
        if data is not None:  # standard input and pipes can only be read once
            yield Document(name, form, data)
            return
    if READABLE[form].container:
        yield from load_splitter(form).split(name, options)
    elif name == "-":
        yield Document(name, form, read_bytes(name, options.max_bytes))
    else:
        yield Document(name, form)


def _sniff(name: str, options: ReadOptions) -> tuple[str, bytes | None]:
    """The format of a file whose suffix does not show it; for standard input and pipes, its bytes too."""
    with open_stream(name) as stream:
        if name == "-":
            head = _peek_line(stream)
            form = sniff_format(head)
            if READABLE[form].container:
                return form, None
            return form, read_limited(stream, name, options.max_bytes)
        if not is_pipe(name):
            return sniff_format(stream.read(HEAD_BYTES)), None
        data = read_limited(stream, name, options.max_bytes)
    form = sniff_format(data[:HEAD_BYTES])
    if READABLE[form].container:
        raise ReadError(f"{name}: a pipe with {form}, which holds many articles; give it as -, or save it")
    return form, data


def is_pipe(name: str) -> bool:
    """True for what can be read only once, such as "/dev/fd/63" of `quotes extract <(…)`."""
    try:
        return Path(name).is_fifo()
    except OSError:
        return False


def _peek_line(stream: object) -> bytes:
    """The first bytes of the stream without consuming them; does not wait for more than a line."""
    return stream.peek(HEAD_BYTES)  # type: ignore[attr-defined,no-any-return]


def read_document(document: Document, options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """The articles of a document; an error becomes a failure, and nothing is raised."""
    name, form = without_login(document.source_path), document.format or options.format
    try:
        if document.data is None and is_url(name):
            document = fetch_document(document, options)
            form = document.format
        data = document.data if document.data is not None else read_bytes(name, options.max_bytes)
        form = form or sniff_format(data[:HEAD_BYTES])
        if options.format is None:
            form = refine_format(form, data[:HEAD_BYTES])
        if READABLE[form].container and document.number is None:
            yield from _read_container(Document(name, form, data), options)
            return
        for item in load_reader(form).read(data, document, options):
            yield within_limits(item, options)
    except ReadError as error:
        yield Failure(name, "read", type(error).__name__, str(error))
    except Exception as error:  # libraries raise all kinds of errors on damaged documents
        message = f"{name}: cannot be read as {form} ({describe_error(error)}); is it damaged?"
        yield Failure(name, "read", type(error).__name__, message)


def _read_container(document: Document, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of a container that comes as bytes: those of a file of that name, or a failure for too many."""
    items: list[Article | Document | Failure] = []
    name, size = document.source_path, 0
    with provide(name, document.data or b""):
        for item in split_path(name, replace(options, format=document.format)):
            items.append(item)
            size += len(item.text) if isinstance(item, Article) else len(getattr(item, "data", None) or b"")
            if options.max_articles is not None and (len(items) > options.max_articles or size > options.max_bytes):
                limits = f"{options.max_articles:,} articles, or {options.max_bytes:,} bytes of them"
                remedy = f"send it in parts, or use 'quotes extract {name}'"
                yield Failure(name, "read", "TooMany", f"{name}: more than {limits}; {remedy}")
                return
    for item in items:
        yield from read_document(item, options) if isinstance(item, Document) else (within_limits(item, options),)


def within_limits(item: Article | Failure, options: ReadOptions) -> Article | Failure:
    """The article, or a failure if it is longer than allowed or in a language that is not wanted.

    A lone surrogate, half a character as JSON can have it ("\\ud83d"), is read as U+FFFD, as in damaged UTF-8; a
    byte of a file name that is not UTF-8, as cp1252.
    """
    if isinstance(item, Failure):
        return item
    if len(item.text) > options.max_characters:
        name, size = item.source_path or "-", len(item.text)
        remedy = "split it" if options.max_characters == MAX_CHARACTERS else "split it, or raise --max-chars"
        message = f"{name}: {size:,} characters, over {options.max_characters:,}; {remedy}"
        return Failure(name, "read", "TooLong", message)
    clean = {"source_path": clean_name, "id": clean_name}
    changed = {
        field.name: cleaned
        for field in fields(item)
        if isinstance(value := getattr(item, field.name), str)
        and (cleaned := clean.get(field.name, clean_text)(value)) != value
    }
    language = find_language(item.text)
    if language not in (None, "en"):
        if options.language == "en":
            message = f"{item.source_path or '-'}: {NAMES[language]} text; quotes reads English, --language any insists"
            return Failure(item.source_path or "-", "read", "Language", message)
        changed["language"] = language
    return replace(item, **changed) if changed else item


def read_paths(paths: Iterable[str], options: ReadOptions = _DEFAULT) -> Iterator[Article | Failure]:
    """The articles of each path, or the reasons why they cannot be read; one bad file never stops the others."""
    for item in split_paths(paths, options):
        if isinstance(item, Document):
            yield from read_document(item, options)
        else:
            yield within_limits(item, options)
