"""Heads on the encoder's vectors that spaCy has none of: a biaffine parser, names, attributions."""
