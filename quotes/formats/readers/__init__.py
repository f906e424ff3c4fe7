"""Read articles, one module per format: each gives the text unchanged and the metadata that the file has."""
