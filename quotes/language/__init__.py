"""What the engine knows of English: dependency labels, lexicons of cues, titles and roles."""
