"""Records as one SQL relation, and the tables that people read off it."""
