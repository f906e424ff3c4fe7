"""Review records on a local page; every decision goes to a journal at once."""
