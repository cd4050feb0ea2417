"""A decoder that is fed with bytes and pauses, and keys written short."""

from __future__ import annotations

from codex_tui.terminal.decoder import Decoder
from codex_tui.terminal.tokens import KeyPress, Token

LONG = 10.0
"""Seconds: longer than all pauses."""


def read(*steps: bytes | float, decoder: Decoder | None = None) -> list[Token]:
    """Feed bytes, let time pass where a number of seconds is given, and wait at the end."""
    decoder = decoder or Decoder()
    tokens: list[Token] = []
    now = 0.0
    for step in steps:
        if isinstance(step, bytes):
            tokens += decoder.feed(step, now)
        else:
            now += step
            tokens += decoder.tick(now)
    return tokens + decoder.tick(now + LONG)


def key(name: str, text: str | None = None) -> KeyPress:
    """A key that only one thing can mean."""
    return KeyPress(name, text)


def alt(name: str, text: str | None = None) -> KeyPress:
    """ESC and a key in one piece."""
    return KeyPress(f"alt+{name}", text, ambiguous=True)


def typed(text: str) -> list[KeyPress]:
    """Letters and digits that are typed."""
    assert text.isalnum()
    return [KeyPress(character, character) for character in text]
