"""The question about trust in the directory: asked on a card, and never in the way of who types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..patches.own_keys import name_of
from ..session import Trust
from ..session.errors import describe
from ..state.sanitise import sanitise_line
from .questions import DISTRUST, TRUST, trust_question

if TYPE_CHECKING:
    from ..widgets.question_card import CardQuestion
    from .cockpit import Cockpit

ANSWERS = {TRUST.id: Trust.TRUSTED, DISTRUST.id: Trust.UNTRUSTED}
"""What is kept for an answer; the other one keeps nothing."""

READ_ONLY = "read-only"
"""The sandbox of a directory that the person does not trust."""


class Trusting:
    """Asks about the directory and keeps the answer; until then the directory counts as not trusted."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self.question: CardQuestion | None = None
        """What the card asks, when no approval of the open thread is before it."""

    def begin(self, *, sends: bool) -> None:
        """Ask if the person has not said anything about the directory yet, and go on without an answer.

        `sends` says that a prompt or a thread of the command line does not wait for it either.
        """
        session = self._cockpit.session
        if session.is_trusted_enough:
            return
        session.distrust_for_now()
        self._show()
        if sends:
            way = name_of(self._cockpit.app, "card.focus")
            self._cockpit.say(f"{self._meanwhile()} {way} goes to the question.")

    def connected_again(self) -> None:
        """Take the question away when it was answered elsewhere while there was no server."""
        if self.question is not None and not self._cockpit.session.distrusts_for_now:
            self._hide()

    def ask(self) -> None:
        """Ask because the person wants to be asked."""
        self._show()
        cockpit = self._cockpit
        if cockpit.card.approval is not None:
            cockpit.say("The question about trust comes after the approval that waits here.")
        else:
            cockpit.panes.to_card()

    def answered(self, answer_id: str) -> None:
        """Keep the person's answer, or ask no more in this run."""
        question = self.question
        if question is None:
            # It was answered by the key before, which was still on its way.
            return
        self._hide()
        if (trust := ANSWERS.get(answer_id)) is not None:
            self._cockpit.run_worker(self._keep(trust, question), group="trust", exclusive=True)
        elif self._cockpit.session.distrusts_for_now:
            self._cockpit.say(
                f"{self._meanwhile()} \u201ctrust this directory\u201d in the palette asks again."
            )

    async def _keep(self, trust: Trust, question: CardQuestion) -> None:
        cockpit = self._cockpit
        try:
            await cockpit.session.remember_trust(trust)
        except CodexError as error:
            cockpit.say(f"The answer could not be kept: {describe(error)}", bad=True)
            self.question = question
        else:
            cockpit.say("Noted. It holds for the threads that are begun or opened from now on.")
        cockpit.showing.everything()

    def _show(self) -> None:
        session = self._cockpit.session
        directory = sanitise_line(session.readiness.trust_root or session.options.cwd)
        sandbox = session.expected().sandbox
        # Who names a sandbox on the command line has said what may be done.
        named = (
            ""
            if sandbox == READ_ONLY
            else f"If not, it may do what the sandbox {sandbox} allows, as asked for."
        )
        self.question = trust_question(directory, meanwhile=named)
        self._cockpit.showing.everything()

    def _hide(self) -> None:
        self.question = None
        self._cockpit.showing.everything()

    def _meanwhile(self) -> str:
        """Say what holds as long as the person has not answered."""
        sandbox = self._cockpit.session.expected().sandbox
        holds = (
            "may only read, and asks before it does more"
            if sandbox == READ_ONLY
            else f"has the sandbox {sandbox}"
        )
        return f"You have not said whether you trust this directory: the agent {holds}."
