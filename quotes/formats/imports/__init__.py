"""Import annotations of other tools as gold records, one format a file; `formats.registry` lists them."""
