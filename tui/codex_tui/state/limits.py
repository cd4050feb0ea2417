"""The rate limits of the account, reduced to the window that is used most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codex_app_server.generated import v2_all as v2

_MINUTES = (("w", 7 * 24 * 60), ("d", 24 * 60), ("h", 60), ("min", 1))


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How much of a window is used: `label` is its length (`5 h`), `resets_at` Unix seconds."""

    label: str
    used_percent: int
    resets_at: int | None = None


def rate_limit(snapshot: v2.RateLimitSnapshot) -> RateLimit | None:
    """Return the window that is used most; None when the snapshot has none."""
    return max(rate_windows(snapshot), key=lambda each: each.used_percent, default=None)


def rate_windows(snapshot: v2.RateLimitSnapshot) -> tuple[RateLimit, ...]:
    """Return all windows of a snapshot, in the server's order."""
    return tuple(
        RateLimit(_length(window.window_duration_mins), window.used_percent, window.resets_at)
        for window in (snapshot.primary, snapshot.secondary)
        if window is not None
    )


def _length(minutes: int | None) -> str:
    if not minutes:
        return ""
    for unit, length in _MINUTES:
        if minutes % length == 0:
            return f"{minutes // length} {unit}"
    return f"{minutes} min"
