"""Explain the engine's attributions, on a terminal or as a page."""
