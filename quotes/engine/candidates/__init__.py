"""Propose attributions: from constructions over the tree, and from the attribution tagger."""
