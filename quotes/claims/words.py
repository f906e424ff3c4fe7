"""Word lists of the signs: irregular past tenses, participles that are no past, numbers in words."""

from __future__ import annotations

IRREGULAR_PAST = frozenset({
    "became", "began", "bought", "broke", "brought", "built", "came", "chose", "cost", "cut", "dealt", "drew", "drove",
    "fell", "felt", "fought", "found", "gave", "got", "grew", "held", "heard", "kept", "killed", "knew", "led", "left",
    "lost", "made", "met", "paid", "ran", "said", "sat", "saw", "sent", "shot", "sold", "spent", "spoke", "stood",
    "stole", "struck", "taught", "told", "took", "thought", "voted", "went", "won", "wore", "wrote", "lied", "died",
})  # fmt: skip
NOT_PAST = frozenset({"need", "indeed", "speed", "seed", "feed", "exceed", "proceed", "succeed", "hundred", "united"})
NUMBER_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens?", "hundreds?",
    "thousands?", "millions?", "billions?", "trillions?", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "a third", "a quarter", "two-thirds",
)  # fmt: skip
SENTENCE_STARTERS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "it", "he", "she", "they", "we", "you", "i", "there", "here",
    "in", "on", "at", "by", "for", "from", "to", "of", "with", "about", "after", "before", "as", "if", "when", "while",
    "since", "because", "but", "and", "or", "so", "some", "many", "most", "all", "both", "no", "not", "our", "my",
    "his", "her", "its", "their", "your", "what", "how", "why", "who", "let", "now", "today", "well", "yes",
})  # fmt: skip
