"""The rule of bursts: an enter within text that came at once is a newline of it, and sends nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .decoder import BURST_GAP
from .tokens import KeyPress, Pasted, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NEWLINE = KeyPress("ctrl+j")
_UNDECIDED = {"ctrl+j", "tab"}
"""Keys that may stand between an enter and the character that makes it a newline."""


class Bursts:
    """Turns enters into newlines in text that was pasted without marks.

    Tokens without a gap of 10 ms between them are a burst. An enter that a character follows in the same
    burst belongs to pasted text: it and every other enter of the burst become newlines. In a burst without
    such an enter all stay enters. So tokens are held from the first enter on until that is decided, at most
    10 ms after the last token. In a burst with a marked paste every enter becomes a newline too.
    """

    def __init__(self) -> None:
        self._held: list[Token] = []
        """The first enter of the burst, and the tokens after it."""
        self._at_line_start = False
        """Whether the last key was an enter; line ends, tabs and mouse reports after it do not count."""
        self._is_text = False
        """Whether the enters of this burst are newlines."""
        self._last: float | None = None

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, if no token comes before; None if it has nothing to do."""
        return self._last + BURST_GAP if self._held and self._last is not None else None

    def feed(self, tokens: Iterable[Token], now: float) -> list[Token]:
        """Take tokens that came at `now`; return those that are decided, in order."""
        tokens = list(tokens)
        if not tokens:
            return self.tick(now)
        goes_on = self._last is not None and now < self._last + BURST_GAP
        decided = [] if goes_on else self._end()
        tokens = list(_marked(tokens, goes_on=goes_on))
        if any(isinstance(token, (KeyPress, Pasted)) for token in tokens):
            # A moving mouse reports more often than every 10 ms: an enter must not wait until it stops.
            self._last = now
        for token in tokens:
            self._take(token, decided)
        return decided

    def paste_goes_on(self, now: float) -> list[Token]:
        """Note that a marked paste has begun or goes on; return the tokens that this decides."""
        self._last = now
        self._is_text = True
        return list(map(_as_text, self._release()))

    def tick(self, now: float) -> list[Token]:
        """Return the tokens that the silence until now has decided."""
        deadline = self.deadline
        return self._end() if deadline is not None and now >= deadline else []

    def _end(self) -> list[Token]:
        """End the burst: the enters that are still held stay enters."""
        self._is_text = False
        return self._release()

    def _release(self) -> list[Token]:
        held, self._held = self._held, []
        return held

    def _take(self, token: Token, decided: list[Token]) -> None:
        if isinstance(token, Pasted):
            self._is_text = True
            decided += map(_as_text, self._release())
            decided.append(token)
        elif self._is_text:
            decided.append(_as_text(token))
        elif self._held:
            self._take_behind_enter(token, decided)
        elif _is_enter(token):
            self._held.append(token)
            self._at_line_start = True
        else:
            decided.append(token)

    def _take_behind_enter(self, token: Token, decided: list[Token]) -> None:
        self._held.append(token)
        if not isinstance(token, KeyPress):
            return
        if token.text is not None and self._at_line_start:
            self._is_text = True
            decided += map(_as_text, self._release())
        else:
            self._at_line_start = _is_enter(token) or (self._at_line_start and token.key in _UNDECIDED)


def _marked(tokens: Iterable[Token], *, goes_on: bool) -> Iterator[Token]:
    """Note in each key whether another or a paste came before it in the same burst."""
    for token in tokens:
        yield replace(token, in_burst=True) if goes_on and isinstance(token, KeyPress) else token
        goes_on = goes_on or isinstance(token, (KeyPress, Pasted))


def _is_enter(token: Token) -> bool:
    return isinstance(token, KeyPress) and token.key == "enter"


def _as_text(token: Token) -> Token:
    if isinstance(token, KeyPress) and _is_enter(token):
        return replace(_NEWLINE, in_burst=token.in_burst)
    return token
