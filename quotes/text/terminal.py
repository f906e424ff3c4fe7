r"""Text of articles made safe for a terminal: "Yes\x1b[2J\nNo" is shown as "Yes[2J No"."""

from __future__ import annotations


def clean_line(text: str) -> str:
    r"""The text on one line: white space made one blank, control characters (which could drive the terminal) removed.

    >>> clean_line("“Yes,”\r\n  he\x1b[31m said")
    '“Yes,” he[31m said'
    """
    return " ".join(remove_controls(text).split())


def remove_controls(text: str) -> str:
    r"""The text with every character of white space a blank, and no control characters; a path keeps its blanks.

    >>> remove_controls("a  b\x1b.txt")
    'a  b.txt'
    """
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)
