"""Where a widget is on the screen, and whether a person can see all of it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.dom import NoScreen
from textual.errors import NoWidget

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget

    from .approval_gate import ApprovalGate


class CardPlace:
    """Tells the gate of a card when the card has moved, and whether all of it can be seen."""

    def __init__(self, card: Widget, gate: ApprovalGate) -> None:
        self._card = card
        self._gate = gate
        self.region: Region | None = None
        """Where the card is on the screen; None unless all of it can be seen."""
        gate.shown(visible=False)

    def observe(self, *, asks: bool) -> None:
        """Find the card's region, and tell the gate of a change; a card that asks nothing has none."""
        region = whole_place(self._card) if asks else None
        if region is None:
            self._gate.shown(visible=False)
        elif self.region is None:
            self._gate.shown(visible=True)
            self._card.refresh()
        elif region != self.region:
            self._gate.moved()
        self.region = region


def whole_place(widget: Widget) -> Region | None:
    """Return the region of a widget; None unless all of it can be seen.

    It cannot be seen when another screen lies over its own, when it is not displayed, when a container clips
    it, or when something covers an end or the middle of one of its rows.
    """
    if not widget.display or not widget.is_attached:
        return None
    try:
        found = widget.screen.find_widget(widget)
    except (NoScreen, NoWidget):
        return None
    place = found.region
    if not place or found.visible_region != place:
        return None
    columns = (place.x, place.x + place.width // 2, place.right - 1)
    if all(is_on_top_at(widget, x, y) for y in range(place.y, place.bottom) for x in columns):
        return place
    return None


def is_on_top_at(widget: Widget, x: int, y: int) -> bool:
    """Whether the widget is the topmost one at a point of the screen."""
    if not widget.is_attached or widget.app.screen is not widget.screen:
        return False
    try:
        return widget.screen.get_widget_at(x, y)[0] is widget
    except NoWidget:
        return False
