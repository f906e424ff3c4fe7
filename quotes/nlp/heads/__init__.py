"""Heads on the encoder's vectors that spaCy does not have: a biaffine parser, names, attributions."""
