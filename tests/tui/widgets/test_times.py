from __future__ import annotations

import pytest
from codex_tui.widgets.times import DAY, HOUR, MINUTE, WEEK, YEAR, ago, stopwatch


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (MINUTE, "1 min ago"),
        (HOUR - 1, "59 min ago"),
        (2 * HOUR, "2 h ago"),
        (DAY, "yesterday"),
        (2 * DAY, "2 days ago"),
        (2 * WEEK, "2 weeks ago"),
        (9 * WEEK, "2 months ago"),
        (3 * YEAR, "3 years ago"),
    ],
)
def test_a_time_is_told_in_few_words(seconds: float, words: str) -> None:
    assert ago(1_000_000_000 - seconds, 1_000_000_000) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-3, "0:00"), (42.9, "0:42"), (61, "1:01"), (3723, "1:02:03")]
)
def test_a_running_time_counts_like_a_stopwatch(seconds: float, words: str) -> None:
    assert stopwatch(seconds) == words
