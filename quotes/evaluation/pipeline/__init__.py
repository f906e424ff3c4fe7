"""Measure a pipeline on published corpora: trees, names, spans of attributions, time and size."""
