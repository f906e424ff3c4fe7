"""Closed classes of English words around a verb: auxiliaries, negations, what opens a clause. `"n’t" in NEGATIONS`

Word by word as the tokenizer splits them, lower-cased, with the straight and the curly apostrophe.
"""

from __future__ import annotations

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'s", "’s", "'d", "’d"})
FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
PAST = frozenset({"had", "was", "were", "did", "have", "has", "'ve", "’ve"})
"""Auxiliaries that put the group into the past, the perfect included: "has said"."""
PRESENT = frozenset({"is", "are", "does", "do", "'s", "’s"})
NOT = frozenset({"not", "n't", "n’t"})
NEVER = NOT | {"never"}
MODALS = frozenset({"would", "should", "could", "can", "may", "might", "must", "will"})
AUXILIARIES = MODALS | BE | HAVE | FUTURE | {"do", "does", "did"}
NEGATIONS = NEVER | {"neither", "nor"}
DECLINING_VERBS = frozenset({"decline", "refuse"})
COMMENTING_VERBS = frozenset({"comment", "elaborate", "speak", "speculate", "respond", "reply", "expand"})
COMPLEMENTIZERS = frozenset({"that", "if", "whether"})
QUESTION_WORDS = frozenset({"when", "where", "how", "why", "who", "what"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECT_RELATIVES = frozenset({"who", "which", "that"})
OBJECT_PRONOUNS = frozenset({"him", "her", "them", "us", "me", "you"})
PRONOUN_CONTENTS = frozenset({"what", "which", "who", "whom", "him", "her", "them", "me", "us", "this"})
"""Pronouns that can be all of a content: "blamed them"; not "said it"."""
NAMED_HEARER_VERBS = frozenset({"tell", "inform", "remind"})
"""Verbs that need a hearer, with or without a preposition before the content: "told AFP troops had begun"."""
APPEARANCE_VERBS = frozenset({"show", "seem", "appear"})
"""Verbs that give evidence whatever their source is: "satellites show", "it seems"."""
SPEAKING_VERBS = frozenset({"speak", "talk", "write", "share"})
"""Verbs beside a cue that say who it was said to: "Speaking to AFP, Lee said"."""
ADDRESSING_VERBS = frozenset({"address", "approach", "interview"})
"""Verbs whose object is who it was said to: "addressing parliament, Lee said"."""
SILENT_PARTICLES = frozenset({("add", "up")})
"""Verbs of speech with particles that make verbs of another sense: "the figures add up"."""
NAMING_NOUNS = frozenset({"motto", "name", "nickname", "title", "anthem"})
"""Nouns that say what something is called, not what is said: The club's motto is “Row on”."""
ACTING_VERBS = frozenset({"avoid", "escape", "quit", "finish"})
"""Verbs that tell what somebody does, never what is said: "narrowly avoided being hit"."""
EXPLAINING_VERBS = frozenset({"refer", "allude"})
"""Verbs after which the author explains who or what was meant: "referring to the guide, who left in May"."""
LINKING_PREPOSITIONS = frozenset({"about", "of", "on", "over", "against", "for", "at", "in", "by", "into"})
"""Prepositions between a cue and a clause that is its content: "doubts about how it works", "talk of leaving"."""
MAKING_VERBS = frozenset({"make", "makes", "made", "making"})
PLAIN_ADJECTIVES = frozenset({"clear", "plain", "known", "public", "explicit", "obvious"})
"""What a speaker makes a content: "made it clear that …", "made public that …"."""
EVIDENT_ADJECTIVES = frozenset({"clear", "unclear", "obvious", "evident", "apparent", "uncertain"})
"""What a content is, without a source: "it is unclear whether …"."""
ASKED = frozenset({"asked", "questioned", "pressed", "quizzed", "grilled"})
"""Participles of those who are asked: "was asked about the strikes"."""
RELATIVE_ADVERBS = frozenset({"when", "where", "why"})
"""Words that begin a relative clause in which no object is missing: "the day when she spoke"."""
