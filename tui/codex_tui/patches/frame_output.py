"""Writes frames as the difference to what the terminal shows, one at a time, and what is typed first.

Written for Textual 8.2.8, which writes each update whole: two colours and a reset for each span, blanks as
spaces, and everything again that moved by a row; up to 30 frames wait in a queue before the echo of a key.
2,000 words at 200 a second wrote 3 MB. On a line of 100 KB/s a key was echoed after a second.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.widgets import Input, TextArea

from ..terminal.pacing import ASK, Pacing
from ..terminal.picture import Picture
from .painted_cells import PaintedCells, colours_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

_SYNCHRONIZED = 200
"""Characters of the smallest frame that a terminal is asked to show at once."""
_MOST_INCOMPLETE = 5
"""Updates that are not shown while one of the whole screen is waited for."""
_MOST_WAITING = 16_384
"""Characters that wait to be written, more than which no echo joins: a full queue would stop the keys."""
_TALLEST_INPUT = 8
"""Rows of an input whose echo is written before the rest."""
PAINT_ALL = "CODEX_TUI_PAINT_ALL"
"""The environment variable that has all written that is painted, as Textual does it."""


def _erases_in_colour() -> bool:
    """Whether the terminal erases in the background that is set, as terminfo says (`bce`)."""
    with suppress(Exception):
        # Not at the top: there are Pythons without it, and then erasing is done with spaces.
        import curses

        curses.setupterm(os.environ.get("TERM") or "dumb", 2)
        return curses.tigetflag("bce") == 1 and "STY" not in os.environ
    return False


class FrameOutput:
    """What a terminal shows and what it should show, and when the difference may be written.

    `write` writes to the terminal. `free` is called in the event loop when a frame that was held back may go
    out; `later` calls a function after some seconds.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        free: Callable[[], None],
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self.pacing = Pacing(monotonic)
        self.wanted = os.environ.get(PAINT_ALL, "") in ("", "0")
        """Whether differences are written, and not all that is painted."""
        self._write = write
        self._free = free
        self._later = later
        self._asks = False
        self._incomplete = 0
        self._due: float | None = None
        """When `free` will be called, in seconds of the monotonic clock; None if nothing waits for that."""
        self._picture = Picture(erases=_erases_in_colour())
        self._cells = PaintedCells(self._picture)

    def put(self, app: App[Any], update: CompositorUpdate) -> bool:
        """Take what an update paints; return whether there is a picture to show.

        There is none between a new size, or too many pens, and a painting of all of the screen, which is
        asked for. After some other updates what there is is shown all the same.
        """
        size, picture = app.screen.outer_size, self._picture
        if (size.width, size.height) != (picture.width, picture.height):
            picture.resize(size.width, size.height)
            self._incomplete = _MOST_INCOMPLETE
        if self._cells.use_colours(colours_of(app)) or self._cells.renew_if_full():
            self._incomplete = _MOST_INCOMPLETE
        self._cells.put(update)
        if isinstance(update, LayoutUpdate) and update.region.size == size:
            self._incomplete = 0
        elif self._incomplete:
            if self._incomplete == _MOST_INCOMPLETE:
                app.call_later(app.refresh, layout=True)
            self._incomplete -= 1
        return not self._incomplete

    def begin(self, *, asks: bool) -> None:
        """Begin with a terminal of which nothing is known; `asks`: the first frame has it answer."""
        self.forget()
        self.pacing.begin()
        self._asks = asks

    def forget(self) -> None:
        """Take note that the terminal may show anything: the next frame writes all."""
        self._picture.forget()

    @property
    def is_free(self) -> bool:
        """Whether a frame may be written now; if not, `free` will be called."""
        wait = self.pacing.wait()
        if wait == 0.0:
            return True
        if wait is None:
            wait = self.pacing.patience()
        if wait is not None:
            self._wake(max(0.001, wait))
        return False

    def _wake(self, wait: float) -> None:
        """Have `free` called after some seconds, unless it is called before that."""
        due = monotonic() + wait
        if self._due is None or due < self._due:
            self._due = due
            self._later(wait, partial(self._waited, due))

    def _waited(self, due: float) -> None:
        if self._due == due:
            self._due = None
            self._free()

    @property
    def is_stuck(self) -> bool:
        """Whether so much waits to be written that an echo would wait too long: ^s may have stopped all."""
        return self.pacing.unwritten > _MOST_WAITING

    def show(self, cursor: tuple[int, int], rows: range | None, *, synchronized: bool) -> None:
        """Write the difference, or the part of it in these rows, with the cursor at a place."""
        frame = self._picture.frame(cursor, rows)
        if not frame:
            return
        if synchronized and len(frame) > _SYNCHRONIZED:
            frame = f"\x1b[?2026h{frame}\x1b[?2026l"
        frame = self.pacing.frame(frame, echo=rows is not None)
        if self._asks:
            self._asks = False
            frame += ASK
        self._write(frame)


