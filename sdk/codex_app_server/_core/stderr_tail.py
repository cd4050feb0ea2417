"""The end of what the server writes to its standard error, fit to be part of an error message."""

from __future__ import annotations

import re
from collections import deque

_LINES = 20
_LINE_LENGTH = 500
# More is looked at than shown, because of what is left out of it.
_LINES_LOOKED_AT = 200
_LENGTH_LOOKED_AT = 4 * _LINE_LENGTH
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Tokens by their beginning, values by the word before them, and userinfo in a URL.
_SECRETS = re.compile(
    r"\b(?:sk-[\w-]{8,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{8,}"
    r"|(?:AKIA|ASIA)[A-Z0-9]{12,}|AIza[\w-]{30,}|eyJ[\w-]{8,}(?:\.[\w-]*)*)"
    r"|(?i:(?<=bearer )|(?<=basic ))[^\s\"',;]+"
    r"|(?i:(?:api[_-]?key|authorization|passw(?:or)?d|secret|token|cookie)[\"']?\s*[=:]\s*)[^\s,;]+"
    r"|(?<=://)[^\s/@]+(?=@)"
)
_LONG = re.compile(r"[\w+/=-]{40,}")
_RANDOM = re.compile(r"[A-Za-z0-9]{16,}")
# A warning at every start whose CODEX_HOME is under /tmp, and backtraces without names: they would hide the
# line that matters.
_NOISE = re.compile(r"could not create PATH aliases|^Stack backtrace:$|^\s*\d+: <unknown>$")


class StderrTail:
    """Keeps the last lines, without colours, control characters and what looks like a secret."""

    def __init__(self) -> None:
        # As they came: a server may write faster than lines can be cleaned, and few of them are ever read.
        self._lines: deque[str] = deque(maxlen=_LINES_LOOKED_AT)
        self._rest = ""

    def feed(self, chunk: bytes) -> None:
        """Take in bytes as they come, cut anywhere."""
        lines = (self._rest + chunk.decode("utf-8", "replace")).split("\n")
        # A line without an end is cut rather than held: nobody reads more of it in an error message.
        self._rest = lines.pop()[:_LENGTH_LOOKED_AT]
        self._lines.extend(line[:_LENGTH_LOOKED_AT] for line in lines[-_LINES_LOOKED_AT:])

    @property
    def text(self) -> str:
        """The lines kept, oldest first."""
        clean = [line for line in map(_clean, [*self._lines, self._rest]) if line]
        return "\n".join(clean[-_LINES:])


def redacted(text: str) -> str:
    """Return the text without what looks like a secret."""
    return _SECRETS.sub("[redacted]", text)


def _clean(line: str) -> str:
    if _NOISE.search(line):
        return ""
    plain = _CONTROLS.sub("", _ANSI.sub("", line)).rstrip()
    return _LONG.sub(_redact_random, redacted(plain))[:_LINE_LENGTH]


def _redact_random(found: re.Match[str]) -> str:
    """Take out what no path, name or id looks like: capitals, small letters and digits in one long piece."""
    for piece in _RANDOM.findall(found[0]):
        if any(map(str.isdigit, piece)) and not piece.islower() and not piece.isupper():
            return "[redacted]"
    return found[0]
