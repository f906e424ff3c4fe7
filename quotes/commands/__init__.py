"""The commands, one file per command: `extract.py` has the options of `quotes extract`, and calls the library."""
