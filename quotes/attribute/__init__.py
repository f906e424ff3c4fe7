"""Attribute: constructions propose, a scorer weighs, the best consistent set is chosen and given its extents."""
