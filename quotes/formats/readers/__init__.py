"""Read articles, one format a file; each reader gives the untouched text and what the file says about it."""
