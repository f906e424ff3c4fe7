"""A transformer encoder for spaCy heads, run by ONNX Runtime: pieces of words, windows, vectors of tokens."""
