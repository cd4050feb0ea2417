"""What the settings do: each takes effect here, in the part of the screen that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import glyphs
from ..patches.driver import ask_background, use_mouse
from ..patches.frame_output import write_changes
from ..settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from textual.app import App

    from ..session import CodexSession
    from ..settings import Settings
    from ..state.ui import UiState
    from ..widgets.thread_pane import ThreadPane
    from ..widgets.transcript.view import TranscriptView
    from .appearance import Appearance
    from .drawing import Drawing
    from .preferences import Preferences

UNFOLD = "unfold."
"""The table of the settings that say which kinds of blocks are shown in full."""


ASCII_LINES = "-ascii"
"""The class of the application where only ASCII is wanted: its lines are drawn of that too."""


NO_OUTLINE = "-no-outline"
"""The class of the application where the third column is not wanted."""


class Effects:
    """Puts the settings in force, at the start and whenever they change."""

    def __init__(
        self,
        app: App[Any],
        preferences: Preferences,
        appearance: Appearance,
        ui: UiState,
        drawing: Drawing,
        *,
        thread_pane: ThreadPane,
        transcript: TranscriptView,
        with_glyphs: Sequence[Callable[[glyphs.Glyphs], None]],
        with_order: Callable[[], None],
        session: CodexSession,
    ) -> None:
        self._session = session
        self._app = app
        self._preferences = preferences
        self._appearance = appearance
        self._ui = ui
        self._drawing = drawing
        self._thread_pane = thread_pane
        self._transcript = transcript
        self._with_glyphs = with_glyphs
        self._with_order = with_order
        self._glyphs = glyphs.choose()
        self._motion = "full"
        preferences.listen(self.apply)
        self._take()

    def apply(self) -> None:
        """Have the settings that hold now take effect, and draw what they change."""
        self._take()
        self._drawing.everything()
        self._with_order()

    def ask_background(self) -> None:
        """Ask the terminal for its background, if the theme depends on it."""
        if self._appearance.follows_terminal:
            ask_background(self._app)

    def _take(self) -> None:
        settings, app, ui = self._preferences.settings, self._app, self._ui
        self._appearance.use(settings)
        self._use_shapes(settings.shapes)
        self._use_motion(settings.motion)
        use_mouse(app, settings.mouse)
        write_changes(app, settings.frames == "changes")
        self._session.uses_background = settings.server == "background"
        app.set_keymap(self._preferences.keys.for_textual())
        ui.directory_first = settings.list_order == "directory"
        ui.directory_only = settings.list_show == "directory"
        self._transcript.unfold(_unfolded(settings))
        app.set_class(not settings.outline, NO_OUTLINE)

    def _use_motion(self, motion: str) -> None:
        # Only when it changes: the environment of Textual may have asked for less motion.
        if motion != self._motion:
            self._motion = motion
            reduced = motion == "reduced"
            self._app.animation_level = "none" if reduced else "full"
            self._thread_pane.reduced_motion = reduced

    def _use_shapes(self, shapes: str) -> None:
        glyphs.prefer(shapes)
        chosen = glyphs.choose()
        self._app.set_class(chosen is glyphs.ASCII, ASCII_LINES)
        if chosen is not self._glyphs:
            self._glyphs = chosen
            for use_glyphs in self._with_glyphs:
                use_glyphs(chosen)


def _unfolded(settings: Settings) -> frozenset[str]:
    """Return the kinds of blocks that are shown in full."""
    return frozenset(
        key.removeprefix(UNFOLD)
        for key, setting in SETTINGS.items()
        if key.startswith(UNFOLD) and setting.value(settings) is True
    )
