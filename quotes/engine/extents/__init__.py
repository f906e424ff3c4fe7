"""Decide where the spans of a candidate begin and end."""
