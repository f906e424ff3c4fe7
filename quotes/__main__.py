"""`python -m quotes` is `quotes`.

`-m` puts the current folder first on the import path. It goes before anything is imported: a file named json.py among
the articles is not run. The package's own modules are found without it.
"""

import sys

if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]

from quotes.cli import main

main()
