"""Resolve sources to speakers: group the mentions of an article, and find whom a pronoun stands for."""
