"""ZIP-based formats (DOCX, EPUB), opened with limits against zip bombs."""

from __future__ import annotations

import io
import zipfile

from quotes.errors import ReadError
from quotes.formats.readers.document import describe_error
from quotes.formats.readers.limits import MAX_MEMBERS


def open_package(data: bytes, name: str, limit: int) -> zipfile.ZipFile:
    """The zip file. Raises ReadError if it is damaged, encrypted, or unpacks to more than `limit` bytes."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{name}: damaged ({error}); save it again") from error
    size = sum(member.file_size for member in members)
    if size > limit or len(members) > MAX_MEMBERS:
        raise ReadError(f"{name}: unpacks to {size:,} bytes, over {limit:,}; split it, or raise --max-bytes")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{name}: encrypted; save it without a password")
    return package


def read_member(package: zipfile.ZipFile, place: str, name: str) -> bytes:
    """The bytes of one file inside. Raises ReadError if it is missing or damaged."""
    try:
        return package.read(place)
    except Exception as error:  # zlib, lzma, bz2 and zipfile each raise their own errors
        raise ReadError(f"{name}: damaged at {place} ({describe_error(error)}); save it again") from error
