"""The decoder of terminal input: bytes and the time at which they were read go in, tokens come out."""

from __future__ import annotations

from enum import Enum, auto

from .grammar import Grammar
from .pastes import LONGEST_PASTE, PasteBuffer, is_paste_begin
from .tokens import FocusChanged, KeyPress, MouseInput, Token

BURST_GAP = 0.01
"""Seconds of silence that end a burst: a program writes without such gaps, a person has longer ones."""
STALL_PAUSE = 0.5
"""Seconds of silence after which a paste without an end is handed out as far as it came."""
_LONGEST_KEY = 64
"""Bytes of the longest single key."""


class _Mode(Enum):
    KEYS = auto()
    PASTE = auto()
    STALLED = auto()
    """A paste without an end was handed out as far as it came: it goes on, or its end is lost."""


class Decoder:
    """Turns what a terminal sends into keys, pastes, mouse reports and replies; it never raises.

    The result depends on pauses, but not on how the bytes are cut. `deadline` says when `tick` has to be
    called if nothing comes. A paste is one token, whatever it holds: nothing in it is a key. After a stall a
    single key with silence behind it is a key again, so that a lost end mark does not swallow all later keys.
    """

    def __init__(self, longest_paste: int = LONGEST_PASTE) -> None:
        self._grammar = Grammar()
        self._paste = PasteBuffer(longest_paste)
        self._mode = _Mode.KEYS
        self._half = b""
        """The last bytes before a stall, if they are a part of a mark or of a character."""
        self._came = b""
        """The bytes that came since the stall."""
        self._last = 0.0

    @property
    def reports_modifiers(self) -> bool:
        """Whether the terminal said that it speaks the kitty protocol, in which no key is ambiguous."""
        return self._grammar.kitty

    @property
    def is_pasting(self) -> bool:
        """Whether a paste has begun and its end is not certain yet."""
        return self._mode is _Mode.PASTE

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do, if no byte comes before; None if it has nothing to do."""
        pause = self._pause()
        return None if pause is None else self._last + pause

    def feed(self, data: bytes, now: float) -> list[Token]:
        """Take bytes that were read at `now`; return the tokens that are complete."""
        tokens = self.tick(now)
        if data:
            self._last = now
            tokens += self._take(data)
        return tokens

    def tick(self, now: float) -> list[Token]:
        """Return the tokens that the silence until now has decided."""
        tokens: list[Token] = []
        while (deadline := self.deadline) is not None and now >= deadline:
            tokens += self._decide()
        return tokens

    def _pause(self) -> float | None:
        if self._mode is _Mode.PASTE:
            return BURST_GAP if self._paste.is_ended else STALL_PAUSE
        if self._mode is _Mode.KEYS:
            return self._grammar.pause
        if not self._came:
            return None
        attempt, _ = self._attempt(self._came)
        return attempt.pause or BURST_GAP

    def _take(self, data: bytes) -> list[Token]:
        if self._mode is _Mode.STALLED:
            self._came += data
            return self._go_on() if len(self._came) > _LONGEST_KEY else []
        tokens: list[Token] = []
        while data:
            if self._mode is _Mode.KEYS:
                found, read = self._grammar.feed(data)
                tokens += found
                data = data[read:]
                if self._grammar.paste_begun:
                    self._mode = _Mode.PASTE
                continue
            self._paste.append(data)
            data = b""
            if self._paste.is_followed:
                data = self._end_paste(tokens)
        return tokens

    def _end_paste(self, tokens: list[Token]) -> bytes:
        """Add the paste to the tokens; return the bytes behind it, which are keys again."""
        pasted, rest = self._paste.take()
        if pasted is not None:
            tokens.append(pasted)
        self._mode = _Mode.KEYS
        return rest

    def _decide(self) -> list[Token]:
        """Act on a pause that is over: end a key, a paste or a stall; return the tokens."""
        if self._mode is _Mode.KEYS:
            return self._grammar.settle()
        if self._mode is _Mode.STALLED:
            return self._decide_stalled()
        tokens: list[Token] = []
        if self._paste.is_ended:
            rest = self._end_paste(tokens)
            return tokens + self._take(rest)
        pasted, self._half = self._paste.take_part()
        self._came = b""
        self._mode = _Mode.STALLED
        return [pasted] if pasted else []

    def _decide_stalled(self) -> list[Token]:
        """Decide whether the bytes since the stall are a key, mouse or focus reports, or more paste."""
        if is_paste_begin(self._came):
            return self._as_keys()
        attempt, tokens = self._attempt(self._came)
        tokens += attempt.settle() if attempt.pause else []
        if len(tokens) == 1 and isinstance(tokens[0], KeyPress) and self._is_one_unit():
            return self._as_keys()
        if tokens and all(isinstance(token, (MouseInput, FocusChanged)) for token in tokens):
            self._came = b""
            return tokens
        return self._go_on()

    def _is_one_unit(self) -> bool:
        """Whether only the last byte since the stall completes a token: one character, or one sequence."""
        before, tokens = self._attempt(self._came[:-1])
        return not tokens and (len(self._came) == 1 or before.pause is not None)

    def _attempt(self, came: bytes) -> tuple[Grammar, list[Token]]:
        """Read bytes as keys with a grammar of its own; return that grammar and the tokens."""
        attempt = Grammar()
        attempt.kitty = self._grammar.kitty
        tokens, _ = attempt.feed(came)
        return attempt, tokens

    def _as_keys(self) -> list[Token]:
        """Read the bytes since the stall as keys: the paste is over."""
        came, self._came, self._half = self._came, b"", b""
        self._paste.forget()
        self._mode = _Mode.KEYS
        return self._take(came)

    def _go_on(self) -> list[Token]:
        """Read the bytes since the stall as more of the paste."""
        more, self._came, self._half = self._half + self._came, b"", b""
        self._mode = _Mode.PASTE
        return self._take(more)
