"""Show why the engine found what it found: on a terminal and as a page."""
