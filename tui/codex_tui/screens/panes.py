"""Where the focus is and where it goes, pane by pane. The composer is home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..keys import Area
from ..widgets.approval_card import ApprovalCard
from ..widgets.card_line import CardLineInput
from ..widgets.composer import Composer
from ..widgets.find_bar import FindLine
from ..widgets.question_card import QuestionCard
from ..widgets.thread_list import ThreadList
from ..widgets.thread_pane import ThreadFilter
from ..widgets.transcript.view import TranscriptView
from .too_small import TINY

if TYPE_CHECKING:
    from textual.widget import Widget

    from ..widgets.thread_pane import ThreadPane
    from .cards import Cards
    from .too_small import TooSmall

_AREAS = (
    (Composer, Area.COMPOSER),
    (ThreadList, Area.LIST),
    (ThreadFilter, Area.FILTER),
    (TranscriptView, Area.CONVERSATION),
    (FindLine, Area.FIND),
    (ApprovalCard, Area.CARD),
    (CardLineInput, Area.CARD_LINE),
    (QuestionCard, Area.TRUST),
)

DRAWER = "-drawer"
"""The class of a narrow screen while the list covers the conversation."""


class FocusScreen(Protocol):
    """The part of a screen that has to do with focus and classes."""

    @property
    def focused(self) -> Widget | None:
        """The widget that has the focus."""
        ...

    def has_class(self, *class_names: str) -> bool:
        """Whether it has all these classes."""
        ...

    def add_class(self, *class_names: str) -> object:
        """Add classes."""
        ...

    def remove_class(self, *class_names: str) -> object:
        """Remove classes."""
        ...


class Panes:
    """Moves the focus of a screen."""

    def __init__(
        self,
        screen: FocusScreen,
        cards: Cards,
        *,
        composer: Composer,
        transcript: TranscriptView,
        thread_pane: ThreadPane,
        too_small: TooSmall,
    ) -> None:
        self._screen = screen
        self._cards = cards
        self._composer = composer
        self._transcript = transcript
        self._thread_pane = thread_pane
        self._too_small = too_small

    @property
    def area(self) -> Area:
        """The area of the widget that has the focus."""
        focused = self._screen.focused
        return next((area for kind, area in _AREAS if isinstance(focused, kind)), Area.EVERYWHERE)

    @property
    def drawer_open(self) -> bool:
        """Whether the list covers the conversation of a narrow screen."""
        return self._screen.has_class("-narrow") and self._screen.has_class(DRAWER)

    def to_composer(self, typed: str = "") -> None:
        """Focus the composer, and close the drawer; `typed` is put where the cursor is."""
        if typed and not self._composer.read_only:
            self._composer.insert(typed)
        self._composer.focus()
        self._screen.remove_class(DRAWER)

    def fit(self) -> None:
        """Keep the focus on a displayed widget where nothing fits: without a focus letters would be lost."""
        if self._screen.has_class(TINY):
            self._too_small.focus()
        elif self._screen.focused in (None, self._too_small):
            self.to_composer()

    def to_card(self) -> None:
        """Focus the card that is shown, which is the only way to answer it; close the drawer."""
        card = self._cards.shown
        if isinstance(card, ApprovalCard):
            card.visit()
        elif card is not None:
            card.focus()
        self._screen.remove_class(DRAWER)

    def toggle_list(self) -> bool:
        """Focus the thread list, or from the list the composer; return whether the list has the focus now."""
        if self.area is Area.LIST:
            self.to_composer()
            return False
        self.to_list()
        return True

    def to_list(self) -> None:
        """Focus the thread list, opening the drawer on a narrow screen."""
        self._pull_out()
        self._thread_pane.list.focus()

    def to_filter(self) -> None:
        """Focus the filter of the thread list, opening the drawer on a narrow screen."""
        self._pull_out()
        self._thread_pane.open_filter()

    def clear_filter(self) -> None:
        """Show all threads in the list again; from the filter the focus goes to the list."""
        self._thread_pane.clear_filter()

    def _pull_out(self) -> None:
        """Display the drawer at once: a hidden widget cannot take the focus, and the next key is for it."""
        self._screen.add_class(DRAWER)
        self._thread_pane.app.stylesheet.update(self._thread_pane)

    def cycle(self, step: int) -> None:
        """Focus the next (1) or previous (-1) of composer, conversation, card if there is one, and list."""
        thread_list = self._thread_pane.list
        panes: list[Widget] = [self._composer, self._transcript]
        if (card := self._cards.shown) is not None:
            panes.append(card)
        panes.append(thread_list)
        focused = self._screen.focused
        here = panes.index(focused) if focused is not None and focused in panes else 0
        aim = panes[(here + step) % len(panes)]
        if aim is thread_list:
            # The list may be in a drawer.
            self.to_list()
        else:
            aim.focus()

    def focus_moved(self) -> None:
        """Close the drawer when the focus has left it."""
        if self.area not in (Area.LIST, Area.FILTER, Area.EVERYWHERE):
            self._screen.remove_class(DRAWER)
