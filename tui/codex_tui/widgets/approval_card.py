"""The card of a request that waits for the person. Text typed elsewhere cannot answer it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..keys import Area
from ..patches.own_keys import name_of, row_of
from .answers import Answer, answer_at, in_rows
from .approval_answers import LATER, asked_again
from .approval_gate import ApprovalGate
from .approval_paint import CardPainter, hints
from .approval_place import CardPlace, is_on_top_at
from .approval_reading import SCROLLS, CardReading
from .card_bodies import CardBodies
from .card_body import Anew, Entry, Redraw, Send
from .card_line import CardLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip
    from typing_extensions import Self

    from ..state.pending import PendingRequest
    from .approval_text import TextRow, Window
    from .card_body import CardBody, Outcome

FEWEST_ROWS = 2
"""Minimum rows of text that the card wants when it must scroll."""


STEPS = frozenset({"card.up", "card.down", "form.next", "form.previous"})
"""The keys that only move in a form, as they scroll other texts: they fill in nothing."""


def _first_line(shown: Window, room: int) -> int:
    """Return the line of the card on which its text begins: with room there is an empty one above."""
    return 1 + (1 if len(shown.rows) + 2 < room else 0)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A key or a press, and whether it may act. It acts later, when another card may be shown.

    `request` is the `key` of the request that was shown when it came.
    """

    event: events.Event
    permitted: bool
    request: int | None


