"""The approval card: what would run or change, where and why. Text typed elsewhere cannot answer it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..keys import Area
from ..patches.own_keys import name_of, row_of
from .answers import answer_at, in_rows
from .approval_answers import LATER, PREFIX, answers_of, asked_again, decision_of
from .approval_gate import ApprovalGate
from .approval_paint import CardPainter, hints
from .approval_place import CardPlace, is_on_top_at
from .approval_reading import SCROLLS, CardReading
from .approval_text import card_text, rule_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server.approvals import ApprovalDecision
    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip
    from typing_extensions import Self

    from ..state.approvals import PendingApproval
    from .answers import Answer

FEWEST_ROWS = 2
"""Minimum rows of text that the card wants when it must scroll."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A key or a press, and whether it may act. It acts later, when another card may be shown.

    `approval` is the `key` of the approval that was shown when it came.
    """

    event: events.Event
    permitted: bool
    approval: int | None


class ApprovalCard(Widget, can_focus=True):
    """Shows one waiting approval.

    The application calls `note_key` for every key and paste, and `note_press` for every mouse press, before
    they reach a widget. A key that was not noted answers nothing.

    The card takes the focus only by a call of `focus` or by a click: neither tab nor a neighbour that loses
    the focus gives it to the card.
    """

    ALLOW_SELECT = False
    # The card decides itself whether a press focuses it: it does not while the card has only just appeared.
    FOCUS_ON_CLICK = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "approval-card--mark",
        "approval-card--title",
        "approval-card--hint",
        "approval-card--bar",
        "approval-card--code",
        "approval-card--add",
        "approval-card--remove",
        "approval-card--hunk",
        "approval-card--path",
        "approval-card--label",
        "approval-card--note",
        "approval-card--odd",
        "approval-card--key",
        "approval-card--key-off",
        "approval-card--words",
        "approval-card--words-off",
    }

    class Answered(Message):
        """The person decided. `key` is that of the `PendingApproval`; `more`: others wait in this thread."""

        def __init__(self, key: int, decision: ApprovalDecision, *, more: bool) -> None:
            super().__init__()
            self.key = key
            self.decision = decision
            self.more = more

    class Closed(Message):
        """The card gives up the focus: escape was pressed, or the approval is gone."""

    class AnswersChanged(Message):
        """The card takes other answers than before, because it asks a second time."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self.gate = ApprovalGate(clock)
        self._approval: PendingApproval | None = None
        self._waiting = 0
        self._invited = False
        # The last of each: a key that was followed by another before it acted was part of typing.
        self._key: _Arrival | None = None
        self._press: _Arrival | None = None
        self._pressed_answer: Answer | None = None
        self._asked_again = ""
        self._reading = CardReading()
        self._place = CardPlace(self, self.gate)
        self._drawn_armed = False
        self.display = False

    @property
    def approval(self) -> PendingApproval | None:
        """The approval that is shown."""
        return self._approval

    @property
    def answers(self) -> frozenset[str]:
        """The ids of the answers that the card takes now."""
        return frozenset(answer.id for answer in self._answers())

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.marks = marks
        self.refresh(layout=True)

    def show(self, approval: PendingApproval | None, *, waiting: int = 0) -> None:
        """Show an approval; None hides the card. `waiting` is how many more wait behind it."""
        before, self._approval = self._approval, approval
        changed = before != approval
        if not changed and waiting == self._waiting:
            return
        self._waiting = waiting
        if changed:
            self._asked_again = ""
            self._begin_anew()
        self.display = approval is not None
        if approval is None and before is not None and self._invited:
            self._invited = False
            self.post_message(self.Closed())
        self.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus at the person's request; answers count half a second later."""
        self._invited = self._approval is not None
        return super().focus(scroll_visible)

    def allow_focus(self) -> bool:
        """Whether `focus` or a click came first: Textual offers the focus around when a widget is removed."""
        return self._invited and self._approval is not None

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Record a key or a paste, before it reaches a widget."""
        if self._key is not None and self._key.event is event:
            return
        self.observe()
        scrolls = self._scrolls(getattr(event, "key", ""))
        permitted = self.gate.key(scrolls=scrolls)
        if not scrolls:
            self._key = self._arrival(event, permitted)

    def note_press(self, event: events.MouseDown) -> None:
        """Record a mouse press, before it reaches a widget."""
        self.observe()
        if is_on_top_at(self, event.x, event.y):
            self._press = self._arrival(event, self.gate.press())

    def _arrival(self, event: events.Event, permitted: bool) -> _Arrival:
        return _Arrival(event, permitted, self._approval.key if self._approval else None)

    def observe(self) -> None:
        """Record where the card is on the screen, and whether all of it can be seen."""
        self._place.observe(asks=self._approval is not None)

    def tick(self) -> None:
        """Draw the answers again if they have begun or ceased to count."""
        self.observe()
        if self._approval is not None and self.gate.armed != self._drawn_armed:
            self.refresh()

    def on_focus(self) -> None:
        """Start the half second that must pass before an answer counts."""
        self.gate.focused()
        self.refresh()

    def on_blur(self) -> None:
        """Take no more answers. A terminal that lost its focus gives it back to the card later."""
        self.gate.blurred()
        if self.app.app_focus:
            self._invited = False
        if self._asked_again:
            self._ask_again("")
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer or leave. Only keys that act everywhere are passed on."""
        arrival = self._key if self._key is not None and self._key.event is event else None
        row = row_of(self.app, Area.CARD, event.key)
        if row or not row_of(self.app, Area.EVERYWHERE, event.key):
            event.stop()
        approval = self._approval
        if approval is None or (arrival is not None and arrival.approval != approval.key):
            return
        if row in SCROLLS:
            self._scroll(SCROLLS[row])
        elif row == LATER.id:
            if self._asked_again:
                self._ask_again("")
            else:
                self.post_message(self.Closed())
        elif arrival is not None and arrival.permitted:
            for answer in self._answers():
                if row == answer.id:
                    self._take(answer)

    def on_paste(self, event: events.Paste) -> None:
        """Record a paste; it never answers."""
        event.stop()
        self.note_key(event)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the focus, unless the card has only just appeared. The click that does so answers nothing."""
        arrival = self._press or self._arrival(event, self.gate.press())
        approval = self._approval
        self._pressed_answer = self._answer_under(event)
        if approval is None or arrival.approval != approval.key:
            self._pressed_answer = None
        elif arrival.permitted and not self.has_focus:
            self.focus(scroll_visible=False)

    def on_click(self, event: events.Click) -> None:
        """Take the answer that was clicked: pressed and released on it, and by the same rule as a key."""
        event.stop()
        self.observe()
        pressed, self._pressed_answer = self._pressed_answer, None
        if self.gate.click() and pressed is not None and pressed == self._answer_under(event):
            self._take(pressed)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by two rows."""
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by two rows."""
        event.stop()
        self._scroll(-2)

    def _scrolls(self, key: str) -> bool:
        """Whether a key that comes now scrolls the card, and does nothing else."""
        # Not `has_focus`: the card gets its focus event only after keys that follow have been noted.
        if (
            row_of(self.app, Area.CARD, key) not in SCROLLS
            or self._place.region is None
            or self.app.focused is not self
        ):
            return False
        return self._reading.window(self.size.width, self._room).last_offset > 0

    def _answer_under(self, event: events.MouseEvent) -> Answer | None:
        offset = event.get_content_offset(self)
        rows = self._answer_rows()
        if offset is None or offset.y < self.size.height - len(rows):
            return None
        return answer_at(rows[offset.y - self.size.height + len(rows)], offset.x)

    def _begin_anew(self) -> None:
        """Restart reading and waiting, because the card shows another text."""
        approval = self._approval
        self._pressed_answer = None
        if approval is None:
            self._reading.begin(None)
            self.gate.vanished()
            return
        rule = approval.rule if self._asked_again == PREFIX.id else None
        self._reading.begin(lambda width: rule_text(rule, width) if rule else card_text(approval, width))
        self.gate.appeared()

    def _scroll(self, by: int) -> None:
        self._reading.scroll(by, self.size.width, self._room)
        self.refresh()

    def _ask_again(self, answer_id: str) -> None:
        swaps = PREFIX.id in (answer_id, self._asked_again)
        self._asked_again = answer_id
        if swaps:
            # The rule replaces the command, and must be read in turn.
            self._begin_anew()
        self.refresh(layout=True)
        self.post_message(self.AnswersChanged())

    def _take(self, answer: Answer) -> None:
        """Post an answer if it counts. To allow may need the end to be seen, and a second press."""
        approval = self._approval
        decision = decision_of(answer, approval) if approval is not None else None
        if approval is None or decision is None:
            return
        if answer.allows:
            if self._reading.unread(self.size.width, self._room):
                return
            odd = self._reading.text(self.size.width).odd
            if self._asked_again != answer.id and (odd or answer.id == PREFIX.id):
                self._ask_again(answer.id)
                return
        # Keys that are still on their way must not answer the same request twice.
        self.gate.vanished()
        self._key = self._press = None
        self._invited = self._waiting > 0
        self.post_message(self.Answered(approval.key, decision, more=self._waiting > 0))

    def _answers(self) -> list[Answer]:
        if self._approval is None:
            return []
        answers = answers_of(self._approval)
        if self._asked_again:
            answers = asked_again(answers, self._asked_again)
        return answers

    def _answer_rows(self, width: int | None = None) -> list[list[Answer]]:
        answers = self._answers()
        if all(each.allows for each in answers):
            answers.append(LATER)
        named = [replace(answer, key=name_of(self.app, answer.id)) for answer in answers]
        return in_rows(named, self.size.width if width is None else width)

    @property
    def _room(self) -> int:
        """Rows between the title and the answers."""
        return self.size.height - 1 - len(self._answer_rows())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the whole text, up to half of the screen with the border."""
        if self._approval is None:
            return 0
        answers = len(self._answer_rows(width))
        full = 3 + len(self._reading.text(width).rows) + answers
        return min(full, max(1 + FEWEST_ROWS + answers, viewport.height // 2 - 1))

    def render_line(self, y: int) -> Strip:
        """Draw the title, the rows that fit, and the answers at the bottom."""
        width, height = self.size
        shown = self._reading.window(width, self._room)
        if y == 0:
            # Rows that are drawn where a person can see them count as read from now on.
            self.observe()
            self._drawn_armed = self.gate.armed
            if self._place.region is not None:
                self._reading.drawn(shown)
        unread = self._reading.unread(width, self._room)
        painter = CardPainter(
            lambda name: self.get_component_rich_style(f"approval-card--{name}"),
            self.rich_style,
            self.marks,
            width,
        )
        answers = self._answer_rows()
        if y == 0:
            title = self._approval.title if self._approval else ""
            if self._asked_again == PREFIX.id:
                title = "Always allow this prefix"
            said = hints(
                odd=self._reading.text(width).odd,
                focused=self.has_focus,
                whole=self._place.region is not None,
                armed=self._drawn_armed,
                unread=unread,
                waiting=self._waiting,
                way=name_of(self.app, "card.focus"),
            )
            return painter.title(title, said)
        if y >= height - len(answers):
            return painter.answers(
                answers[y - height + len(answers)],
                lambda answer: self._drawn_armed and not (unread and answer.allows),
            )
        at = y - 1 - (1 if len(shown.rows) + 2 < height - len(answers) else 0)
        if 0 <= at < len(shown.rows):
            return painter.text(shown.rows[at], self._reading.text(width).indent)
        return painter.blank()
