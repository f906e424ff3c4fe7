"""Two hundred damaged and hostile inputs: `make_damaged(folder)`; the same ones each time."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

FORMS = Path(__file__).parents[2] / "fixtures" / "formats"
WANTED = 200
SEED = "damage"


def make_damaged(folder: Path, *, size: int = 50_000_000) -> list[Path]:
    """The files; `size` is that of the big ones in bytes."""
    folder.mkdir()
    made = []
    for name, data in (*_hostile(size), *torn()):
        path = folder / f"{len(made):03}-{name}"
        path.write_bytes(data)
        made.append(path)
    assert len(made) >= WANTED
    return made


def _hostile(size: int) -> Iterator[tuple[str, bytes]]:
    said = b'"Yes," Putin said. '
    yield "one-line.txt", said * (size // len(said))
    yield "one-line.jsonl", b'{"text": "' + b"x" * size + b'"}'
    yield "one-line.csv", b"text\n" + b"x" * size
    yield "one-line.html", b"<html><body><p>" + said * (size // len(said))
    yield "one-line.md", b"---\n" + b"x" * size
    yield "one-word.txt", b"x" * size
    yield "nuls.txt", bytes(10_000)
    yield "nuls.html", b"<html><body><p>" + b"\x00".join(said.split()) * 50
    yield "nuls.csv", b"text\n\x00\x00"
    yield "nuls.jsonl", b'{"text": "NATO\\u0000said \\"so\\"."}'
    yield "surrogate.jsonl", b'{"text": "\\ud800 \\"Yes,\\" Putin said. \\udfff"}'
    yield "surrogate.json", b'{"text": "\\"\\ud83d,\\" Putin said.", "title": "\\udc00"}'
    yield "surrogate.txt", b"\xff\xfe\x00\xd8" + '"Yes," Putin said.'.encode("utf-16-le")
    yield "marks.txt", b'"' * 100_000
    yield "curly-marks.txt", "“".encode() * 100_000
    yield "mixed-marks.txt", "“'\"‘".encode() * 25_000
    yield "marks-and-words.txt", b'" said he ' * 10_000
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + b"<p>So."
    yield "deep-inline.html", b"<html><body><p>" + b"<b>" * 50_000 + b"He said so."
    yield (
        "deep.xml",
        b"<nitf><body><body.content>" + b"<p>" * 100_000 + b"</p>" * 100_000 + b"</body.content></body></nitf>",
    )
    yield (
        "deep.rss",
        b"<rss><channel><item><description>" + b"&lt;div&gt;" * 50_000 + b"</description></item></channel></rss>",
    )
    yield "deep.json", b"[" * 200_000
    yield "deep.jsonl", b'{"text": ' * 50_000
    yield "wide.json", b"[" + b'{"text": "So."},' * 2_000 + b"{}]"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for root in ("nitf", "newsMessage", "rss", "feed"):
        text = f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{laughs}]><{root}><p>&l9;</p></{root}>'
        yield f"laughs-{root}.xml", text.encode()
    yield (
        "outside.xml",
        b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///dev/zero">]><nitf><body.content>&x;</body.content></nitf>',
    )
    yield "parameter.xml", b'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % x "y">%x;]><nitf/>'
    zeros = gzip.compress(bytes(1_000_000)) * 300  # 300 MB in 300 kB
    yield "bomb.txt.gz", zeros
    yield "bomb.html.gz", zeros
    yield "bomb.jsonl.gz", zeros
    yield "bomb-of-bombs.txt.gz", gzip.compress(gzip.compress(zeros))
    yield "bomb.docx", _zip({"word/document.xml": bytes(300_000_000), "[Content_Types].xml": b"<Types/>"})
    yield "bomb.epub", _zip({"mimetype": b"application/epub+zip", "META-INF/container.xml": bytes(300_000_000)})
    laughing = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]><w>&l9;</w>'.encode()
    with zipfile.ZipFile(FORMS / "article.docx") as word:
        members = {name: word.read(name) for name in word.namelist()}
    yield "laughs.docx", _zip({**members, "word/document.xml": laughing})
    yield "laughs.epub", _zip({"META-INF/container.xml": laughing})
    yield "other.docx", _zip({"hello.txt": b"hello"})
    yield "picture.png.txt", b"\x89PNG\r\n\x1a\n" + random.Random(SEED).randbytes(5000)
    yield (
        "subject.eml",
        b"Subject: =?utf-8?b?" + b"A" * 100_000 + b"?=\nDate: never\nContent-Type: text/plain; charset=x\n\nSo.",
    )
    yield (
        "parts.eml",
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 2_000,
    )
    yield "quotes.csv", b'text\n"' + b"never closed\n" * 20_000
    yield "columns.csv", b"text" + b",a" * 50_000 + b"\nSo."
    yield "script.html", b"<script>" * 20_000 + b"</p>" * 20_000
    yield "comment.html", b"<html><body><!--" * 20_000
    yield "linked.html", b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>So."
    yield "controls.txt", bytes(range(32)) * 100
    yield "spaces.txt", b" \n" * 200_000
    yield "lines.txt", b"\n".join([b"He said."] * 50_000)
    yield "dots.txt", b"... " * 50_000
    yield "brackets.txt", b"[(" * 50_000
    yield "combining.txt", ("e" + "\u0301" * 100_000).encode()
    yield "right-to-left.txt", ("\u202e\u2066" * 5_000 + ' "Yes," Putin said.').encode()
    yield "empty.txt", b""
    for form in ("html", "docx", "pdf", "epub", "eml", "json", "xml", "warc", "parquet", "warc.gz", "txt.zst"):
        yield f"empty.{form}", b""
        yield f"noise.{form}", random.Random(form).randbytes(20_000)


def torn() -> Iterator[tuple[str, bytes]]:
    """The fixtures, cut short, with bytes changed, and under each other's names."""
    choose = random.Random(SEED)
    files = [path for path in sorted(FORMS.iterdir()) if path.suffix != ".sh"]
    for path in files:
        data = path.read_bytes()
        for part in (0.1, 0.5, 0.9, 0.99):
            yield f"cut-{int(part * 100)}-{path.name}", data[: int(len(data) * part)]
        for share in (2, 20):
            changed = bytearray(data)
            for _ in range(max(1, len(data) * share // 1000)):
                changed[choose.randrange(len(changed))] = choose.randrange(256)
            yield f"changed-{share}-{path.name}", bytes(changed)
        yield f"renamed-{path.name}{choose.choice(['.pdf', '.docx', '.html', '.xml', '.json', '.warc', '.eml'])}", data


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()
