"""What makes and reads a parsed `Doc`: loading pipelines, the encoder and its heads."""
