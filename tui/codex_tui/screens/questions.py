"""The questions that the application asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..widgets.answers import Answer
from ..widgets.question_card import CardQuestion
from .question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..widgets.composer import Composer

TRUST = Answer("trust.yes", "yes", allows=True)
DISTRUST = Answer("trust.no", "no, read only")
LATER = Answer("trust.later", "later")
QUIT = Answer("question.quit", "quit")
STAY = Answer("question.stay", "stay")
NO = Answer("question.stay", "no")
GO_ON = Answer("question.go-on", "yes, let it start", allows=True)
NOT_NOW = Answer("question.stay", "no, do not run it")


def trust_question(directory: str, *, meanwhile: str = "") -> CardQuestion:
    """Return the question for the first visit to a directory, or for a person who wants to be asked.

    `directory` is sanitised. `meanwhile` says what holds until the answer, where that is not what holds after
    a "no".
    """
    return CardQuestion(
        "Do you trust this directory?",
        directory,
        "Files in it can tell the agent what to do. If you trust them, the agent may change files here "
        "and asks before it does more. " + (meanwhile or "If not, and until you answer, it may only read."),
        (TRUST, DISTRUST),
        otherwise=LATER,
    )


def quit_question(running: int, composer: Composer, clock: Callable[[], float]) -> Question:
    """Return the question before quitting while turns run. Its own key does nothing in it: it may be held."""
    return Question(
        "Quit?",
        what_runs(running),
        (QUIT, STAY),
        otherwise=STAY,
        hint="stays; so do other letters, for the composer",
        composer=composer,
        clock=clock,
        yields=True,
    )


def what_runs(running: int) -> str:
    """Return what quitting stops while so many turns run."""
    turns = "A turn is running." if running == 1 else f"{running} turns are running."
    return f"{turns} Leaving stops what runs; what is finished is kept, and so is your text."


def sure_question(
    title: str,
    text: str,
    act: str,
    *,
    otherwise: str = "leaves all as it is",
    composer: Composer,
    clock: Callable[[], float],
) -> Question:
    """Return the question before something that cannot be taken back or is dangerous.

    `act` names it, and `otherwise` says what leaving does.
    """
    return Question(
        title,
        text,
        (replace(GO_ON, words=f"yes, {act}"), NO),
        otherwise=NO,
        hint=f"{otherwise}; other letters go to the composer",
        composer=composer,
        clock=clock,
    )


def waking_question(act: str, *starts: str, composer: Composer, clock: Callable[[], float]) -> Question:
    """Return the question before a thread is loaded in which something `starts` by itself then."""
    return Question(
        "Start this thread again?",
        "\n".join((f"{act} starts it again, and with it:", *starts)),
        (GO_ON, NOT_NOW),
        otherwise=NOT_NOW,
        hint="leaves it as it is; other letters go to the composer",
        composer=composer,
        clock=clock,
    )
