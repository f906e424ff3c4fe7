"""Named syntactic patterns that tie cue, source and content, each with its examples: data, in one file a family."""
