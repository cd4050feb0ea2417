"""The card of a question that comes up by itself: it has the approval card's place and manners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ..state.threads import ThreadPhase
from . import glyphs
from .answer_keys import AnswerKeys, KeyUse
from .approval_text import ODD, CardText, TextRow, Window, code_rows, window
from .row import two_sided, wrap_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Region, Size
    from textual.screen import Screen
    from typing_extensions import Self

    from .composer import Composer
    from .row import Piece

GAP = 3
"""Cells between two answers."""

BESIDE = 7
"""Rows for others: header, title, one of the conversation, two of the composer, status, footer."""

SCROLLS = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -1_000_000, "end": 1_000_000}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what it is called in the program, its key, and its words.

    One that `allows` something is taken once the end of the question was in view.
    """

    value: str
    key: str
    words: str
    allows: bool = False


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """What a card asks about `subject`, which is another side's text; `escape` answers `otherwise`."""

    title: str
    subject: str
    text: str
    answers: tuple[Answer, ...]
    otherwise: Answer


class QuestionCard(Widget, can_focus=True):
    """Shows one question. It can have the focus only after `focus` was called or it was clicked.

    A click counts half a second after the card appeared or moved, a key by the rule of `AnswerKeys`; a letter
    that answers nothing goes to `composer`. The application calls `note_key` for every key and paste.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-card--mark",
        "question-card--title",
        "question-card--hint",
        "question-card--bar",
        "question-card--code",
        "question-card--note",
        "question-card--key",
        "question-card--key-off",
        "question-card--words",
        "question-card--words-off",
    }

    class Answered(Message):
        """The person answered with this value."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Closed(Message):
        """The card gives the focus back: the question is gone, or the person types."""

    def __init__(
        self,
        composer: Composer,
        clock: Callable[[], float],
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self._keys = AnswerKeys(clock, composer)
        self._question: CardQuestion | None = None
        self._invited = False
        self._offset = 0
        self._seen_end = False
        self._drawn_armed = False
        self._place: Region | None = None
        self._laid_out: tuple[object, CardText] = (None, CardText((), 0, odd=False))
        self.display = False

    @property
    def question(self) -> CardQuestion | None:
        """What is asked now."""
        return self._question

    @property
    def moves(self) -> bool:
        """Whether it must be drawn again by itself: its half second may end."""
        return self._question is not None and self.has_focus

    def show(self, question: CardQuestion | None) -> None:
        """Ask this; None takes the card away."""
        if question == self._question:
            return
        self._question, self._offset, self._seen_end, self._place = question, 0, False, None
        self.display = question is not None
        if question is not None:
            self._keys.placed()
        else:
            self._keys.vanished()
            if self._invited:
                self._invited = False
                self.post_message(self.Closed())
        self.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus, because the person asked for it; answers count half a second later."""
        self._invited = self._question is not None
        return super().focus(scroll_visible)

    def allow_focus(self) -> bool:
        """Only after `focus` or a click: Textual offers the focus around when a widget goes away."""
        return self._invited and self._question is not None

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Take note of a key or paste, before it goes where it goes; those that scroll here do not count."""
        if not (self.has_focus and getattr(event, "key", None) in SCROLLS):
            self._keys.note(event)

    def tick(self) -> None:
        """Draw the answers again when they began or ceased to count."""
        if self._question is not None and self._keys.gate.armed != self._drawn_armed:
            self.refresh()

    def on_mount(self) -> None:
        """Learn of every move: the place under the pointer was another one before."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid)

    def _laid(self, _screen: Screen[object]) -> None:
        if self._question is not None and self.region != self._place:
            self._place = self.region
            self._keys.placed()

    def on_focus(self) -> None:
        """Begin to wait for a quiet half second."""
        self._keys.focused()
        self.refresh()

    def on_blur(self) -> None:
        """Count nothing any more; a terminal that lost its focus gives it back to us later."""
        self._keys.gate.blurred()
        if self.app.app_focus:
            self._invited = False
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer, leave, or hand the key to the composer; nothing else acts on it."""
        question = self._question
        if question is None:
            return
        if event.key == "escape":
            event.stop()
            self._take(question.otherwise)
            return
        answers = {each.key: each for each in question.answers}
        use = self._keys.sort(event, answers)
        if use is KeyUse.OTHER:
            return
        event.stop()
        if use is KeyUse.MOVE:
            self._scroll(SCROLLS[event.key])
        elif use is KeyUse.ANSWER:
            self._take(answers[event.key])
        elif use is KeyUse.TEXT:
            self.post_message(self.Closed())

    def on_paste(self, event: events.Paste) -> None:
        """Hand a paste to the composer: it answers nothing."""
        event.stop()
        self._keys.paste(event)
        self.post_message(self.Closed())

    def on_mouse_down(self) -> None:
        """Take the focus, unless the card came under the pointer just now."""
        if not self.has_focus and self._keys.settled and self.region == self._place:
            self.focus(scroll_visible=False)

    def on_click(self, event: events.Click) -> None:
        """Take the answer that was clicked, by the same rule as a key."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or not (self._keys.gate.armed and self._keys.settled):
            return
        rows = self._answer_rows(self.size.width)
        row = offset.y - (self.size.height - len(rows))
        if row < 0:
            return
        x = 0
        for answer in rows[row]:
            cells = len(answer.key) + 1 + cell_len(answer.words)
            if x <= offset.x < x + cells:
                self._take(answer)
                return
            x += cells + GAP

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Read on."""
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Read back."""
        event.stop()
        self._scroll(-2)

    def _scroll(self, by: int) -> None:
        self._offset = min(max(self._offset + by, 0), self._window().last_offset)
        self.refresh()

    def _take(self, answer: Answer) -> None:
        """Answer, when enough of the question was on the screen for it."""
        question = self._question
        if question is None:
            return
        if answer is not question.otherwise:
            shown = self._window()
            if not shown.rows or (answer.allows and not self._seen_end):
                return
        self._keys.vanished()
        self._invited = False
        self.post_message(self.Answered(answer.value))

    def _text(self, width: int) -> CardText:
        question = self._question
        if question is None:
            return CardText((), 0, odd=False)
        if self._laid_out[0] != (question, width):
            subject = code_rows(question.subject, width)
            words = [
                TextRow(piece, "note")
                for line in question.text.split("\n")
                for piece in wrap_cells(line, width)
            ]
            odd = ODD.search(question.subject) is not None
            self._laid_out = ((question, width), CardText((*subject, *words), len(subject), odd))
        return self._laid_out[1]

    def _window(self) -> Window:
        room = self.size.height - 1 - len(self._answer_rows(self.size.width))
        if room < 1:
            # Nothing of it is on the screen, so nothing was read.
            return Window((), 0, at_end=False)
        shown = window(self._text(self.size.width), room, self._offset)
        if shown.at_end:
            self._seen_end = True
        return shown

    def _answer_rows(self, width: int) -> list[list[Answer]]:
        question = self._question
        rows: list[list[Answer]] = [[]]
        used = 0
        for answer in (*question.answers, question.otherwise) if question is not None else ():
            cells = len(answer.key) + 1 + cell_len(answer.words)
            if rows[-1] and used + cells > width:
                rows.append([])
                used = 0
            rows[-1].append(answer)
            used += cells + GAP
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for the room of what there is to show, up to half of the screen, and less on a low one."""
        if self._question is None:
            return 0
        answers = len(self._answer_rows(width))
        full = 1 + len(self._text(width).rows) + answers
        most = min(viewport.height // 2, viewport.height - BESIDE) - self.gutter.height
        return min(full, max(2 + answers, most))

    def render_line(self, y: int) -> Strip:
        """Draw the title, the rows that fit, and the answers at the bottom."""
        width, height = self.size.width, self.size.height
        answers = self._answer_rows(width)
        if y == 0:
            return self._title_line(width)
        if y >= height - len(answers):
            return self._answer_line(answers[y - height + len(answers)], width)
        rows = self._window().rows
        if y - 1 < len(rows):
            return self._text_line(rows[y - 1], width)
        return Strip([Segment(" " * width, self.rich_style)], width)

    def _title_line(self, width: int) -> Strip:
        ink, ground = self.get_component_rich_style, self.rich_style
        shown = self._window()
        armed = self._drawn_armed = self._keys.gate.armed
        hints: list[str] = []
        if self._text(width).odd:
            hints.append("hidden characters")
        if not self.has_focus:
            hints.append("f2 to answer")
        elif not armed:
            hints.append("one moment")
        elif not shown.rows:
            hints.append("too small to read")
        elif not self._seen_end:
            hints.append("read to the end first")
        title = self._question.title if self._question is not None else ""
        room = width - 3 - cell_len(title)
        if self.has_focus and hints and cell_len(hints[-1]) + GAP > room:
            # Where both do not fit, what the person has to do now is more than what was read already.
            title, hints = hints[-1], []
        while hints and sum(len(words) + GAP for words in hints) > room:
            hints.pop(0)
        right: list[Piece] = []
        for words in hints:
            right += [(" " * GAP, ground), (words, ink("question-card--hint"))]
        mark = self.marks.phases[ThreadPhase.NEEDS_PERSON]
        left = [(f"{mark} ", ink("question-card--mark")), (title, ink("question-card--title"))]
        return two_sided(left, right, width, ground)

    def _text_line(self, row: TextRow, width: int) -> Strip:
        ink = self.get_component_rich_style
        lead: list[Piece] = []
        if row.lead:
            bar = self.marks.bar if row.lead == "line" else self.marks.bar_more
            lead.append((f"{bar} ", ink("question-card--bar")))
        role = {"code": "code", "marker": "hint"}.get(row.role, "note")
        return two_sided([*lead, (row.text, ink(f"question-card--{role}"))], [], width, self.rich_style)

    def _answer_line(self, answers: list[Answer], width: int) -> Strip:
        ink = self.get_component_rich_style
        pieces: list[Piece] = []
        for number, answer in enumerate(answers):
            off = "" if self._drawn_armed and (self._seen_end or not answer.allows) else "-off"
            if number:
                pieces.append((" " * GAP, self.rich_style))
            pieces.append((answer.key, ink(f"question-card--key{off}")))
            pieces.append((f" {answer.words}", ink(f"question-card--words{off}")))
        return two_sided(pieces, [], width, self.rich_style)
