"""Formats that are zip files inside (DOCX, EPUB): opened so that no bomb goes off."""

from __future__ import annotations

import io
import zipfile

from quotes.errors import ReadError

MEMBERS = 20_000


def open_package(data: bytes, name: str, limit: int) -> zipfile.ZipFile:
    """The zip file. Raises ReadError where it is damaged, encrypted, or unpacks to more than `limit` bytes."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{name}: damaged ({error}); save it again") from error
    size = sum(member.file_size for member in members)
    if size > limit or len(members) > MEMBERS:
        raise ReadError(f"{name}: unpacks to {size:,} bytes, over {limit:,}; split it, or raise --max-bytes")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{name}: encrypted; save it without a password")
    return package
