"""Where the focus is, and where it goes: one pane at a time, the composer being home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..widgets.approval_card import ApprovalCard
from ..widgets.composer import Composer
from ..widgets.find_bar import FindLine
from ..widgets.question_card import QuestionCard
from ..widgets.thread_list import ThreadList
from ..widgets.transcript import TranscriptView
from .area import Area
from .too_small import TINY

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from .cockpit import Cockpit

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
        if isinstance(focused, Composer):
            return Area.COMPOSER
        if isinstance(focused, ThreadList):
            return Area.LIST
        if isinstance(focused, TranscriptView):
            return Area.CONVERSATION
        if isinstance(focused, FindLine):
            return Area.FIND
        if isinstance(focused, QuestionCard):
            return Area.TRUST
        return Area.CARD if isinstance(focused, ApprovalCard) else Area.EVERYWHERE

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

    def toggle_list(self) -> bool:
        """Go to the thread list, pulling out the drawer, or from the list home; whether it went there."""
        if self.area is Area.LIST:
            self.to_composer()
            return False
        self._cockpit.add_class(DRAWER)
        # The drawer is displayed with the next layout, and what is not displayed cannot take the focus.
        self._cockpit.call_after_refresh(self._cockpit.thread_pane.list.focus)
        return True

    def to_filter(self) -> None:
        """Type into the filter of the thread list, pulling out the drawer."""
        self._cockpit.add_class(DRAWER)
        self._cockpit.call_after_refresh(self._cockpit.thread_pane.open_filter)

    def cycle(self, step: int) -> None:
        """Focus the next (1) or the previous (-1) pane that is on the screen."""
        cockpit = self._cockpit
        panes: list[Widget] = [cockpit.transcript, cockpit.composer]
        if not cockpit.has_class("-narrow") or self.drawer_open:
            panes.insert(0, cockpit.thread_pane.list)
        if cockpit.card.approval is not None:
            panes.insert(-1, cockpit.card)
        elif cockpit.trust_card.question is not None:
            panes.insert(-1, cockpit.trust_card)
        focused = cockpit.focused
        here = panes.index(focused) if focused is not None and focused in panes else -1
        panes[(here + step) % len(panes)].focus()

    def step_back(self) -> None:
        """Close the drawer, else the search, else clear a selection, else go home; never leave."""
        cockpit = self._cockpit
        if not self.drawer_open and cockpit.finding.is_open:
            cockpit.finding.close()
        elif not self.drawer_open and cockpit.get_selected_text():
            cockpit.clear_selection()
        else:
            self.to_composer()

    def focus_moved(self) -> None:
        """Close a drawer that lost the focus."""
        if self.area not in (Area.LIST, Area.EVERYWHERE):
            self._cockpit.remove_class(DRAWER)
