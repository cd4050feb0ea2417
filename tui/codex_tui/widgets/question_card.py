"""The card for a question that comes up by itself, with the approval card's place and rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..blocks.cells import wrap_cells
from ..keys import Area
from ..patches.own_keys import name_of, row_of
from .answer_keys import AnswerKeys, KeyUse
from .answers import GAP, Answer, answer_at, in_rows
from .approval_paint import CardPainter, hints
from .approval_place import CardPlace, is_on_top_at
from .approval_reading import SCROLLS, CardReading
from .approval_text import ODD, CardText, TextRow, code_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.strip import Strip
    from typing_extensions import Self

    from .composer import Composer

BESIDE = 7
"""Rows for the rest: header, title, one of the conversation, two of the composer, status, footer."""


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """A question about `subject`, which is foreign text; leaving the card answers `otherwise`.

    An answer that `allows` something is taken only after the end of the question was in view.
    """

    title: str
    subject: str
    text: str
    answers: tuple[Answer, ...]
    otherwise: Answer


class QuestionCard(Widget, can_focus=True):
    """Shows one question. The card takes the focus only by a call of `focus` or by a click.

    Keys count by the rule of `AnswerKeys`, clicks by that of its gate; a letter that answers nothing goes to
    `composer`. The application calls `note_key` for every key and paste, `note_press` for every mouse press.
    """

    ALLOW_SELECT = False
    # The card decides itself whether a press focuses it: it does not while the card has only just appeared.
    FOCUS_ON_CLICK = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-card--mark",
        "question-card--title",
        "question-card--hint",
        "question-card--bar",
        "question-card--code",
        "question-card--note",
        "question-card--odd",
        "question-card--key",
        "question-card--key-off",
        "question-card--words",
        "question-card--words-off",
    }

    class Answered(Message):
        """The person gave this answer, the id of a row of the table of keys."""

        def __init__(self, answer_id: str) -> None:
            super().__init__()
            self.answer_id = answer_id

    class Closed(Message):
        """The card gives up the focus: the question is gone, or the person types."""

    def __init__(
        self,
        composer: Composer,
        clock: Callable[[], float],
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self._keys = AnswerKeys(clock, composer)
        self._question: CardQuestion | None = None
        self._invited = False
        self._press: tuple[object, bool] = (None, False)
        self._pressed_answer: Answer | None = None
        self._reading = CardReading()
        self._place = CardPlace(self, self._keys.gate)
        self._drawn_armed = False
        self.display = False

    @property
    def question(self) -> CardQuestion | None:
        """The question that is shown."""
        return self._question

    @property
    def moves(self) -> bool:
        """Whether the card may change by itself, because its half second may end."""
        return self._question is not None and self.has_focus

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.marks = marks
        self.refresh(layout=True)

    def show(self, question: CardQuestion | None) -> None:
        """Show a question; None hides the card."""
        if question == self._question:
            return
        self._question = question
        self._press, self._pressed_answer = (None, False), None
        self.display = question is not None
        if question is not None:
            self._reading.begin(lambda width: question_text(question, width))
            self._keys.gate.appeared()
        else:
            self._reading.begin(None)
            self._keys.vanished()
            if self._invited:
                self._invited = False
                self.post_message(self.Closed())
        self.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus at the person's request; answers count half a second later."""
        self._invited = self._question is not None
        return super().focus(scroll_visible)

    def allow_focus(self) -> bool:
        """Whether `focus` or a click came first: Textual offers the focus around when a widget is removed."""
        return self._invited and self._question is not None

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Record a key or paste before it reaches a widget, unless it scrolls this card."""
        self.observe()
        scrolls = self.app.focused is self and self._meant(getattr(event, "key", "")) is KeyUse.MOVE
        if not scrolls:
            self._keys.note(event)

    def note_press(self, event: events.MouseDown) -> None:
        """Record a mouse press, before it reaches a widget."""
        self.observe()
        if is_on_top_at(self, event.x, event.y):
            self._press = (self._question, self._keys.gate.press())

    def observe(self) -> None:
        """Record where the card is on the screen, and whether all of it can be seen."""
        self._place.observe(asks=self._question is not None)

    def tick(self) -> None:
        """Draw the answers again if they have begun or ceased to count."""
        self.observe()
        if self._question is not None and self._keys.gate.armed != self._drawn_armed:
            self.refresh()

    def on_mount(self) -> None:
        """Observe every layout of the screen: the card may have moved under the pointer."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid)

    def _laid(self, _screen: Screen[object]) -> None:
        self.observe()

    def on_focus(self) -> None:
        """Start the half second that must pass before an answer counts."""
        self._keys.focused()
        self.refresh()

    def on_blur(self) -> None:
        """Take no more answers. A terminal that lost its focus gives it back to the card later."""
        self._keys.gate.blurred()
        if self.app.app_focus:
            self._invited = False
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer, leave, or type into the composer; a key with another use is passed on."""
        question = self._question
        if question is None:
            return
        use = self._keys.sort(event, self._meant(event.key))
        if use is KeyUse.OTHER:
            return
        event.stop()
        row = row_of(self.app, Area.TRUST, event.key)
        if use is KeyUse.MOVE:
            self._scroll(SCROLLS[row])
        elif use in (KeyUse.ANSWER, KeyUse.LEAVE):
            for answer in (*question.answers, question.otherwise):
                if answer.id == row:
                    self._take(answer)
        elif use is KeyUse.TEXT:
            self.post_message(self.Closed())

    def _meant(self, key: str) -> KeyUse:
        """Return what the table of keys has for a key on this card."""
        row = row_of(self.app, Area.TRUST, key)
        if row in SCROLLS:
            return KeyUse.MOVE
        if self._question is None or not row:
            return KeyUse.OTHER
        return KeyUse.LEAVE if row == self._question.otherwise.id else KeyUse.ANSWER

    def on_paste(self, event: events.Paste) -> None:
        """Type a paste into the composer; it never answers."""
        event.stop()
        self._keys.paste(event)
        self.post_message(self.Closed())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the focus, unless the card came under the pointer just now. That click answers nothing."""
        question = self._question
        asked, permitted = self._press if self._press[0] is not None else (question, self._keys.gate.press())
        self._press = (None, False)
        current = question is not None and asked is question
        self._pressed_answer = self._answer_under(event) if current else None
        if current and permitted and not self.has_focus:
            self.focus(scroll_visible=False)

    def on_click(self, event: events.Click) -> None:
        """Take the answer that was clicked: pressed and released on it, and by the same rule as a key."""
        event.stop()
        self.observe()
        pressed, self._pressed_answer = self._pressed_answer, None
        if self._keys.gate.click() and pressed is not None and pressed == self._answer_under(event):
            self._take(pressed)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by two rows."""
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by two rows."""
        event.stop()
        self._scroll(-2)

    def _answer_under(self, event: events.MouseEvent) -> Answer | None:
        offset = event.get_content_offset(self)
        rows = self._answer_rows(self.size.width)
        if offset is None or offset.y < self.size.height - len(rows):
            return None
        return answer_at(rows[offset.y - self.size.height + len(rows)], offset.x)

    def _scroll(self, by: int) -> None:
        self._reading.scroll(by, self.size.width, self._room)
        self.refresh()

    def _take(self, answer: Answer) -> None:
        """Post an answer, if enough of the question was on the screen for it."""
        question = self._question
        if question is None:
            return
        if answer.id != question.otherwise.id and (self._room < 1 or (answer.allows and self._unread)):
            return
        self._keys.vanished()
        self._invited = False
        self.post_message(self.Answered(answer.id))

    @property
    def _room(self) -> int:
        """Rows between the title and the answers."""
        return self.size.height - 1 - len(self._answer_rows(self.size.width))

    @property
    def _unread(self) -> str:
        return self._reading.unread(self.size.width, self._room)

    def _answer_rows(self, width: int) -> list[list[Answer]]:
        question = self._question
        if question is None:
            return [[]]
        answers = (*question.answers, question.otherwise)
        return in_rows([replace(each, key=name_of(self.app, each.id)) for each in answers], width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the whole text, up to half of the screen, and less on a low one."""
        if self._question is None:
            return 0
        answers = len(self._answer_rows(width))
        full = 1 + len(self._reading.text(width).rows) + answers
        most = min(viewport.height // 2, viewport.height - BESIDE) - self.gutter.height
        return min(full, max(2 + answers, most))

    def render_line(self, y: int) -> Strip:
        """Draw the title, the rows that fit, and the answers at the bottom."""
        width, height = self.size
        shown = self._reading.window(width, self._room)
        if y == 0:
            # Rows that are drawn where a person can see them count as read from now on.
            self.observe()
            self._drawn_armed = self._keys.gate.armed
            if self._place.region is not None:
                self._reading.drawn(shown)
        unread = self._unread
        painter = CardPainter(
            lambda name: self.get_component_rich_style(f"question-card--{name}"),
            self.rich_style,
            self.marks,
            width,
        )
        answers = self._answer_rows(width)
        if y == 0:
            return self._title(painter, unread)
        if y >= height - len(answers):
            return painter.answers(
                answers[y - height + len(answers)],
                lambda answer: self._drawn_armed and not (unread and answer.allows),
            )
        if y - 1 < len(shown.rows):
            return painter.text(shown.rows[y - 1], 0)
        return painter.blank()

    def _title(self, painter: CardPainter, unread: str) -> Strip:
        title = self._question.title if self._question is not None else ""
        said = hints(
            odd=self._reading.text(painter.width).odd,
            focused=self.has_focus,
            whole=self._place.region is not None,
            armed=self._drawn_armed,
            unread=unread,
            waiting=0,
            way=name_of(self.app, "card.focus"),
        )
        room = painter.width - 3 - cell_len(title)
        if self.has_focus and said and cell_len(said[-1].words) + GAP > room:
            # Without room for both, what the person has to do now matters more than a title that was read.
            return painter.title(said[-1].words, [])
        return painter.title(title, said)


def question_text(question: CardQuestion, width: int) -> CardText:
    """Lay a question out: its subject, then its words."""
    subject = code_rows(question.subject, width)
    words = [
        TextRow(piece, "note") for line in question.text.split("\n") for piece in wrap_cells(line, width)
    ]
    return CardText((*subject, *words), len(subject), ODD.search(question.subject) is not None)
