"""Choose what is worth a fact-check: how checkable a statement is, with reasons; who repeats it; what it is about."""
