"""One file a command: options in, a call out."""
