"""`python -m quotes` is `quotes`."""

from quotes.cli import main

main()
