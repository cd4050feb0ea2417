"""The end of what the server writes to its standard error, fit to be part of an error message."""

from __future__ import annotations

import re
from collections import deque

_LINES = 20
_LINE_LENGTH = 500
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
        self._lines: deque[str] = deque(maxlen=_LINES)
        self._rest = ""

    def feed(self, chunk: bytes) -> None:
        """Take in bytes as they come, cut anywhere."""
        lines = (self._rest + chunk.decode("utf-8", "replace")).split("\n")
        # A line without an end is cut rather than held: nobody reads more of it in an error message.
        self._rest = lines.pop()[: 4 * _LINE_LENGTH]
        self._lines.extend(clean for clean in map(_clean, lines) if clean)

    @property
    def text(self) -> str:
        """The lines kept, oldest first."""
        last = _clean(self._rest)
        return "\n".join([*self._lines, last] if last else self._lines)


def _clean(line: str) -> str:
    if _NOISE.search(line):
        return ""
    plain = _CONTROLS.sub("", _ANSI.sub("", line)).rstrip()
    return _LONG.sub(_redact_random, _SECRETS.sub("[redacted]", plain))[:_LINE_LENGTH]


def _redact_random(found: re.Match[str]) -> str:
    """Take out what no path, name or id looks like: capitals, small letters and digits in one long piece."""
    for piece in _RANDOM.findall(found[0]):
        if any(map(str.isdigit, piece)) and not piece.islower() and not piece.isupper():
            return "[redacted]"
    return found[0]
