"""Durations and counts as words."""

from __future__ import annotations


def duration(milliseconds: int | None) -> str:
    """Return a duration such as `3.2 s`, `42 s`, `4 m 05 s` or `2 h 03 m`; empty when it is not known."""
    if milliseconds is None or milliseconds < 0:
        return ""
    if milliseconds < 9_950:
        return f"{max(1, round(milliseconds / 100)) / 10:.1f} s".replace(".0 s", " s")
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} m {seconds:02} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} m"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 line`, `1,200 lines`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
