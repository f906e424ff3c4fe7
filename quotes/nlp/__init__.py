"""Everything that makes or reads a parsed `Doc`: loading pipelines, the encoder and its heads."""
