"""What the words of the audit mean, for a reader who has not read the record's definition."""

from __future__ import annotations

TERMS = (
    ("attribution", "a statement, thought, intention or finding that an article credits to a source"),
    (
        "speaker",
        "the person, group or document that the source stands for. Speakers of several articles are one if they have "
        "the same full name, or if a table of aliases says so; people without a name are never one",
    ),
    ("direct, indirect, mixed", "all of the words between quotation marks, none, some"),
    (
        "anonymous person",
        "someone without a name who speaks for himself or herself: requested, the article says that the source asked "
        "not to be named; descriptor, a description is given (“a senior official”); bare, it is not (“a source”)",
    ),
    (
        "group, institution, spokesperson",
        "unnamed, but no anonymous source: “critics”; “the campaign”; “a spokeswoman for the bank”, which answers for "
        "what she says",
    ),
    ("document", "a report, poll, ruling or video that says or shows something"),
    (
        "neutral, assertive, distancing",
        "verbs that only report (say), that stress (insist), that leave it open whether it is true (claim)",
    ),
    (
        "factive, concessive, opposing",
        "verbs that take it as true (reveal), that give in (admit), that contradict (deny)",
    ),
    (
        "directive, evaluative, manner, cognitive, nonverbal",
        "verbs that ask for something (urge), that judge (praise), that say how (joke), that think (believe); no verb, "
        "as in “according to” and after a colon",
    ),
    (
        "main claims",
        "the first third of an article's attributions, at least two; they rest on anonymous persons where half of "
        "them do, in articles of three attributions or more",
    ),
    ("sector", "the part of society that a source speaks from; one for each speaker of an article"),
    (
        "confidence",
        "the probability that content and source of an attribution are right; --min-confidence leaves out the others",
    ),
)
