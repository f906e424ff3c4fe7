"""Export records for the tools of others, one format a file; `registry.FORMATS` lists them."""
