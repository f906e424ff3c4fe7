"""Records, articles and speakers of years in one SQLite file that can be searched: `quotes archive add said.db`."""
