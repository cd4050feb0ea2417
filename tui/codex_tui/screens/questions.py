"""The questions that the application asks, each in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..widgets.question_card import Answer, CardQuestion
from .question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..widgets.composer import Composer

TRUST, DISTRUST, LATER = "trusted", "untrusted", "later"
QUIT, STAY = "quit", "stay"


def trust_question(directory: str, *, meanwhile: str = "") -> CardQuestion:
    """Asked at the first visit to a directory, or when the person wants to; `directory` is sanitised.

    `meanwhile` says what holds until it is answered, where that is not what holds after a "no".
    """
    return CardQuestion(
        "Do you trust this directory?",
        directory,
        "Files in it can tell the agent what to do. If you trust them, the agent may change files here "
        "and asks before it does more. " + (meanwhile or "If not, and until you answer, it may only read."),
        (Answer(TRUST, "y", "yes", allows=True), Answer(DISTRUST, "n", "no, read only")),
        otherwise=Answer(LATER, "esc", "later"),
    )


def quit_question(running: int, composer: Composer, clock: Callable[[], float]) -> Question:
    """Asked before leaving while turns run. `ctrl+q` in it does nothing: a held key must not leave."""
    turns = "A turn is running." if running == 1 else f"{running} turns are running."
    return Question(
        "Quit?",
        f"{turns} Leaving stops what runs; what is finished is kept, and so is your text.",
        (Answer(QUIT, "q", "quit"), Answer(STAY, "n", "stay")),
        otherwise=STAY,
        hint="esc stays; other letters go to the composer",
        composer=composer,
        clock=clock,
    )