class FramedApp(App[None]):
    """An application whose frames go through the `FrameOutput` of its driver, if that has one."""

    _frame_is_late = False
    _writes_changes = False

    @property
    def _frames(self) -> FrameOutput | None:
        """The output of the driver; None when all that is painted is written."""
        frames = getattr(self._driver, "frames", None) if self._writes_changes else None
        return frames if isinstance(frames, FrameOutput) and frames.wanted else None

    def _display(self, screen: Screen[Any], renderable: object) -> None:
        frames = self._frames
        if (
            frames is None
            or not isinstance(renderable, CompositorUpdate)
            or self._batch_count
            or not self._running
            or self._closed
            or self.is_inline
        ):
            super()._display(screen, renderable)  # type: ignore[arg-type]  # what Textual itself passes
            return
        try:
            if frames.put(self, renderable):
                self._previous_cursor_position = self.screen.outer_size.clamp_offset(self.cursor_position)
                self._show_frame(frames)
        except Exception as error:  # noqa: BLE001 - as Textual does it: whatever it is, the application ends
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _show_frame(self, frames: FrameOutput) -> None:
        rows = None
        self._frame_is_late = not frames.is_free
        if self._frame_is_late:
            focused = self.focused
            if (
                frames.is_stuck
                or not isinstance(focused, (Input, TextArea))
                or not 0 < focused.region.height <= _TALLEST_INPUT
            ):
                return
            rows = range(focused.region.y, focused.region.bottom)
        x, y = self._previous_cursor_position
        frames.show((x, y), rows, synchronized=self._sync_available)

    def terminal_is_free(self) -> None:
        """Write the frame that was held back, and have composed what was not."""
        frames = self._frames
        if frames is None or not self._running or self._closed or not self._screen_stack:
            return
        if self._frame_is_late and not self._batch_count:
            self._show_frame(frames)
        screen = self.screen
        if screen._dirty_widgets and not self._batch_count and not self._frame_is_late:
            screen._update_timer.resume()

    def on_resize(self) -> None:
        """Write all of the screen: a terminal moves its rows with its size, also when that is as before."""
        if (frames := self._frames) is not None:
            frames.forget()


def write_all(app: App[Any]) -> None:
    """Write all of the screen, whatever the terminal shows: others may have written to it."""
    if isinstance(app, FramedApp) and (frames := app._frames) is not None:
        frames.forget()
        app._frame_is_late = True
        app.terminal_is_free()


def repaint(app: App[Any]) -> None:
    """Paint all of the screen and write all of it."""
    write_all(app)
    app.refresh(layout=True)


def write_changes(app: App[Any], wanted: bool) -> None:
    """Write differences from now on, or all that is painted; `PAINT_ALL` comes before it."""
    if isinstance(app, FramedApp) and wanted != app._writes_changes:
        app._writes_changes = wanted
        if (frames := app._frames) is not None:
            frames.forget()
        app.refresh(layout=True)


def holds_frames(app: App[Any]) -> bool:
    """Whether the terminal has not taken the last frame: the next one need not be composed yet."""
    return isinstance(app, FramedApp) and (frames := app._frames) is not None and not frames.is_free
