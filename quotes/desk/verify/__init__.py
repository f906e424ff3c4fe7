"""Quotations checked against their source: each one exact, elided, altered, paraphrased or not found."""
