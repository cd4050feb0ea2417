"""The right pane: hands the messages of its widgets to the part that acts on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from ..patches.compositor import Unpainted
from .pager import Pager

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..widgets import composer_messages
    from ..widgets.approval_card import ApprovalCard
    from ..widgets.completion import CompletionList
    from ..widgets.question_card import QuestionCard
    from ..widgets.transcript.messages import BlockCopied, BlockOpened, OlderWanted
    from ..widgets.transcript.view import TranscriptView
    from .answering import Answering
    from .completing import Completing
    from .composing import Composing
    from .copying import Copying
    from .drawing import Drawing
    from .history_loading import HistoryLoading
    from .panes import Panes
    from .trusting import Trusting


class ConversationPane(Unpainted, Vertical):
    """Holds title, conversation, cards and composer."""

    def __init__(
        self,
        session: CodexSession,
        answering: Answering,
        panes: Panes,
        history: HistoryLoading,
        trusting: Trusting,
        drawing: Drawing,
        copying: Copying,
        completing: Completing,
        composing: Composing,
        transcript: TranscriptView,
    ) -> None:
        super().__init__(id="conversation")
        self._store = session.store
        self._answering = answering
        self._panes = panes
        self._history = history
        self._trusting = trusting
        self._drawing = drawing
        self._copying = copying
        self._completing = completing
        self._composing = composing
        self._transcript = transcript

    def on_transcript_block_copied(self, event: BlockCopied) -> None:
        """Copy a block's source to the clipboard."""
        event.stop()
        self._copying.copy(event.text)

    def on_transcript_older_wanted(self, event: OlderWanted) -> None:
        """Read older turns."""
        event.stop()
        if (thread_id := self._store.ui.open_thread_id) is not None:
            self._history.load_older(thread_id, everything=event.everything)

    def on_transcript_block_opened(self, event: BlockOpened) -> None:
        """Open the pager for a block."""
        event.stop()
        thread = self._store.open_thread
        cwd = thread.cwd if thread is not None else ""
        self.app.push_screen(Pager(event.item, self._copying, cwd, editor=self._composing.editor))

    def on_completion_list_toggled(self) -> None:
        """Draw the keys that work now."""
        self._drawing.keys()

    def on_completion_list_clicked(self, event: CompletionList.Clicked) -> None:
        """Put the row in, and run what is whole."""
        event.stop()
        self._completing.take(event.row, send=True)

    def on_composer_pasted(self, event: composer_messages.Pasted) -> None:
        """Make chips of the paths of images."""
        event.stop()
        self._composing.attaching.pasted(event.text)

    def on_composer_clipboard_wanted(self, event: composer_messages.ClipboardWanted) -> None:
        """Attach the image of the clipboard, or insert its text."""
        event.stop()
        self._composing.attaching.paste()

    def on_composer_chip_clicked(self, event: composer_messages.ChipClicked) -> None:
        """Show what the chip stands for."""
        event.stop()
        self._composing.unfolding.run(event.location)

    def on_composer_paged(self, event: composer_messages.Paged) -> None:
        """Scroll the conversation by a screen."""
        event.stop()
        self._transcript.action_page(event.step)

    def on_find_pane_toggled(self) -> None:
        """Draw the keys that work now."""
        self._drawing.keys()

    def on_approval_card_answered(self, event: ApprovalCard.Answered) -> None:
        """Send the answers to the server; keep the focus where the next card of this thread will be."""
        event.stop()
        self._answering.send(event.send, event.thread_id)
        if not event.more:
            self._panes.to_composer()

    def on_question_card_answered(self, event: QuestionCard.Answered) -> None:
        """Store the answer about trust in the directory, and put the focus into the composer."""
        event.stop()
        self._trusting.answered(event.answer_id)
        self._panes.to_composer()

    def on_question_card_closed(self) -> None:
        """Put the focus into the composer."""
        self._panes.to_composer()

    def on_approval_card_answers_changed(self) -> None:
        """Draw the keys that work now."""
        self._drawing.keys()

    def on_approval_card_closed(self, event: ApprovalCard.Closed) -> None:
        """Put the focus into the composer, with what was typed into the line of a request that is gone."""
        event.stop()
        self._panes.to_composer(event.typed)
