"""What can be found from characters alone, without spaCy: paragraphs, quotation marks."""
