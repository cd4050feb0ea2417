"""Where the focus is, and where it goes: one pane at a time, the composer being home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
from ..widgets.approval_card import ApprovalCard
from ..widgets.composer import Composer
from ..widgets.find_bar import FindLine
from ..widgets.question_card import QuestionCard
from ..widgets.thread_list import ThreadList
from ..widgets.thread_pane import ThreadFilter
from ..widgets.transcript.view import TranscriptView
from .too_small import TINY

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from .cockpit import Cockpit

_AREAS = (
    (Composer, Area.COMPOSER),
    (ThreadList, Area.LIST),
    (ThreadFilter, Area.FILTER),
    (TranscriptView, Area.CONVERSATION),
    (FindLine, Area.FIND),
    (ApprovalCard, Area.CARD),
    (QuestionCard, Area.TRUST),
)

DRAWER = "-drawer"
"""The class of a narrow screen whose list is pulled out."""


class Panes:
    """Moves the focus of the cockpit."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit

    @property
    def area(self) -> Area:
        """Where the keys go."""
        focused = self._cockpit.focused
        return next((area for kind, area in _AREAS if isinstance(focused, kind)), Area.EVERYWHERE)

    @property
    def drawer_open(self) -> bool:
        """Whether the list covers the conversation of a narrow screen."""
        return self._cockpit.has_class("-narrow") and self._cockpit.has_class(DRAWER)

    def to_composer(self) -> None:
        """Go home, closing the drawer."""
        self._cockpit.composer.focus()
        self._cockpit.remove_class(DRAWER)

    def fit(self) -> None:
        """Have a focus also where nothing fits: what is hidden has none, and letters would be lost."""
        cockpit = self._cockpit
        if cockpit.has_class(TINY):
            cockpit.too_small.focus()
        elif cockpit.focused in (None, cockpit.too_small):
            self.to_composer()

    def to_card(self) -> None:
        """Go to the card that is shown: the only way to answer it."""
        cockpit = self._cockpit
        (cockpit.card if cockpit.card.approval is not None else cockpit.trust_card).focus()
        self._cockpit.remove_class(DRAWER)

    def note_key(self, event: events.Key | events.Paste) -> None:
        """Tell the cards of a key or paste, wherever it goes: what is near in time answers nothing."""
        self._cockpit.card.note_key(event)
        self._cockpit.trust_card.note_key(event)

    def note_press(self, event: events.MouseDown) -> None:
        """Tell the cards of a mouse press, wherever it goes."""
        self._cockpit.card.note_press(event)
        self._cockpit.trust_card.note_press(event)

    def observe(self) -> None:
        """Have the cards look where they are: the screen changed."""
        self._cockpit.card.observe()
        self._cockpit.trust_card.observe()

    def toggle_list(self) -> bool:
        """Go to the thread list, pulling out the drawer, or from the list home; whether it went there."""
        if self.area is Area.LIST:
            self.to_composer()
            return False
        self.to_list()
        return True

    def to_list(self) -> None:
        """Go to the thread list, pulling out the drawer on a narrow screen."""
        self._pull_out()
        self._cockpit.thread_pane.list.focus()

    def to_filter(self) -> None:
        """Type into the filter of the thread list, pulling out the drawer."""
        self._pull_out()
        self._cockpit.thread_pane.open_filter()

    def _pull_out(self) -> None:
        """Show the drawer now: what is not displayed cannot take the focus, and the next key is for it."""
        self._cockpit.add_class(DRAWER)
        self._cockpit.app.stylesheet.update(self._cockpit.thread_pane)

    def cycle(self, step: int) -> None:
        """Go from the composer to the conversation (1), the card if there is one, the list; or back (-1)."""
        cockpit = self._cockpit
        panes: list[Widget] = [cockpit.composer, cockpit.transcript]
        if cockpit.card.approval is not None:
            panes.append(cockpit.card)
        elif cockpit.trust_card.question is not None:
            panes.append(cockpit.trust_card)
        panes.append(cockpit.thread_pane.list)
        focused = cockpit.focused
        here = panes.index(focused) if focused is not None and focused in panes else 0
        aim = panes[(here + step) % len(panes)]
        if aim is cockpit.thread_pane.list:
            # On a narrow screen the list is in a drawer.
            self.to_list()
        else:
            aim.focus()

    def step_back(self) -> None:
        """Close what is open, else clear a selection, else go to the composer, else interrupt the turn."""
        cockpit = self._cockpit
        if self.drawer_open:
            self.to_composer()
            cockpit.escape.acted()
        elif cockpit.finding.is_open:
            cockpit.finding.close()
            cockpit.escape.acted()
        elif cockpit.get_selected_text():
            cockpit.clear_selection()
        elif not cockpit.composer.selection.is_empty:
            cockpit.composer.clear_selection()
        elif self.area is not Area.COMPOSER:
            self.to_composer()
        elif cockpit.desk.interrupt():
            cockpit.escape.acted()

    def focus_moved(self) -> None:
        """Close a drawer that lost the focus."""
        if self.area not in (Area.LIST, Area.FILTER, Area.EVERYWHERE):
            self._cockpit.remove_class(DRAWER)
