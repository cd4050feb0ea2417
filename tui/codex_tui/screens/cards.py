"""The two cards above the composer: a request that waits in the open thread, else a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

    from ..state.store import Store
    from ..widgets.approval_card import ApprovalCard
    from ..widgets.card_bodies import CardBodies
    from ..widgets.question_card import CardQuestion, QuestionCard


class Cards:
    """Shows at most one card. A request of the server comes first: the agent waits for it."""

    def __init__(
        self, store: Store, bodies: CardBodies, approval: ApprovalCard, question: QuestionCard
    ) -> None:
        self._store = store
        self.bodies = bodies
        self._approval = approval
        self._question = question
        self.elsewhere: ApprovalCard | None = None
        """A card on another screen: it is told of keys, presses and time as these are."""
        self.question: CardQuestion | None = None
        """The question that is asked as soon as no request is before it."""

    @property
    def asks_approval(self) -> bool:
        """Whether the card of a request is shown."""
        return self._approval.request is not None

    @property
    def shown(self) -> ApprovalCard | QuestionCard | None:
        """The card that is shown; None without one."""
        if self.asks_approval:
            return self._approval
        return self._question if self._question.question is not None else None

    @property
    def moves(self) -> bool:
        """Whether a card may change by itself: its answers begin to count half a second after it came."""
        return self.asks_approval or self._question.moves or self.elsewhere is not None

    def draw(self) -> None:
        """Show the first request of the open thread, else the question. Other threads show in the list.

        A request has one card at a time: while there is one elsewhere, none is shown here.
        """
        open_id = self._store.ui.open_thread_id
        self.bodies.keep(self._store.pending)
        waiting = [each for each in self._store.pending if each.thread_id == open_id]
        if self.elsewhere is not None:
            self._approval.show(None)
        else:
            self._approval.show(waiting[0] if waiting else None, waiting[1:])
        self._question.show(None if waiting else self.question)

    def tick(self) -> None:
        """Have each card draw its answers again if they began or ceased to count."""
        for card in self._requests:
            card.tick()
        self._question.tick()

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Tell the cards of a key or paste, wherever it goes: an answer soon after it does not count."""
        for card in self._requests:
            card.note_key(event)
        self._question.note_key(event)

    def note_press(self, event: events.MouseDown) -> None:
        """Tell the cards of a mouse press, wherever it goes."""
        for card in self._requests:
            card.note_press(event)
        self._question.note_press(event)

    def observe(self) -> None:
        """Have the cards find out where they are; called after the screen changed."""
        for card in self._requests:
            card.observe()
        self._question.observe()

    @property
    def _requests(self) -> tuple[ApprovalCard, ...]:
        return (self._approval,) if self.elsewhere is None else (self._approval, self.elsewhere)
