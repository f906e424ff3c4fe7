"""Find what stands in the text before anyone is asked who said it: paragraphs, quotation marks, cues."""
