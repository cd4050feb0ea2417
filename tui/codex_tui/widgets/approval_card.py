"""The card that asks: what would run or change, where and why; it answers to nothing typed elsewhere."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    CommandApproval,
    Decision,
)
from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ..keys import Area
from ..patches.own_keys import name_of, row_of
from ..state.threads import ThreadPhase
from . import glyphs
from .approval_gate import ApprovalGate
from .approval_text import ODD, CardText, TextRow, Window, card_text, rule_text, window
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server.approvals import ApprovalDecision
    from rich.style import Style
    from textual import events
    from textual.geometry import Size
    from typing_extensions import Self

    from ..state.approvals import PendingApproval
    from .row import Piece

FEWEST_ROWS = 2
"""Rows of what is asked that the card wants at least when it must scroll."""

GAP = 3
"""Cells between two actions."""

SCROLLS = {
    "card.up": -1,
    "card.down": 1,
    "card.page-up": -10,
    "card.page-down": 10,
    "card.top": -1_000_000,
    "card.end": 1_000_000,
}
"""Lines that the keys of the table scroll by, by their ids."""

LEAVE = "card.leave"


@dataclass(frozen=True, slots=True)
class Action:
    """One answer: its row in the table of keys, what it says, the same for narrow screens.

    `allows` is whether it allows something; `key` is filled in with the key that the person has for it.
    """

    id: str
    words: str
    short: str
    allows: bool = False
    key: str = ""


ONCE = Action("card.accept", "once", "once", allows=True)
SESSION = Action("card.session", "this session", "session", allows=True)
PREFIX = Action("card.always", "always this prefix", "prefix", allows=True)
DECLINE = Action("card.decline", "no", "no")
CANCEL = Action("card.cancel", "no, stop the turn", "stop")


ROLES = {
    "code": "code",
    "add": "add",
    "remove": "remove",
    "hunk": "hunk",
    "path": "path",
    "label": "label",
    "note": "note",
    "marker": "hint",
}
"""Which component class draws which role of a row."""


class ApprovalCard(Widget, can_focus=True):
    """Shows one waiting approval. The application calls `note_key` for every key and paste, wherever it goes.

    The card can have the focus only after `focus` was called or it was clicked: neither tab nor a
    neighbour that loses the focus hands it over.
    """

    ALLOW_SELECT = False

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
        """The person decided. `key` is that of the `PendingApproval`."""

        def __init__(self, key: int, decision: ApprovalDecision) -> None:
            super().__init__()
            self.key = key
            self.decision = decision

    class Closed(Message):
        """The card gives the focus back: escape was pressed, or what it asked is gone."""

    class AnswersChanged(Message):
        """It takes other answers than before, because it asks again."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self.gate = ApprovalGate(clock)
        self._approval: PendingApproval | None = None
        self._waiting = 0
        self._invited = False
        self._noted: tuple[object, bool, int | None] = (None, False, None)
        self._asked_again = ""
        self._offset = 0
        self._seen_end = False
        self._room = 0
        """Rows between the title and the actions, as of the last look."""
        self._drawn_armed = False
        self._laid_out: tuple[object, CardText] = (None, CardText((), 0, odd=False))
        self.display = False

    @property
    def approval(self) -> PendingApproval | None:
        """What is asked now."""
        return self._approval

    @property
    def answers(self) -> frozenset[str]:
        """The ids of the answers that it takes at this point."""
        return frozenset(action.id for action in _offered(self._approval, self._asked_again))

    def show(self, approval: PendingApproval | None, *, waiting: int = 0) -> None:
        """Ask this; `waiting` is how many more are behind it. None takes the card away."""
        before, self._approval = self._approval, approval
        changed = before != approval
        if not changed and waiting == self._waiting:
            return
        self._waiting = waiting
        if changed:
            self._asked_again, self._offset, self._seen_end = "", 0, False
            if approval is None:
                self.gate.vanished()
            else:
                self.gate.appeared()
        self.display = approval is not None
        if approval is None and before is not None and self._invited:
            self._invited = False
            self.post_message(self.Closed())
        self.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus, because the person asked for it; answers count half a second later."""
        self._invited = self._approval is not None
        return super().focus(scroll_visible)

    def allow_focus(self) -> bool:
        """Only after `focus` or a click: Textual offers the focus around when a widget goes away."""
        return self._invited and self._approval is not None

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Take note of a key or a paste, before it goes where it goes."""
        if event is self._noted[0]:
            return
        permitted = self.gate.key()
        self._noted = (event, permitted, self._approval.key if self._approval else None)

    def tick(self) -> None:
        """Draw the actions again when they began or ceased to count."""
        if self._approval is not None and self.gate.armed != self._drawn_armed:
            self.refresh()

    def on_focus(self) -> None:
        """Begin to wait for a quiet half second."""
        self.gate.focused()
        self.refresh()

    def on_blur(self) -> None:
        """Count nothing any more; a terminal that lost its focus gives it back to us later."""
        self.gate.blurred()
        if self.app.app_focus:
            self._invited = False
        self._asked_again = ""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Scroll, answer or leave. A key that does not act everywhere ends here: nothing else acts on it."""
        self.note_key(event)
        _, permitted, for_key = self._noted
        row = row_of(self.app, Area.CARD, event.key)
        if row or not row_of(self.app, Area.EVERYWHERE, event.key):
            event.stop()
        if self._approval is None or for_key != self._approval.key:
            return
        if row in SCROLLS:
            self._scroll(SCROLLS[row])
        elif row == LEAVE:
            self._leave()
        elif permitted:
            for action in self._actions():
                if row == action.id:
                    self._take(action)

    def on_paste(self, event: events.Paste) -> None:
        """Take note of a paste, which answers nothing."""
        event.stop()
        self.note_key(event)

    def on_mouse_down(self) -> None:
        """Take the focus; the click that gave it answers nothing, as half a second has not passed."""
        if not self.has_focus:
            self.focus(scroll_visible=False)

    def on_click(self, event: events.Click) -> None:
        """Take the answer that was clicked, by the same rule as a key."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or not self.gate.armed:
            return
        row = offset.y - (self.size.height - len(self._action_rows()))
        if row < 0:
            return
        x = 0
        for action in self._action_rows()[row]:
            cells = cell_len(action.key) + 1 + cell_len(action.words)
            if x <= offset.x < x + cells:
                self._take(action)
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
        last = self._window().last_offset
        self._offset = min(max(self._offset + by, 0), last)
        self.refresh()

    def _leave(self) -> None:
        """One step back: from asking again to asking, then to whatever had the focus."""
        if self._asked_again:
            self._ask_again("")
        else:
            self.post_message(self.Closed())

    def _ask_again(self, answer: str) -> None:
        if PREFIX.id in (answer, self._asked_again) and answer != self._asked_again:
            # The rule takes the place of the command, and must be read in its turn.
            self._offset, self._seen_end = 0, False
        self._asked_again = answer
        self.refresh(layout=True)
        self.post_message(self.AnswersChanged())

    def _take(self, action: Action) -> None:
        """Answer, when it is this action's turn: to allow may need the end to be seen, and a second press."""
        approval = self._approval
        if approval is None:
            return
        if action.allows:
            self._window()
            if not self._seen_end:
                return
            if self._asked_again != action.id and (action.id == PREFIX.id or self._text().odd):
                self._ask_again(action.id)
                return
        decision = _decision(action, approval)
        # Nothing that is still on its way may answer the same request twice.
        self.gate.vanished()
        self._noted = (None, False, None)
        self._invited = False
        self.post_message(self.Answered(approval.key, decision))

    def _actions(self) -> list[Action]:
        offered = _offered(self._approval, self._asked_again)
        return [replace(action, key=name_of(self.app, action.id)) for action in offered]

    def _action_rows(self, width: int | None = None) -> list[list[Action]]:
        """Lay the actions out, in few words where many would take more than two rows from what is asked."""
        width = self.size.width if width is None else width
        actions = self._actions()
        rows = _in_rows(actions, width)
        if len(rows) <= 2:
            return rows
        return _in_rows([replace(action, words=action.short) for action in actions], width)

    def _text(self) -> CardText:
        approval = self._approval
        if approval is None:
            return CardText((), 0, odd=False)
        return self._text_for(approval, self.size.width)

    def _text_for(self, approval: PendingApproval, width: int) -> CardText:
        if self._asked_again == PREFIX.id and approval.rule:
            wanted = (approval, width, True)
            if self._laid_out[0] != wanted:
                self._laid_out = (wanted, rule_text(approval.rule, width))
        else:
            wanted = (approval, width, False)
            if self._laid_out[0] != wanted:
                self._laid_out = (wanted, card_text(approval, width))
        return self._laid_out[1]

    def _window(self) -> Window:
        room = self._room = self.size.height - 1 - len(self._action_rows())
        if room < 1:
            # Nothing of it is on the screen, so nothing was read, and nothing can be allowed.
            return Window((), 0, at_end=False)
        shown = window(self._text(), room, self._offset)
        if shown.at_end:
            self._seen_end = True
        return shown

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for the room of what there is to show, up to half of the screen with the border."""
        if self._approval is None:
            return 0
        actions = len(self._action_rows(width))
        full = 3 + len(self._text_for(self._approval, width).rows) + actions
        return min(full, max(1 + FEWEST_ROWS + actions, viewport.height // 2 - 1))

    def render_line(self, y: int) -> Strip:
        """Draw the title, the rows that fit, and the actions at the bottom."""
        width, height, ground = self.size.width, self.size.height, self.rich_style
        actions = self._action_rows()
        if y == 0:
            return self._title_line(width)
        if y >= height - len(actions):
            return self._action_line(actions[y - height + len(actions)], width)
        rows = self._window().rows
        at = y - 1 - (1 if len(rows) + 2 < height - len(actions) else 0)
        if 0 <= at < len(rows):
            return self._text_line(rows[at], width)
        return Strip([Segment(" " * width, ground)], width)

    def _title_line(self, width: int) -> Strip:
        ink, ground = self.get_component_rich_style, self.rich_style
        approval = self._approval
        title = approval.title if approval else ""
        if self._asked_again == PREFIX.id:
            title = "Always allow this prefix"
        self._window()
        armed = self._drawn_armed = self.gate.armed
        hints: list[tuple[int, str, str]] = []
        if self._text().odd:
            hints.append((0, "hidden characters", "odd"))
        if not self.has_focus:
            hints.append((1, f"{name_of(self.app, 'card.focus')} to answer", "hint"))
        elif not armed:
            hints.append((1, "one moment", "hint"))
        elif self._room < 1:
            hints.append((1, "too small to read", "hint"))
        elif not self._seen_end:
            hints.append((1, "read to the end first", "hint"))
        if self._waiting:
            hints.append((2, f"{self._waiting} more waiting", "hint"))
        room = width - 3 - cell_len(title)
        while hints and sum(len(words) + GAP for _, words, _ in hints) > room:
            hints.remove(max(hints))
        spaced: list[Piece] = []
        for _, words, name in hints:
            spaced += [(" " * GAP, ground), (words, ink(f"approval-card--{name}"))]
        left = [
            (f"{self.marks.phases[ThreadPhase.NEEDS_PERSON]} ", ink("approval-card--mark")),
            (title, ink("approval-card--title")),
        ]
        return two_sided(left, spaced, width, ground)

    def _text_line(self, row: TextRow, width: int) -> Strip:
        ink, ground = self.get_component_rich_style, self.rich_style
        style = ink(f"approval-card--{ROLES[row.role]}")
        lead: list[Piece] = []
        if row.lead == "line":
            lead.append((f"{self.marks.bar} ", ink("approval-card--bar")))
        elif row.lead == "more":
            lead.append((f"{self.marks.bar_more} ", ink("approval-card--bar")))
        elif row.role == "label":
            lead.append((f"{row.lead:<5}", ink("approval-card--label")))
            style = ink("approval-card--note")
        words = _marked(row.text, style, ink("approval-card--odd"))
        # What is added and removed is told by its ground too: it goes to the edge, past the words.
        return two_sided([*lead, *words], [], width, style if row.role in ("add", "remove") else ground)

    def _action_line(self, actions: list[Action], width: int) -> Strip:
        ink = self.get_component_rich_style
        pieces: list[Piece] = []
        for number, action in enumerate(actions):
            off = "" if self._drawn_armed and (self._seen_end or not action.allows) else "-off"
            if number:
                pieces.append((" " * GAP, self.rich_style))
            pieces.append((action.key, ink(f"approval-card--key{off}")))
            pieces.append((f" {action.words}", ink(f"approval-card--words{off}")))
        return two_sided(pieces, [], width, self.rich_style)


def _offered(approval: PendingApproval | None, asked_again: str) -> list[Action]:
    """Return the answers that count now; after the first press of one that is asked again, fewer."""
    if approval is None:
        return []
    if asked_again:
        again = next(each for each in (ONCE, SESSION, PREFIX) if each.id == asked_again)
        words, short = f"again: {again.words}", f"again: {again.short}"
        return [Action(again.id, words, short, allows=True), DECLINE, CANCEL]
    return [ONCE, SESSION, *([PREFIX] if approval.rule else []), DECLINE, CANCEL]


def _in_rows(actions: list[Action], width: int) -> list[list[Action]]:
    rows: list[list[Action]] = [[]]
    used = 0
    for action in actions:
        cells = cell_len(action.key) + 1 + cell_len(action.words)
        if rows[-1] and used + cells > width:
            rows.append([])
            used = 0
        rows[-1].append(action)
        used += cells + GAP
    return rows


def _marked(text: str, style: Style, odd: Style) -> list[Piece]:
    """Set off what hides in the text."""
    pieces: list[Piece] = []
    at = 0
    for match in ODD.finditer(text):
        pieces += [(text[at : match.start()], style), (match.group(), odd)]
        at = match.end()
    pieces.append((text[at:], style))
    return pieces


def _decision(action: Action, approval: PendingApproval) -> ApprovalDecision:
    """Find the protocol's answer; a rule goes back as the server proposed it, not as it was shown."""
    if action.id == PREFIX.id:
        request = approval.request
        if isinstance(request, CommandApproval) and request.proposed_execpolicy_amendment:
            return AcceptWithExecpolicyAmendment(tuple(request.proposed_execpolicy_amendment))
        return Decision.DECLINE
    return {
        ONCE.id: Decision.ACCEPT,
        SESSION.id: Decision.ACCEPT_FOR_SESSION,
        DECLINE.id: Decision.DECLINE,
        CANCEL.id: Decision.CANCEL,
    }[action.id]
