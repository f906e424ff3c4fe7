"""Resolve sources to speakers: group the mentions of an article, and find who a pronoun stands for."""
