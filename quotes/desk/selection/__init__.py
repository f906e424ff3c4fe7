"""Which records count, and who each is credited to: the same for every command that reads records."""
