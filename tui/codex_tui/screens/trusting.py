"""The question about trust in the directory, on a card that never interrupts a person who types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session import Trust
from ..session.errors import describe
from ..state.sanitise import sanitise_line
from .questions import DISTRUST, TRUST, trust_question

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..widgets.question_card import CardQuestion
    from .cards import Cards
    from .drawing import Drawing
    from .notifier import Notifier
    from .panes import Panes
    from .tasks import Tasks

ANSWERS = {TRUST.id: Trust.TRUSTED, DISTRUST.id: Trust.UNTRUSTED}
"""What to remember for each answer; another answer stores nothing."""

READ_ONLY = "read-only"
"""The sandbox of a directory that the person does not trust."""


class Trusting:
    """Asks about the directory and stores the answer; until then the directory counts as not trusted."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        cards: Cards,
        panes: Panes,
        drawing: Drawing,
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._notifier = notifier
        self._cards = cards
        self._panes = panes
        self._drawing = drawing

    def begin(self, *, sends: bool) -> None:
        """Ask if there is no answer for the directory yet; the start does not wait for one.

        `sends`: a prompt or a thread of the command line does not wait either, and a notice says so.
        """
        if self._session.is_trusted_enough:
            return
        self._session.distrust_for_now()
        self._show()
        if sends:
            way = self._notifier.key("card.focus")
            self._notifier.say(f"{meanwhile(self._session)} {way} goes to the question.")

    def connected_again(self) -> None:
        """Remove the question if it was answered elsewhere while there was no server."""
        if self._cards.question is not None and not self._session.distrusts_for_now:
            self._notifier.clear()
            self._ask(None)

    def ask(self) -> None:
        """Show the question again, at the person's request."""
        self._show()
        if self._cards.asks_approval:
            self._notifier.say("The question about trust comes after the approval that waits here.")
        else:
            self._panes.to_card()

    def answered(self, answer_id: str) -> None:
        """Store the answer; one that is not in `ANSWERS` only ends the question for this run."""
        question = self._cards.question
        if question is None:
            # An earlier key, which was still on its way, has answered.
            return
        self._ask(None)
        # The line that asked for an answer would stay beside it for seconds.
        self._notifier.clear()
        if (trust := ANSWERS.get(answer_id)) is not None:
            self._tasks.start(self._keep(trust, question), group="trust", exclusive=True)
        elif self._session.distrusts_for_now:
            self._notifier.say(
                f"{meanwhile(self._session)} \u201ctrust this directory\u201d in the palette asks again."
            )

    async def _keep(self, trust: Trust, question: CardQuestion) -> None:
        try:
            await self._session.remember_trust(trust)
        except CodexError as error:
            self._notifier.say(f"The answer could not be kept: {describe(error)}", bad=True)
            self._ask(question)
        else:
            self._notifier.say("Noted. It holds for the threads that are begun or opened from now on.")
            self._drawing.everything()

    def _show(self) -> None:
        session = self._session
        directory = sanitise_line(session.readiness.trust_root or session.options.cwd)
        sandbox = session.expected().sandbox
        # A person who names a sandbox on the command line has chosen it.
        named = (
            ""
            if sandbox == READ_ONLY
            else f"If not, it may do what the sandbox {sandbox} allows, as asked for."
        )
        self._ask(trust_question(directory, meanwhile=named))

    def _ask(self, question: CardQuestion | None) -> None:
        self._cards.question = question
        self._drawing.everything()


def meanwhile(session: CodexSession) -> str:
    """Return the sentence about what holds for the agent until the person has answered."""
    sandbox = session.expected().sandbox
    holds = (
        "may only read, and asks before it does more"
        if sandbox == READ_ONLY
        else f"has the sandbox {sandbox}"
    )
    return f"You have not said whether you trust this directory: the agent {holds}."
