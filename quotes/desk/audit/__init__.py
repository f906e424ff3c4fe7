"""Who is quoted, how, and on whose word: figures about the sourcing of many articles."""
