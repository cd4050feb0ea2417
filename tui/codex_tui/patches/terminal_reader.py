"""Turns the bytes of a terminal into Textual's events. The caller gives the time at which they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, messages
from textual.message import Message

from ..terminal.reader import Reader
from ..terminal.tokens import FocusChanged, KeyPress, MouseInput, Pasted, Reply, Token
from .key_event import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SYNCHRONIZED_OUTPUT = 2026
_SET, _RESET = 1, 2
"""What a mode report says of a mode that the terminal has. 0 is unknown, 4 is never: VTE 0.70 sends 4."""

_COLOUR = re.compile(r"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
"""How xterm and those after it write a colour."""

_MOUSE_EVENTS: dict[str, type[events.MouseEvent]] = {
    "press": events.MouseDown,
    "release": events.MouseUp,
    "move": events.MouseMove,
    "scroll_up": events.MouseScrollUp,
    "scroll_down": events.MouseScrollDown,
    "scroll_left": events.MouseScrollLeft,
    "scroll_right": events.MouseScrollRight,
}


class BackgroundTold(Message):
    """The terminal says its background colour, as red, green and blue from 0 to 1."""

    def __init__(self, red: float, green: float, blue: float) -> None:
        super().__init__()
        self.rgb = (red, green, blue)


class TerminalReader:
    """Decodes, applies the rule of bursts, and makes Textual's events: one for each key, paste or click."""

    def __init__(self, size: Callable[[], tuple[int, int]]) -> None:
        self._size = size
        """Returns the columns and rows of the screen."""
        self._reader = Reader()
        self.reports_modifiers = False
        """Whether the terminal said that it speaks the kitty protocol: alt is never ambiguous then."""
        self._mouse_at = (0, 0)

    @property
    def deadline(self) -> float | None:
        """When `tick` must be called if no byte comes before; None when it has nothing to do."""
        return self._reader.deadline

    def feed(self, data: bytes, now: float) -> list[Message]:
        """Take bytes that were read at the time `now`; return the events that are decided."""
        return self._events(self._reader.feed(data, now))

    def tick(self, now: float) -> list[Message]:
        """Return the events that are decided because no byte came until `now`."""
        return self._events(self._reader.tick(now))

    def _events(self, tokens: Iterable[Token]) -> list[Message]:
        return [event for token in tokens for event in self._events_of(token)]

    def _events_of(self, token: Token) -> list[Message]:
        if isinstance(token, KeyPress):
            ambiguous = token.ambiguous and not self.reports_modifiers
            return [Key(token.key, token.text, ambiguous=ambiguous, in_burst=token.in_burst)]
        if isinstance(token, Pasted):
            return [events.Paste(token.text)]
        if isinstance(token, MouseInput):
            on_screen = _on_screen(token, *self._size())
            return [self._mouse_event(on_screen)] if on_screen else []
        if isinstance(token, FocusChanged):
            return [events.AppFocus() if token.focused else events.AppBlur()]
        return self._replied(token)

    def _replied(self, reply: Reply) -> list[Message]:
        if reply.kind == "keyboard-flags":
            self.reports_modifiers = any(reply.values)
        elif reply.kind == "mode" and reply.values[:2] in {
            (_SYNCHRONIZED_OUTPUT, _SET),
            (_SYNCHRONIZED_OUTPUT, _RESET),
        }:
            return [messages.TerminalSupportsSynchronizedOutput()]
        elif reply.kind == "colour" and reply.values[:1] == ("11",):
            found = _COLOUR.fullmatch(str(reply.values[-1]))
            return [] if found is None else [BackgroundTold(*map(_share, found.groups()))]
        return []

    def _mouse_event(self, token: MouseInput) -> events.MouseEvent:
        before_x, before_y = self._mouse_at
        self._mouse_at = (token.x, token.y)
        return _MOUSE_EVENTS[token.action](
            None,
            token.x,
            token.y,
            token.x - before_x,
            token.y - before_y,
            token.button,
            token.shift,
            token.meta,
            token.ctrl,
            screen_x=token.x,
            screen_y=token.y,
        )


def _share(digits: str) -> float:
    """Return a channel of one to four hexadecimal digits as a share of 1."""
    return int(digits, 16) / int("f" * len(digits), 16)


def _on_screen(token: MouseInput, columns: int, rows: int) -> MouseInput | None:
    """Drop an event that is reported outside the screen: a press there takes the focus away.

    A release counts wherever it was, so that no button stays down; it is moved to the edge.
    """
    x, y = min(token.x, columns - 1), min(token.y, rows - 1)
    if (x, y) == (token.x, token.y):
        return token
    return replace(token, x=x, y=y) if token.action == "release" else None
