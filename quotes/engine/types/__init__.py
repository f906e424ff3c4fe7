"""Classify what was found: the kind of source, the class of the cue, the mode and type of the attribution."""
