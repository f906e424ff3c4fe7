"""Find who said what in a parsed `Doc`: candidates, scores, choice, continuations, speakers, types, records."""
