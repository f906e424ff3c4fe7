"""Say why the engine found what it found: `trace(doc)` for a text, `catalogue()` for the constructions."""
