"""The rows of the table of keys for screens other than the main one."""

from __future__ import annotations

from .key_rows import Area, Key, unlisted

ON_SCREENS: tuple[Key, ...] = (
    unlisted("pager.close", "close the search, else the pager", "escape,q", Area.PAGER, "leave", "closes"),
    unlisted("pager.find", "find", "ctrl+f,slash", Area.PAGER, "find", "find"),
    unlisted("pager.page-down", "page down", "space,pagedown", Area.PAGER, "page(1)", "a screen on"),
    unlisted("pager.page-up", "page up", "pageup", Area.PAGER, "page(-1)"),
    unlisted("pager.down", "line down", "j,down,enter", Area.PAGER, "move(1)"),
    unlisted("pager.up", "line up", "k,up", Area.PAGER, "move(-1)"),
    unlisted("pager.top", "top", "g,home", Area.PAGER, "top", "top"),
    unlisted("pager.end", "end", "G,end", Area.PAGER, "end", "end"),
    unlisted("pager.copy", "copy all", "y", Area.PAGER, "copy", "copy all"),
    unlisted("pager.next-file", "next file", "right_curly_bracket", Area.PAGER, "turn(1)", "next file"),
    unlisted("pager.previous-file", "previous file", "left_curly_bracket", Area.PAGER, "turn(-1)"),
    unlisted("pager.copy-selection", "copy what is selected", "ctrl+c,super+c", Area.PAGER, "copy_text"),
    unlisted(
        "pager.other-pane",
        "from the text to the search, and back",
        "tab,shift+tab",
        Area.PAGER,
        "app.focus_next",
    ),
    unlisted("pager.next-match", "next match", "n", Area.PAGER, "step(1)"),
    unlisted("pager.previous-match", "previous match", "N", Area.PAGER, "step(-1)"),
    # Enter belongs to the line of the palette: it runs the command under the cursor.
    unlisted("palette.up", "command up", "up", Area.PALETTE, "move(-1)"),
    unlisted("palette.down", "command down", "down", Area.PALETTE, "move(1)"),
    unlisted("palette.page-up", "page up", "pageup", Area.PALETTE, "page(-1)"),
    unlisted("palette.page-down", "page down", "pagedown", Area.PALETTE, "page(1)"),
    unlisted("palette.first", "first command", "ctrl+home,shift+home", Area.PALETTE, "first"),
    unlisted("palette.last", "last command", "ctrl+end,shift+end", Area.PALETTE, "last"),
    unlisted("palette.close", "close", "escape", Area.PALETTE, "escape"),
    unlisted("choices.select", "take the answer", "enter", Area.CHOICES, "select"),
    unlisted("choices.up", "answer up", "up", Area.CHOICES, "cursor_up"),
    unlisted("choices.down", "answer down", "down", Area.CHOICES, "cursor_down"),
    unlisted("choices.page-up", "page up", "pageup", Area.CHOICES, "page_up"),
    unlisted("choices.page-down", "page down", "pagedown", Area.CHOICES, "page_down"),
    unlisted("choices.first", "first answer", "home", Area.CHOICES, "first"),
    unlisted("choices.last", "last answer", "end", Area.CHOICES, "last"),
    unlisted("question.quit", "quit, when it asks that", "q", Area.QUESTION, "answer"),
    unlisted("question.stay", "stay, when it asks that", "n", Area.QUESTION, "answer"),
    unlisted("question.back", "back, without an answer", "escape", Area.QUESTION, "leave"),
    unlisted("rename.back", "back, leaving the name", "escape", Area.RENAME, "leave"),
    unlisted("help.close", "close", "escape,q,f1,question_mark", Area.HELP, "leave"),
    unlisted("help.up", "line up", "up,k", Area.HELP, "scroll_up"),
    unlisted("help.down", "line down", "down,j", Area.HELP, "scroll_down"),
    unlisted("help.page-up", "page up", "pageup", Area.HELP, "page_up"),
    unlisted("help.page-down", "page down", "pagedown,space", Area.HELP, "page_down"),
    unlisted("help.top", "top", "home,g", Area.HELP, "scroll_home"),
    unlisted("help.end", "end", "end,G", Area.HELP, "scroll_end"),
    unlisted("welcome.back", "cancel the login", "escape", Area.WELCOME, "give_up_login"),
    unlisted("welcome.open", "open the address of the login", "o", Area.WELCOME, "open_address"),
    unlisted("welcome.copy", "copy the address of the login", "c", Area.WELCOME, "copy_address"),
)
"""The rows of the pager, the palette, the dialogs, the help and the first screen."""
