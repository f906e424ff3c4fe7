"""Everything read and written: articles, records, and the annotation formats of other tools."""
