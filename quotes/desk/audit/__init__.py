"""Who is quoted and how: figures about the sources of many articles."""
