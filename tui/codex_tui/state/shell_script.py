"""Splits a shell script into its commands, to look at them: pure, and never an error.

It reads what POSIX shells have in common, as far as that decides what runs: quotes, pipes, lists,
redirections, substitutions, here-documents. What it cannot read it takes for words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_REDIRECTIONS = re.compile(r"&>>|&>|<<<|<<-|<<|>>|>\||>&|<&|<>|<|>")
_WRITES = frozenset({">", ">|", "&>"})
_FILES = frozenset({">>", "<", "&>>", "<>"})


@dataclass(slots=True)
class Simple:
    """One command of a script.

    `words` have no quotes any more. `written` are the files that it writes anew, `files` the others of its
    redirections, `inner` the scripts that it substitutes.
    """

    words: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.written or self.files or self.inner)


def pipelines(script: str) -> list[list[Simple]]:
    """Return the pipelines of a script; each is the commands that feed one another."""
    return _Splitter(script).split()


class _Splitter:
    """Goes through a script once, from character to character."""

    def __init__(self, script: str) -> None:
        self._text = script
        self._at = 0
        self._done: list[list[Simple]] = []
        self._pipeline = [Simple()]
        self._word: list[str] | None = None
        self._redirection = ""
        self._ends_of_documents: list[str] = []

    def split(self) -> list[list[Simple]]:
        while self._at < len(self._text):
            self._step(self._text[self._at])
        self._end_word()
        self._end_pipeline()
        return self._done

    def _step(self, char: str) -> None:
        if char == "\\":
            self._escape()
        elif char == "'":
            self._add(self._until("'"))
        elif char == '"':
            self._double_quotes()
        elif self._text.startswith(("$(", "<(", ">("), self._at):
            self._substitution(2)
        elif char == "`":
            self._add(f"`{self._inner(self._until('`'))}`")
        elif char == "#" and self._word is None:
            end = self._text.find("\n", self._at)
            self._at = len(self._text) if end < 0 else end
        elif char in "<>" or self._text.startswith("&>", self._at):
            self._redirect()
        elif char in " \t\r":
            self._end_word()
            self._at += 1
        elif char == "(" and (self._word is not None or self._pipeline[-1].words):
            # PowerShell runs what stands in parentheses; in a shell it is the head of a function.
            self._substitution(1)
        elif char in "|&;\n()":
            self._operator(char)
        else:
            self._add(char)
            self._at += 1

    def _add(self, piece: str) -> None:
        if self._word is None:
            self._word = []
        self._word.append(piece)

    def _inner(self, script: str) -> str:
        self._pipeline[-1].inner.append(script)
        return script

    def _until(self, quote: str) -> str:
        """Return what stands between this place and the next quote, and go behind it."""
        close = self._text.find(quote, self._at + 1)
        close = len(self._text) if close < 0 else close
        said = self._text[self._at + 1 : close]
        self._at = close + 1
        return said

    def _escape(self) -> None:
        escaped = self._text[self._at + 1 : self._at + 2]
        if escaped != "\n":
            self._add(escaped)
        self._at += 2

    def _double_quotes(self) -> None:
        self._at += 1
        self._add("")
        while self._at < len(self._text) and self._text[self._at] != '"':
            if self._text[self._at] == "\\":
                escaped = self._text[self._at + 1 : self._at + 2]
                self._add(escaped if escaped in '"\\$`' else f"\\{escaped}")
                self._at += 2
            elif self._text.startswith("$(", self._at):
                self._substitution(2)
            elif self._text[self._at] == "`":
                self._add(f"`{self._inner(self._until('`'))}`")
            else:
                self._add(self._text[self._at])
                self._at += 1
        self._at += 1

    def _substitution(self, opening: int) -> None:
        """Take the script in parentheses; `opening` counts the characters before it."""
        begin = self._at + opening
        close = _closing(self._text, begin)
        self._inner(self._text[begin:close])
        self._add(self._text[self._at : close + 1])
        self._at = close + 1

    def _redirect(self) -> None:
        if self._word is not None and "".join(self._word).isdigit():
            self._word = None
        self._end_word()
        match = _REDIRECTIONS.match(self._text, self._at)
        self._redirection = match.group() if match else self._text[self._at]
        self._at += len(self._redirection)

    def _operator(self, char: str) -> None:
        self._end_word()
        two = self._text[self._at : self._at + 2]
        if char == "|" and two != "||":
            self._pipeline.append(Simple())
            self._at += 2 if two == "|&" else 1
            return
        self._end_pipeline()
        self._at += 2 if two in ("||", "&&", ";;") else 1
        if char == "\n":
            self._skip_documents()

    def _skip_documents(self) -> None:
        """Go behind the here-documents that begin on this line: they are input, not commands."""
        for end in self._ends_of_documents:
            found = re.compile(rf"^\t*{re.escape(end)}$", re.MULTILINE).search(self._text, self._at)
            self._at = len(self._text) if found is None else found.end()
        self._ends_of_documents.clear()

    def _end_word(self) -> None:
        if self._word is None:
            return
        word, self._word = "".join(self._word), None
        redirection, self._redirection = self._redirection, ""
        simple = self._pipeline[-1]
        if not redirection:
            simple.words.append(word)
        elif redirection in _WRITES:
            simple.written.append(word)
        elif redirection in _FILES:
            simple.files.append(word)
        elif redirection in ("<<", "<<-"):
            self._ends_of_documents.append(word)

    def _end_pipeline(self) -> None:
        if any(self._pipeline):
            self._done.append(self._pipeline)
        self._pipeline = [Simple()]


def _closing(text: str, at: int) -> int:
    """Return the place of the parenthesis that closes the one before `at`."""
    depth, quote = 1, ""
    for place in range(at, len(text)):
        char = text[place]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return place
    return len(text)
