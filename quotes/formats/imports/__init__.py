"""Import annotations of other tools as gold records, one module per format; `formats.registry` lists them."""
