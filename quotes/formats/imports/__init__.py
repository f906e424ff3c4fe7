"""Import annotations of other tools as gold records, one format a file; `registry.FORMATS` lists them."""
