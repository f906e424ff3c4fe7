"""What exports and imports share: articles with their records, what a format leaves over, reading records."""
