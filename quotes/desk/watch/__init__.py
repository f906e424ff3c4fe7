"""New articles of feeds and folders, into an archive; and what is new in it, as a page."""
