"""What characters alone tell, without spaCy: paragraphs and quotation marks."""
