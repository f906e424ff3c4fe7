"""Export records for the tools of others, one format a file; `formats.registry` lists them."""
