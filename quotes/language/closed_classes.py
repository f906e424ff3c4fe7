"""Small closed classes of English words: days, counting words, indefinites, short words inside names."""

from __future__ import annotations

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
SHORT_NAME_WORDS = frozenset({"of", "for", "and", "the", "in", "on", "to", "&", "de"})
"""Words inside names that give an acronym no letter: "Observatory for Human Rights"."""
ARTICLES = frozenset({"a", "an", "the"})
DEFINITE = frozenset({"the", "this", "that"})
COUNTING = frozenset({"both", "two", "three", "four", "pair", "duo", "trio", "couple"})
APPROXIMATE = frozenset({"nearly", "almost", "about", "roughly", "at", "over", "around", "more"})
"""Words that belong to the number after them: "nearly half of voters"."""
MANY = frozenset({"many", "some", "others", "most", "few", "several", "all", "those", "both", "everyone", "none"})
INDEFINITE = MANY | {"other", "one", "anyone", "someone", "nobody", "another", "any"}
"""Pronouns that can be a source without a name: "others said"."""
CLAUSE_OPENERS = frozenset({"who", "which", "whose"})
COMPLEMENT_PREPOSITIONS = frozenset({"for", "at", "with", "in", "on", "from", "to", "who"})
"""Words that make a description about somebody else: "the judge in Ohio" is not the judge named before."""
WEAK_MODIFIERS = frozenset({"the", "a", "an", "this", "that", "federal", "state", "local", "national", "top", "big"})
"""Modifiers that do not tell one body from another: "the federal court"."""
LABEL_WORDS = frozenset({"of", "the", "and"})
"""Words of a speaker's label that need no capital: "CHAIRMAN of the BOARD: …"."""
MEDIUM_PREPOSITIONS = frozenset({"in", "on", "at", "during", "via", "through"})
"""Prepositions before a medium: "in a statement", "on Twitter"."""
QUOTATION_LINKS = frozenset({"but", "and", "that", "because"})
"""Words between a cue's clause and the rest of a quotation: “A,” he said, because “B.”"""
COORDINATORS = frozenset({"and", "but", "or", "so"})
"""Words that begin the rest of a sentence: “But we stayed,” he said."""
TURNS = frozenset({"but", "so"})
"""Words that begin what the outer speaker says next: “They say it is safe, but I doubt it.”"""
SENT_MEDIA = frozenset({"letter", "email", "e-mail", "message", "memo", "note", "remark", "remarks", "tweet"})
"""Media that name who they are for: "in an email to the council"."""
