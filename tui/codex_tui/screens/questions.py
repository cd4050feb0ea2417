"""The questions that the application asks, each in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .question import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Callable

TRUST, DISTRUST, LATER = "trusted", "untrusted", "later"
QUIT, STAY = "quit", "stay"


def trust_question(directory: str, monotonic: Callable[[], float] | None) -> Question:
    """Asked at the first visit to a directory, or when the person wants to; `directory` is sanitised.

    `monotonic` is the clock of a question that comes up by itself.
    """
    return Question(
        "Do you trust this directory?",
        f"{directory}\n\n"
        "Files in it can tell the agent what to do. If you trust them, the agent may change files here "
        "and asks before it does more. If not, it may only read.",
        (
            Answer(TRUST, "y", "yes, it may write here and asks for more"),
            Answer(DISTRUST, "n", "no, read only"),
        ),
        otherwise=LATER,
        cautious=DISTRUST,
        hint="esc answers later: until then the agent may only read",
        careful=monotonic,
    )


def quit_question(running: int) -> Question:
    """Asked before leaving while turns run."""
    turns = "A turn is running." if running == 1 else f"{running} turns are running."
    return Question(
        "Quit?",
        f"{turns} Leaving stops what runs; what is finished is kept, and so is your text.",
        (Answer(QUIT, "q", "quit"), Answer(STAY, "n", "stay")),
        otherwise=STAY,
    )
