"""Weigh candidates: named features, plain weights, the probability that a candidate is right."""
