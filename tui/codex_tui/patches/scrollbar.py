"""Puts a scroll bar of our own in place of Textual's.

Written for Textual 8.2.8. `Widget.vertical_scrollbar` makes a `ScrollBar` and starts it; there is no public
way to have another class made. The conversation's own bar (`widgets/transcript/scrollbar.py`) saves 5 of the
12 ms that a streamed frame of 160x48 takes with Textual's, which draws every row through its style cache.
That needs `Widget._vertical_scrollbar`, which holds the bar, `App._start_widget`, and
`Widget._refresh_scrollbars`, which shows it as the style sheet says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.scrollbar import ScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

BarT = TypeVar("BarT", bound=ScrollBar)


def vertical_scrollbar(view: Widget, kind: type[BarT], make: Callable[[], BarT]) -> BarT:
    """Return the bar of a view, made and started at first use; for a property that overrides Textual's."""
    bar = view._vertical_scrollbar
    if isinstance(bar, kind):
        return bar
    bar = make()
    view._vertical_scrollbar = bar
    bar.display = False
    view.app._start_widget(view, bar)
    return bar


def show_scrollbars(view: Widget) -> None:
    """Show or hide the bars of a view now, as its style sheet says; Textual waits for the next layout."""
    view._refresh_scrollbars()
