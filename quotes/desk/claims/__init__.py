"""Choose claims worth checking: how checkable a statement is and why, who repeats it, what it is about."""