class ApprovalCard(Widget, can_focus=True):
    """Shows one request that waits; what it says and takes is up to the body of its kind.

    `line` stands below the card, where the owner puts it. `bodies` may be shared with another card.

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
        "approval-card--field",
        "approval-card--here",
        "approval-card--wrong",
        "approval-card--odd",
        "approval-card--key",
        "approval-card--key-off",
        "approval-card--words",
        "approval-card--words-off",
    }

    class Answered(Message):
        """The person decided. `thread_id`: whose turn it is; `more`: others wait there."""

        def __init__(self, send: Send, thread_id: str, turn_id: str, *, more: bool) -> None:
            super().__init__()
            self.send = send
            self.thread_id = thread_id
            self.turn_id = turn_id
            self.more = more

    class Closed(Message):
        """The card gives up the focus: escape was pressed, or the request is gone.

        `typed` is what stood in its line when the request went.
        """

        def __init__(self, typed: str = "") -> None:
            super().__init__()
            self.typed = typed

    class AnswersChanged(Message):
        """The card takes other answers than before."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        bodies: CardBodies | None = None,
        now: Callable[[], float] = time.time,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self.gate = ApprovalGate(clock)
        self._now = now
        self.line = CardLine(
            self._entered, self._left_line, self._stepped, lambda: self.post_message(self.Closed())
        )
        self._bodies = bodies or CardBodies()
        self._body: CardBody | None = None
        self._request: PendingRequest | None = None
        self._waiting: tuple[PendingRequest, ...] = ()
        self._invited = False
        # The last of each: a key that was followed by another before it acted was part of typing.
        self._key: _Arrival | None = None
        self._press: _Arrival | None = None
        self._pressed: Answer | TextRow | None = None
        self._asked_again = ""
        self._shows_another = False
        self._reading = CardReading()
        self._place = CardPlace(self, self.gate)
        self._drawn_armed = False
        self._drawn_left: int | None = None
        self.display = False

    @property
    def request(self) -> PendingRequest | None:
        """The request that is shown."""
        return self._request

    @property
    def answers(self) -> frozenset[str]:
        """The ids of the answers that the card takes now, and of the keys that choose in it."""
        moves = self._body.moves if self._body is not None else frozenset()
        return frozenset(answer.id for answer in self._answers()) | moves

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.marks = marks
        self.refresh(layout=True)

    def show(self, request: PendingRequest | None, waiting: Sequence[PendingRequest] = ()) -> None:
        """Show a request; None hides the card. `waiting` are the others, in their order."""
        before, self._request = self._request, request
        changed = before != request
        if not changed and tuple(waiting) == self._waiting:
            return
        self._waiting = tuple(waiting)
        self._body = self._bodies.of(request) if request is not None else None
        beside = self._body.beside(self._waiting) if self._body is not None else None
        if changed or isinstance(beside, Anew):
            self._asked_again = ""
            self._begin_anew()
        self.display = request is not None
        if changed:
            self._close_line(before)
        if request is None and before is not None and self._invited:
            self._invited = False
            self.post_message(self.Closed())
        self.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus at the person's request; answers count half a second later."""
        self._invited = self._request is not None
        if self.line.is_used:
            self.line.input.focus(scroll_visible)
            return self
        return super().focus(scroll_visible)

    def visit(self) -> None:
        """Take the focus because the person has come here; the line opens where something can be typed."""
        self.focus(scroll_visible=False)
        if self._body is not None:
            self._follow(self._body.begin())

    def allow_focus(self) -> bool:
        """Whether `focus` or a click came first: Textual offers the focus around when a widget is removed."""
        return self._invited and self._request is not None

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
        return _Arrival(event, permitted, self._request.key if self._request else None)

    def observe(self) -> None:
        """Record where the card is on the screen, and whether all of it can be seen."""
        self._place.observe(asks=self._request is not None)

    def tick(self) -> None:
        """Draw the answers again if they have begun or ceased to count."""
        self.observe()
        if self._request is not None and (
            self.gate.armed != self._drawn_armed
            or seconds_left(self._request, self._now()) != self._drawn_left
        ):
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
        if self._asked_again and self._body is not None and not self.line.is_open:
            self._take_back(self._body)
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer or leave. Only keys that act everywhere are passed on."""
        arrival = self._key if self._key is not None and self._key.event is event else None
        row = row_of(self.app, Area.CARD, event.key)
        if row or not row_of(self.app, Area.EVERYWHERE, event.key):
            event.stop()
        request, body = self._request, self._body
        if request is None or body is None or (arrival is not None and arrival.request != request.key):
            return
        if row in body.moves and (outcome := body.move(row)) is not None:
            self._follow(outcome)
        elif row in SCROLLS:
            self._scroll(SCROLLS[row])
        elif row == LATER.id:
            self._back(body)
        elif arrival is not None and arrival.permitted:
            for answer in self._answers():
                if row == answer.id:
                    self._take(answer)

    def _back(self, body: CardBody) -> None:
        """Take back what was asked a second time, else go back in the body, else leave the card."""
        if self._asked_again:
            self._take_back(body)
        elif (outcome := body.back()) is not None:
            self._follow(outcome)
        else:
            self.post_message(self.Closed())

    def _take_back(self, body: CardBody) -> None:
        """Take back what was asked a second time: by the body, which shows another text for it, or here."""
        outcome = body.back() if self._shows_another else None
        self._ask_again("")
        self._follow(outcome)

    def on_paste(self, event: events.Paste) -> None:
        """Record a paste; it never answers."""
        event.stop()
        self.note_key(event)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the focus, unless the card has only just appeared. The click that does so answers nothing."""
        arrival = self._press or self._arrival(event, self.gate.press())
        request = self._request
        self._pressed = self._under(event)
        if request is None or arrival.request != request.key:
            self._pressed = None
        elif arrival.permitted and not self.has_focus:
            self.visit()

    def on_click(self, event: events.Click) -> None:
        """Take the answer or the row that was clicked: pressed and released on it, by the rule of keys."""
        event.stop()
        self.observe()
        pressed, self._pressed = self._pressed, None
        if not self.gate.click() or pressed is None or pressed != self._under(event):
            return
        if isinstance(pressed, Answer):
            self._take(pressed)
        elif self._body is not None and pressed.place >= 0:
            self._follow(self._body.point(pressed.place))

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
        row = row_of(self.app, Area.CARD, key)
        moves = self._body is not None and row in self._body.moves
        if moves and row not in STEPS:
            # A choice is filled in: it counts as typing, so that a burst cannot choose and answer at once.
            return False
        if not (moves or row in SCROLLS) or self._place.region is None or self.app.focused is not self:
            return False
        if moves:
            return True
        return self._reading.window(self.size.width, self._room).last_offset > 0

    def _under(self, event: events.MouseEvent) -> Answer | TextRow | None:
        """Return the answer, or the row of the text, at a place of the screen."""
        offset = event.get_content_offset(self)
        rows = self._answer_rows()
        if offset is None:
            return None
        if offset.y >= self.size.height - len(rows):
            return answer_at(rows[offset.y - self.size.height + len(rows)], offset.x)
        shown = self._reading.window(self.size.width, self._room)
        at = offset.y - _first_line(shown, self.size.height - len(rows))
        return shown.rows[at] if 0 <= at < len(shown.rows) else None

    def _begin_anew(self) -> None:
        """Restart reading and waiting, because the card shows another text."""
        body = self._body
        self._pressed = None
        if body is None:
            self._reading.begin(None)
            self.gate.vanished()
            return
        self._reading.begin(body.text)
        self.gate.appeared()

    def _scroll(self, by: int) -> None:
        self._reading.scroll(by, self.size.width, self._room)
        self.refresh()

    def _ask_again(self, answer_id: str) -> None:
        self._asked_again, self._shows_another = answer_id, False
        self.refresh(layout=True)
        self.post_message(self.AnswersChanged())

    def _take(self, answer: Answer) -> None:
        """Take an answer if it counts. To allow may need the end to be seen, and a second press."""
        body = self._body
        if body is None or (answer.allows and self._reading.unread(self.size.width, self._room)):
            return
        again = self._asked_again == answer.id
        outcome = body.take(answer.id, again=again)
        if isinstance(outcome, Send) and answer.allows and not again:
            if self._reading.text(self.size.width).odd:
                self._ask_again(answer.id)
                return
        elif isinstance(outcome, Anew):
            self._asked_again, self._shows_another = answer.id, True
        self._follow(outcome)

    def _follow(self, outcome: Outcome) -> None:
        """Do what the body says."""
        request = self._request
        if isinstance(outcome, Send) and request is not None:
            # Keys that are still on their way must not answer the same request twice.
            self.gate.vanished()
            self._key = self._press = None
            answered = {key for key, _ in outcome.answers}
            more = any(each.key not in answered for each in self._waiting)
            self._invited = more
            self.post_message(self.Answered(outcome, request.thread_id, request.turn_id, more=more))
        elif isinstance(outcome, Entry):
            self._look_again()
            self.line.open(outcome)
        elif isinstance(outcome, Anew):
            # The text is another one, and must be read in turn.
            self._begin_anew()
            self.refresh(layout=True)
            self.post_message(self.AnswersChanged())
        elif isinstance(outcome, Redraw):
            self._look_again()

    def _look_again(self) -> None:
        """Draw the text as it looks now, with the row under the cursor in view."""
        self._reading.lay_out_again()
        self._reading.reveal(self.size.width, self._room)
        self.refresh(layout=True)
        self.post_message(self.AnswersChanged())

    def _entered(self, text: str) -> None:
        """Hand the body what was typed into the line; the focus comes back to the card."""
        self.line.close()
        self.focus(scroll_visible=False)
        if self._body is not None:
            self._follow(self._body.entered(text))

    def _left_line(self) -> None:
        """Close the line without an answer; the focus comes back to the card."""
        self.line.leave()
        self.focus(scroll_visible=False)
        self._look_again()

    def _stepped(self, entry: Entry, typed: str, step: int) -> None:
        """Go on to another field with what was typed."""
        if entry.stepped is not None:
            self.line.close()
            self.focus(scroll_visible=False)
            self._follow(entry.stepped(typed, step))

    def _close_line(self, before: PendingRequest | None) -> None:
        """Close the line of a request that is no longer shown.

        What was typed stays in the request where it can, and else goes to the owner. A secret goes nowhere,
        and neither does the rest of it, which the person may be typing: its line stays until it is left.
        """
        if before is None or not self.line.is_used:
            return
        self._invited = False
        if self.line.input.password:
            self.line.shut()
            return
        typed, kept = self.line.leave()
        self.post_message(self.Closed("" if kept and self._bodies.waits(before) else typed))

    def _answers(self) -> list[Answer]:
        if self._body is None:
            return []
        answers = list(self._body.answers)
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
        if self._body is None:
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
            self._drawn_left = seconds_left(self._request, self._now())
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
            title = self._body.title if self._body else ""
            said = hints(
                odd=self._reading.text(width).odd,
                focused=self.has_focus or self.line.is_open,
                whole=self._place.region is not None,
                armed=self._drawn_armed or self.line.is_open,
                unread=unread,
                waiting=len(self._waiting),
                seconds_left=self._drawn_left,
                way=name_of(self.app, "card.focus"),
            )
            return painter.title(title, said)
        if y >= height - len(answers):
            return painter.answers(
                answers[y - height + len(answers)],
                lambda answer: self._drawn_armed and not (unread and answer.allows),
            )
        at = y - _first_line(shown, height - len(answers))
        if 0 <= at < len(shown.rows):
            return painter.text(shown.rows[at], self._reading.text(width).indent)
        return painter.blank()


def seconds_left(request: PendingRequest | None, now: float) -> int | None:
    """Return the seconds until the server goes on without an answer; None when it waits for one."""
    deadline = request.deadline_ms if request is not None else None
    return None if deadline is None else max(0, int(deadline / 1000 - now))
