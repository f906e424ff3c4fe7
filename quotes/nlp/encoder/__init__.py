"""A transformer encoder behind spaCy heads, run by ONNX Runtime: pieces of words, windows, vectors of tokens."""
