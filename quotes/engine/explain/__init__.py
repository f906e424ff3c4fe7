"""Explain what the engine found and why: `trace(doc)` for a text, `catalogue()` for the constructions."""
