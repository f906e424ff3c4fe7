"""Review records on a local page; every decision is written to a journal at once."""
