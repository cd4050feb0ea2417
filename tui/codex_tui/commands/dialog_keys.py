"""The footer under a dialog: the keys that work in it, and not those of the screen below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import BY_ID
from ..screens.help import CLOSE, KeyHelp
from ..screens.key_setting import KeyCapture
from ..screens.palette import Palette
from ..screens.picker import Picker
from ..screens.question import BACK, Question
from ..screens.questions import QUIT
from ..screens.queue_list import QueueEditor
from ..screens.recalling import PromptSearch
from ..screens.rename import RenameThread
from ..screens.save_file import SaveFile
from ..screens.searching import ThreadSearch
from ..screens.settings_screen import SettingsScreen, ValuePicker, WrongSettings
from ..widgets.choices import SELECT
from ..widgets.key_bar import KeyHint
from ..widgets.row_list import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.screen import Screen

_TAKE = "line.send"

_WORDS: dict[type[Screen[Any]], tuple[tuple[str, str], ...]] = {
    Picker: ((_TAKE, "take"), ("picker.back", "leave")),
    RenameThread: ((_TAKE, "keep"), ("rename.back", "leave")),
    SaveFile: ((_TAKE, "write"), ("save.back", "leave")),
    PromptSearch: (
        (_TAKE, "take"),
        ("history.down", "older"),
        ("history.up", "newer"),
        ("history.back", "leave"),
    ),
    ThreadSearch: ((_TAKE, "open"), ("search.back", "leave")),
    QueueEditor: (("composer.send", "keep"), ("composer.newline", "newline"), ("turn.interrupt", "leave")),
    Palette: ((_TAKE, "run"), ("palette.close", "close")),
    KeyHelp: (("help.page-down", "page down"), ("help.page-up", "page up"), (CLOSE, "close")),
    WrongSettings: ((CLOSE, "close"),),
    SettingsScreen: ((SELECT, "change"), ("settings.default", "default"), ("settings.close", "close")),
    ValuePicker: ((SELECT, "take"), ("values.close", "leave")),
    KeyCapture: (("capture.default", "its own"), ("capture.leave", "leave")),
}
"""By the screen: the rows of the table of keys that the footer names, the one that leaves it last.

The other screens over the main one have `KeyHints`, which say their own.
"""


def dialog_footer(screen: Screen[Any], key_of: Callable[[str], str]) -> list[KeyHint]:
    """Return the keys that work on a screen over the main one; `key_of` is as for `footer`."""
    words = _words(screen)
    quits = (
        []
        if isinstance(screen, Question) and QUIT.id in dict(words)
        else [("app.quit", BY_ID["app.quit"].footer)]
    )
    return [KeyHint(key_of(row), word) for row, word in (*words[:-1], *quits, *words[-1:]) if key_of(row)]


def _words(screen: Screen[Any]) -> tuple[tuple[str, str], ...]:
    for hints in screen.query(KeyHints):
        return hints.words
    if isinstance(screen, Question):
        return (*((each.id, each.words) for each in screen.answers), (BACK, "leave"))
    return _WORDS.get(type(screen), ())
