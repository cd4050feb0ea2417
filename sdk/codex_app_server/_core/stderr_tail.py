"""The last lines of the server's standard error, cleaned for error messages."""

from __future__ import annotations

import re
from collections import deque

_LINES = 20
_LINE_LENGTH = 500
# More lines are kept than shown, because some of them are left out.
_LINES_LOOKED_AT = 200
_LENGTH_LOOKED_AT = 4 * _LINE_LENGTH
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Tokens are found by their prefix, values by the word before them, and userinfo by its place in a URL.
_SECRETS = re.compile(
    r"\b(?:sk-[\w-]{8,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{8,}"
    r"|(?:AKIA|ASIA)[A-Z0-9]{12,}|AIza[\w-]{30,}|eyJ[\w-]{8,}(?:\.[\w-]*)*)"
    r"|(?i:(?<=bearer )|(?<=basic ))[^\s\"',;]+"
    r"|(?i:(?:api[_-]?key|authorization|passw(?:or)?d|secret|token|cookie)[\"']?\s*[=:]\s*)[^\s,;]+"
    r"|(?<=://)[^\s/@]+(?=@)"
)
_LONG = re.compile(r"[\w+/=-]{40,}")
_RANDOM = re.compile(r"[A-Za-z0-9]{16,}")
# A warning at every start with a CODEX_HOME under /tmp, and backtraces without names. They would hide the
# line that matters.
_NOISE = re.compile(r"could not create PATH aliases|^Stack backtrace:$|^\s*\d+: <unknown>$")


class StderrTail:
    """Keeps the last lines, and returns them without colours, control characters and likely secrets."""

    def __init__(self) -> None:
        # Not cleaned yet: a server may write faster than lines can be cleaned, and few of them are ever read.
        self._lines: deque[str] = deque(maxlen=_LINES_LOOKED_AT)
        self._rest = ""

    def feed(self, chunk: bytes) -> None:
        """Add a chunk of bytes, which may be cut anywhere."""
        lines = (self._rest + chunk.decode("utf-8", "replace")).split("\n")
        # A line without an end is cut, not held in full: an error message shows no more of it.
        self._rest = lines.pop()[:_LENGTH_LOOKED_AT]
        self._lines.extend(line[:_LENGTH_LOOKED_AT] for line in lines[-_LINES_LOOKED_AT:])

    @property
    def text(self) -> str:
        """The kept lines, oldest first."""
        clean = [line for line in map(_clean, [*self._lines, self._rest]) if line]
        return "\n".join(clean[-_LINES:])


def redacted(text: str) -> str:
    """Return the text with everything that looks like a secret replaced by `[redacted]`."""
    return _SECRETS.sub("[redacted]", text)


def _clean(line: str) -> str:
    if _NOISE.search(line):
        return ""
    plain = _CONTROLS.sub("", _ANSI.sub("", line)).rstrip()
    return _LONG.sub(_redact_random, redacted(plain))[:_LINE_LENGTH]


def _redact_random(found: re.Match[str]) -> str:
    """Redact a long piece that mixes upper case, lower case and digits: no path, name or id looks so."""
    for piece in _RANDOM.findall(found[0]):
        if any(map(str.isdigit, piece)) and not piece.islower() and not piece.isupper():
            return "[redacted]"
    return found[0]
