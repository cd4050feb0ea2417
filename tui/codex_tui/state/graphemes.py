"""Where a cursor may stand: between the characters that a person sees, not within one."""

from __future__ import annotations

from unicodedata import category

_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me"})
_SINGLE_MARKS = ((0x0900, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF), (0x1A20, 0x1AAF), (0xA8E0, 0xA8FF))
"""Blocks of Indic scripts, Thai, Lao, Tibetan, Myanmar, Khmer: people type, and take back, mark by mark."""


def after(text: str, at: int) -> int:
    """Return the end of the character that begins at an offset; at the end of the text that end."""
    at += 1
    while at < len(text) and not is_boundary(text, at):
        at += 1
    return min(at, len(text))


def before(text: str, at: int) -> int:
    """Return the beginning of the character that ends at an offset; at the beginning of the text 0."""
    at -= 1
    while at > 0 and not is_boundary(text, at):
        at -= 1
    return max(at, 0)


def deleted_by_backspace(text: str, at: int) -> int:
    """Return where backspace at an offset deletes from: one mark of Thai and Indic, else the character."""
    if at and category(text[at - 1]) in _MARKS and _is_within(text[at - 1], _SINGLE_MARKS):
        return at - 1
    return before(text, at)


def is_boundary(text: str, at: int) -> bool:
    """Whether one character of a text ends at an offset and another begins.

    This is the part of Unicode's rules that needs no tables: marks, joined emoji, their skin tones and tags,
    flags, and syllables of Hangul that are typed letter by letter.
    """
    if not 0 < at < len(text):
        return True
    here, left = text[at], text[at - 1]
    if here < "\u0300":
        return True
    if here in "\u200c\u200d" or category(here) in _MARKS or _is_within(here, _EXTENDING):
        return False
    if left == _JOINER:
        return not _is_pictograph(here)
    if _is_flag_letter(here) and _is_flag_letter(left):
        return _flag_letters_before(text, at) % 2 == 0
    return not (_is_within(here, _HANGUL_ENDINGS) and _is_within(left, _HANGUL))


_EXTENDING = ((0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F))
_HANGUL = ((0x1100, 0x11FF), (0xAC00, 0xD7A3))
_HANGUL_ENDINGS = ((0x1160, 0x11FF),)


def _is_within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


def _is_pictograph(character: str) -> bool:
    return category(character) == "So" or 0x2190 <= ord(character) <= 0x2BFF


def _is_flag_letter(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _flag_letters_before(text: str, at: int) -> int:
    first = at
    while first and _is_flag_letter(text[first - 1]):
        first -= 1
    return at - first
