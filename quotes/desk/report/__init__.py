"""The article with its attributions marked, as a page in one file."""
