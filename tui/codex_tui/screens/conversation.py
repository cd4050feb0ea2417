"""The right pane: what the conversation asks for goes to whoever can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from ..patches.compositor import Unpainted
from ..session import AnswerNotOfferedError
from .copying import copy
from .pager import Pager

if TYPE_CHECKING:
    from ..widgets.approval_card import ApprovalCard
    from ..widgets.composer import Composer
    from ..widgets.question_card import QuestionCard
    from ..widgets.transcript import TranscriptView
    from ..widgets.transcript_navigation import BlockNavigator
    from .cockpit import Cockpit


class ConversationPane(Unpainted, Vertical):
    """Holds title, conversation, card and composer."""

    def __init__(self, cockpit: Cockpit) -> None:
        super().__init__(id="conversation")
        self._cockpit = cockpit

    def on_block_navigator_block_copied(self, event: BlockNavigator.BlockCopied) -> None:
        """Put a block's source on the clipboard."""
        event.stop()
        copy(self.app, event.text)

    def on_block_navigator_older_wanted(self, event: BlockNavigator.OlderWanted) -> None:
        """Read on in the history."""
        event.stop()
        if self._cockpit.open_id is not None:
            self._cockpit.desk.load_older(self._cockpit.open_id, everything=event.everything)

    def on_transcript_view_block_opened(self, event: TranscriptView.BlockOpened) -> None:
        """Show all of a block."""
        event.stop()
        thread = self._cockpit.thread
        self.app.push_screen(Pager(event.item, thread.cwd if thread is not None else ""))

    def on_composer_paged(self, event: Composer.Paged) -> None:
        """Read on in the conversation."""
        event.stop()
        self._cockpit.transcript.action_page(event.step)

    def on_find_pane_toggled(self) -> None:
        """Show the keys that work now."""
        self._cockpit.showing.keys()

    def on_approval_card_answered(self, event: ApprovalCard.Answered) -> None:
        """Give the answer to the server; the focus stays where the next card of this thread will ask."""
        event.stop()
        try:
            self._cockpit.session.answer(event.key, event.decision)
        except AnswerNotOfferedError as error:
            self._cockpit.say(str(error), bad=True)
        if not event.more:
            self._cockpit.panes.to_composer()

    def on_question_card_answered(self, event: QuestionCard.Answered) -> None:
        """Keep the answer, and go back to typing."""
        event.stop()
        self._cockpit.trusting.answered(event.answer_id)
        self._cockpit.panes.to_composer()

    def on_question_card_closed(self) -> None:
        """Go back to typing."""
        self._cockpit.panes.to_composer()

    def on_approval_card_answers_changed(self) -> None:
        """Other keys work now."""
        self._cockpit.showing.keys()

    def on_approval_card_closed(self) -> None:
        """Go back to typing."""
        self._cockpit.panes.to_composer()
