"""Times in few words, for rows with little room."""

from __future__ import annotations

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
MONTH = 30 * DAY
YEAR = 365 * DAY


def ago(then: float, now: float) -> str:
    """Return how long `then` is before `now` (Unix seconds); without calendar days, so in no time zone."""
    seconds = now - then
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min ago"
    if seconds < DAY:
        return f"{int(seconds // HOUR)} h ago"
    if seconds < 2 * DAY:
        return "yesterday"
    if seconds < 2 * WEEK:
        return f"{int(seconds // DAY)} days ago"
    if seconds < 2 * MONTH:
        return f"{int(seconds // WEEK)} weeks ago"
    if seconds < 2 * YEAR:
        return f"{int(seconds // MONTH)} months ago"
    return f"{int(seconds // YEAR)} years ago"


def stopwatch(seconds: float) -> str:
    """Return a running time as `0:42` or `1:02:03`; never negative, as clocks of two machines differ."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, MINUTE)
    if minutes < MINUTE:
        return f"{minutes}:{rest:02d}"
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02d}:{rest:02d}"
