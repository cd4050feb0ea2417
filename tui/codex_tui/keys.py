"""The table of keys: declares each command of a key or of the palette once.

The bindings of widgets, screens and the application, the footer, the help, the palette and the tables in
the READMEs are made from it. The keys of every row can be changed by its id: see `keymap.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Area(str, Enum):
    """Where a key acts. The value is what the help calls the place."""

    EVERYWHERE = "everywhere"
    COMPOSER = "composer"
    LIST = "thread list"
    FILTER = "filter of the list"
    CONVERSATION = "conversation"
    FIND = "find"
    CARD = "approval card"
    TEXT = "text, in the composer and in lines"
    LINE = "lines: filter, find, names"
    TRUST = "trust card"
    PAGER = "pager"
    PALETTE = "palette"
    CHOICES = "lists of answers"
    QUESTION = "questions"
    RENAME = "rename"
    HELP = "help"
    WELCOME = "first screen"
    SETTINGS = "settings"
    VALUES = "values of a setting"


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the table: one command or action, and its keys.

    A row without `action` is a command of the application: `commands` holds what it does, under this id.
    """

    id: str
    """Names the row in keymaps, commands and tests: `thread.fork`."""
    title: str
    """What it does, for palette, help and READMEs: "fork the thread"."""
    keys: str
    """Textual's names of the keys, comma separated; the footer shows the first. Empty: palette only."""
    area: Area = Area.EVERYWHERE
    action: str = ""
    """The Textual action that the widget or screen of the area runs, at once."""
    footer: str = ""
    """The word behind the key in the footer; empty: not there."""
    in_palette: bool = True
    slash: str = ""
    """A short name, by which the palette finds it too."""
    needs_modifiers: bool = False
    """Whether it can be told from escape and a letter only where the terminal reports modifiers."""
    first: bool = False
    """Whether the key acts before the focused widget, and under dialogs too; never for a key that types."""


def _unlisted(id: str, title: str, keys: str, area: Area, action: str, footer: str = "") -> Key:
    # For moving a cursor, editing or scrolling: the palette, which closes first, is of no use for these.
    return Key(id, title, keys, area, action, footer, in_palette=False)


# The order is that of the footer: in each area the likeliest key first. Help and palette keep it.
KEYS: tuple[Key, ...] = (
    Key("server.start", "start the server again", "f5", footer="start the server"),
    Key(
        "composer.send",
        "start a turn, or steer the running one",
        "enter",
        Area.COMPOSER,
        "submit",
        footer="send",
    ),
    Key(
        "turn.interrupt",
        "interrupt the running turn",
        "escape",
        Area.COMPOSER,
        "interrupt",
        footer="interrupt",
        slash="interrupt",
    ),
    Key("card.focus", "go to the card that asks", "f2,ctrl+o", footer="answer"),
    _unlisted(
        "composer.up", "line up; at the first line the prompt before", "up", Area.COMPOSER, "cursor_up"
    ),
    _unlisted(
        "composer.down", "line down; at the last line the prompt after", "down", Area.COMPOSER, "cursor_down"
    ),
    _unlisted(
        "composer.page-up",
        "page up in a tall text, else in the conversation",
        "pageup",
        Area.COMPOSER,
        "page(-1)",
    ),
    _unlisted(
        "composer.page-down",
        "page down in a tall text, else in the conversation",
        "pagedown",
        Area.COMPOSER,
        "page(1)",
    ),
    _unlisted("composer.select-up", "select to the line above", "shift+up", Area.COMPOSER, "cursor_up(True)"),
    _unlisted(
        "composer.select-down", "select to the line below", "shift+down", Area.COMPOSER, "cursor_down(True)"
    ),
    Key("composer.undo", "undo in the composer", "ctrl+z,super+z", Area.COMPOSER, "undo"),
    Key("composer.redo", "redo in the composer", "ctrl+y,super+y,ctrl+shift+z", Area.COMPOSER, "redo"),
    _unlisted(
        "composer.nothing", "nothing: the focus stays in the text", "tab,shift+tab", Area.COMPOSER, "nothing"
    ),
    # Text, in the composer and in every line. The actions are those of Textual's `TextArea`.
    _unlisted("text.left", "left", "left", Area.TEXT, "cursor_left"),
    _unlisted("text.right", "right", "right", Area.TEXT, "cursor_right"),
    _unlisted("text.word-left", "word left", "ctrl+left,alt+left,alt+b", Area.TEXT, "cursor_word_left"),
    _unlisted("text.word-right", "word right", "ctrl+right,alt+right,alt+f", Area.TEXT, "cursor_word_right"),
    _unlisted("text.line-start", "start of the line", "home,ctrl+a", Area.TEXT, "cursor_line_start"),
    _unlisted("text.line-end", "end of the line", "end,ctrl+e", Area.TEXT, "cursor_line_end"),
    _unlisted("text.select-left", "select left", "shift+left", Area.TEXT, "cursor_left(True)"),
    _unlisted("text.select-right", "select right", "shift+right", Area.TEXT, "cursor_right(True)"),
    _unlisted(
        "text.select-word-left", "select word left", "ctrl+shift+left", Area.TEXT, "cursor_word_left(True)"
    ),
    _unlisted(
        "text.select-word-right",
        "select word right",
        "ctrl+shift+right",
        Area.TEXT,
        "cursor_word_right(True)",
    ),
    _unlisted(
        "text.select-line-start",
        "select to the start of the line",
        "shift+home",
        Area.TEXT,
        "cursor_line_start(True)",
    ),
    _unlisted(
        "text.select-line-end",
        "select to the end of the line",
        "shift+end",
        Area.TEXT,
        "cursor_line_end(True)",
    ),
    _unlisted("text.delete-left", "delete left", "backspace,shift+backspace", Area.TEXT, "delete_left"),
    _unlisted("text.delete-right", "delete right", "delete,ctrl+d", Area.TEXT, "delete_right"),
    _unlisted(
        "text.delete-word-left",
        "delete word left",
        "ctrl+w,ctrl+backspace,alt+backspace",
        Area.TEXT,
        "delete_word_left",
    ),
    _unlisted(
        "text.delete-word-right",
        "delete word right",
        "ctrl+delete,alt+delete,alt+d",
        Area.TEXT,
        "delete_word_right",
    ),
    _unlisted(
        "text.delete-to-line-start",
        "delete to the start of the line",
        "ctrl+u,super+backspace",
        Area.TEXT,
        "delete_to_start_of_line",
    ),
    _unlisted(
        "text.delete-to-line-end",
        "delete to the end of the line",
        "ctrl+k",
        Area.TEXT,
        "delete_to_end_of_line_or_delete_line",
    ),
    _unlisted("text.cut", "cut", "ctrl+x,super+x", Area.TEXT, "cut"),
    _unlisted("text.copy", "copy", "super+c", Area.TEXT, "copy"),
    _unlisted("text.paste", "paste", "ctrl+v,super+v", Area.TEXT, "paste"),
    _unlisted("line.send", "take what is typed", "enter", Area.LINE, "submit"),
    _unlisted("line.select-all", "select all", "ctrl+shift+a", Area.LINE, "select_all"),
    _unlisted("line.copy", "copy what is selected", "ctrl+c", Area.LINE, "copy"),
    # The thread list.
    Key("list.open", "open the selected thread", "enter", Area.LIST, "open", footer="open"),
    Key("list.new", "new thread", "n", Area.LIST, footer="new", in_palette=False),
    Key("thread.fork", "fork the thread", "f", Area.LIST, footer="fork", slash="fork"),
    Key(
        "thread.archive",
        "archive or unarchive the thread",
        "a",
        Area.LIST,
        footer="archive",
        slash="archive",
    ),
    Key("thread.rename", "rename the thread", "r", Area.LIST, footer="rename", slash="rename"),
    Key("list.filter", "filter the thread list", "slash", Area.LIST, "open_filter", footer="filter"),
    Key("list.archived", "show or hide archived threads", "v", Area.LIST, footer="archived"),
    *(
        _unlisted(
            f"list.{number}",
            "open the first to ninth thread in view",
            str(number),
            Area.LIST,
            f"open_nth({number})",
        )
        for number in range(1, 10)
    ),
    _unlisted("list.up", "row up", "up,k", Area.LIST, "move(-1)"),
    _unlisted("list.down", "row down", "down,j", Area.LIST, "move(1)"),
    _unlisted("list.page-up", "page up", "pageup", Area.LIST, "page(-1)"),
    _unlisted("list.page-down", "page down", "pagedown", Area.LIST, "page(1)"),
    _unlisted("list.first", "first thread", "home,g", Area.LIST, "first"),
    _unlisted("list.last", "last thread", "end,G", Area.LIST, "last"),
    _unlisted("filter.to-list", "go to what was found", "enter,down", Area.FILTER, "to_list", footer="list"),
    _unlisted("filter.leave", "clear the filter", "escape", Area.FILTER, "leave", footer="clear"),
    # The conversation.
    Key("block.next", "next block", "j,down", Area.CONVERSATION, "move(1)", footer="next"),
    Key("block.previous", "previous block", "k,up", Area.CONVERSATION, "move(-1)", footer="previous"),
    Key("block.fold", "fold or unfold the block", "space", Area.CONVERSATION, "fold", footer="fold"),
    Key("block.open", "open all of the block in a pager", "enter", Area.CONVERSATION, "open", footer="open"),
    Key("block.copy", "copy the block's source", "y", Area.CONVERSATION, "copy", footer="copy"),
    Key("answer.copy", "copy the last answer", "Y", Area.CONVERSATION, slash="copy"),
    Key(
        "block.select-down",
        "select blocks downwards, to copy their sources",
        "shift+down,J",
        Area.CONVERSATION,
        "extend(1)",
    ),
    Key("block.select-up", "select blocks upwards", "shift+up,K", Area.CONVERSATION, "extend(-1)"),
    Key(
        "prompt.previous",
        "previous prompt",
        "left_square_bracket",
        Area.CONVERSATION,
        "jump('prompt', -1)",
        footer="prompt up",
    ),
    Key(
        "prompt.next",
        "next prompt",
        "right_square_bracket",
        Area.CONVERSATION,
        "jump('prompt', 1)",
        footer="prompt down",
    ),
    Key("turn.previous", "previous turn", "left_curly_bracket", Area.CONVERSATION, "jump('turn', -1)"),
    Key("turn.next", "next turn", "right_curly_bracket", Area.CONVERSATION, "jump('turn', 1)"),
    Key("error.previous", "previous error", "E", Area.CONVERSATION, "jump('error', -1)"),
    Key("error.next", "next error", "e", Area.CONVERSATION, "jump('error', 1)"),
    Key("conversation.top", "top of the conversation", "g,home", Area.CONVERSATION, "top", footer="top"),
    Key("conversation.end", "end of the conversation", "G,end", Area.CONVERSATION, "end", footer="end"),
    _unlisted("conversation.page-up", "page up", "pageup", Area.CONVERSATION, "page(-1)"),
    _unlisted("conversation.page-down", "page down", "pagedown", Area.CONVERSATION, "page(1)"),
    Key(
        "find.next-match",
        "next match, while something is looked for",
        "n",
        Area.CONVERSATION,
        footer="next match",
    ),
    Key(
        "find.previous-match",
        "previous match, while something is looked for",
        "N",
        Area.CONVERSATION,
        footer="previous match",
    ),
    # The search line, in the conversation and in the pager.
    _unlisted("find.line-next", "next match", "enter,down", Area.FIND, "step(1)", footer="next"),
    _unlisted(
        "find.line-previous",
        "previous match; shift+enter if the terminal tells it apart",
        "up,shift+enter",
        Area.FIND,
        "step(-1)",
        footer="previous",
    ),
    Key(
        "find.case",
        "match case on, off",
        "alt+c",
        Area.FIND,
        "switch('case')",
        footer="case",
        needs_modifiers=True,
    ),
    Key(
        "find.word",
        "whole words on, off",
        "alt+w",
        Area.FIND,
        "switch('word')",
        footer="word",
        needs_modifiers=True,
    ),
    Key(
        "find.regex",
        "regular expression on, off",
        "alt+r",
        Area.FIND,
        "switch('regex')",
        footer="regex",
        needs_modifiers=True,
    ),
    Key(
        "find.leave", "close the search, and go back to where you were", "escape", Area.FIND, "leave", "close"
    ),
    # The card looks its keys up here and runs them itself: only it knows whether it is armed.
    _unlisted("card.accept", "accept, this once", "y", Area.CARD, "answer", "yes, once"),
    _unlisted("card.session", "accept for this session", "s", Area.CARD, "answer", "for the session"),
    _unlisted(
        "card.always",
        "accept always for this prefix, after showing the rule",
        "p",
        Area.CARD,
        "answer",
        "always, by prefix",
    ),
    _unlisted("card.decline", "decline; the turn goes on", "n", Area.CARD, "answer", "no"),
    _unlisted("card.cancel", "decline and stop the turn", "x", Area.CARD, "answer", "no, and stop"),
    _unlisted("card.leave", "back to the composer, without an answer", "escape", Area.CARD, "leave", "later"),
    _unlisted("card.up", "line up", "up,k", Area.CARD, "scroll"),
    _unlisted("card.down", "line down", "down,j", Area.CARD, "scroll"),
    _unlisted("card.page-up", "page up", "pageup", Area.CARD, "scroll"),
    _unlisted("card.page-down", "page down", "pagedown,space", Area.CARD, "scroll"),
    _unlisted("card.top", "top", "home,g", Area.CARD, "scroll"),
    _unlisted("card.end", "end", "end,G", Area.CARD, "scroll"),
    # So does the trust card. Letters that answer nothing go to the composer, so it scrolls by arrows only.
    _unlisted(
        "trust.yes", "trust it: the agent may write, and asks for more", "y", Area.TRUST, "answer", "yes"
    ),
    _unlisted("trust.no", "do not trust it: the agent may only read", "n", Area.TRUST, "answer", "no"),
    _unlisted("trust.later", "later: until then it may only read", "escape", Area.TRUST, "answer", "later"),
    _unlisted("trust.up", "line up", "up", Area.TRUST, "scroll"),
    _unlisted("trust.down", "line down", "down", Area.TRUST, "scroll"),
    _unlisted("trust.page-up", "page up", "pageup", Area.TRUST, "scroll"),
    _unlisted("trust.page-down", "page down", "pagedown", Area.TRUST, "scroll"),
    _unlisted("trust.top", "top", "home", Area.TRUST, "scroll"),
    _unlisted("trust.end", "end", "end", Area.TRUST, "scroll"),
    # Everywhere on the main screen.
    Key(
        "thread.needing", "next thread that needs you", "alt+a", footer="who needs you", needs_modifiers=True
    ),
    Key("thread.new", "new thread", "ctrl+n", footer="new", slash="new"),
    Key("pane.threads", "thread list", "ctrl+t", footer="threads", slash="threads"),
    Key("find.open", "find in the conversation", "ctrl+f", footer="find", slash="find"),
    Key("app.palette", "command palette", "ctrl+p", footer="palette", in_palette=False),
    Key(
        "composer.newline",
        "newline; shift+enter if the terminal tells it apart",
        "ctrl+j,alt+enter,shift+enter",
        Area.COMPOSER,
        "newline",
        footer="newline",
        in_palette=False,
    ),
    Key("app.keys", "keys", "f1,question_mark", footer="keys", slash="keys"),
    Key("pane.next", "next pane: conversation, approval card, thread list", "f6"),
    Key("pane.previous", "previous pane", "shift+f6,f18"),
    Key("thread.previous", "previous thread", "alt+up"),
    Key("thread.next", "next thread", "alt+down"),
    Key("reading.top", "top of the conversation, from anywhere", "ctrl+home", in_palette=False),
    Key("reading.end", "end of the conversation, from anywhere", "ctrl+end", in_palette=False),
    Key("pane.back", "close, clear the selection, or go to the composer", "escape"),
    # Its effect depends on the press before, and choosing it in the palette is not a press.
    Key(
        "app.copy",
        "copy the selection, clear the composer, or interrupt; quits if it said so",
        "ctrl+c",
        in_palette=False,
        first=True,
    ),
    Key("selection.copy", "copy the selection", "super+c"),
    Key("app.repaint", "paint the screen anew", "ctrl+l", slash="repaint"),
    Key("app.quit", "quit, asking while turns run", "ctrl+q", footer="quit", slash="quit", first=True),
    Key("app.settings", "settings", "", slash="settings"),
    Key("app.themes", "choose a theme", "", slash="theme"),
    Key("app.theme", "switch between the dark and the light theme", ""),
    Key("list.reload", "read the thread list again", ""),
    Key("directory.trust", "trust this directory", "", slash="trust"),
    # Other screens.
    _unlisted("pager.close", "close the search, else the pager", "escape,q", Area.PAGER, "leave", "closes"),
    _unlisted("pager.find", "find", "ctrl+f,slash", Area.PAGER, "find", "find"),
    _unlisted("pager.page-down", "page down", "space,pagedown", Area.PAGER, "page(1)", "a screen on"),
    _unlisted("pager.page-up", "page up", "pageup", Area.PAGER, "page(-1)"),
    _unlisted("pager.down", "line down", "j,down,enter", Area.PAGER, "move(1)"),
    _unlisted("pager.up", "line up", "k,up", Area.PAGER, "move(-1)"),
    _unlisted("pager.top", "top", "g,home", Area.PAGER, "top", "top"),
    _unlisted("pager.end", "end", "G,end", Area.PAGER, "end", "end"),
    _unlisted("pager.copy", "copy all", "y", Area.PAGER, "copy", "copy all"),
    _unlisted("pager.next-file", "next file", "right_curly_bracket", Area.PAGER, "turn(1)", "next file"),
    _unlisted("pager.previous-file", "previous file", "left_curly_bracket", Area.PAGER, "turn(-1)"),
    _unlisted("pager.copy-selection", "copy what is selected", "ctrl+c,super+c", Area.PAGER, "copy_text"),
    _unlisted(
        "pager.other-pane",
        "from the text to the search, and back",
        "tab,shift+tab",
        Area.PAGER,
        "app.focus_next",
    ),
    _unlisted("pager.next-match", "next match", "n", Area.PAGER, "step(1)"),
    _unlisted("pager.previous-match", "previous match", "N", Area.PAGER, "step(-1)"),
    # Enter belongs to the line of the palette: it runs the command under the cursor.
    _unlisted("palette.up", "command up", "up", Area.PALETTE, "move(-1)"),
    _unlisted("palette.down", "command down", "down", Area.PALETTE, "move(1)"),
    _unlisted("palette.page-up", "page up", "pageup", Area.PALETTE, "page(-1)"),
    _unlisted("palette.page-down", "page down", "pagedown", Area.PALETTE, "page(1)"),
    _unlisted("palette.first", "first command", "ctrl+home,shift+home", Area.PALETTE, "first"),
    _unlisted("palette.last", "last command", "ctrl+end,shift+end", Area.PALETTE, "last"),
    _unlisted("palette.close", "close", "escape", Area.PALETTE, "escape"),
    _unlisted("choices.select", "take the answer", "enter", Area.CHOICES, "select"),
    _unlisted("choices.up", "answer up", "up", Area.CHOICES, "cursor_up"),
    _unlisted("choices.down", "answer down", "down", Area.CHOICES, "cursor_down"),
    _unlisted("choices.page-up", "page up", "pageup", Area.CHOICES, "page_up"),
    _unlisted("choices.page-down", "page down", "pagedown", Area.CHOICES, "page_down"),
    _unlisted("choices.first", "first answer", "home", Area.CHOICES, "first"),
    _unlisted("choices.last", "last answer", "end", Area.CHOICES, "last"),
    _unlisted("question.quit", "quit, when it asks that", "q", Area.QUESTION, "answer"),
    _unlisted("question.stay", "stay, when it asks that", "n", Area.QUESTION, "answer"),
    _unlisted("question.back", "back, without an answer", "escape", Area.QUESTION, "leave"),
    _unlisted("rename.back", "back, leaving the name", "escape", Area.RENAME, "leave"),
    _unlisted("help.close", "close", "escape,q,f1,question_mark", Area.HELP, "leave"),
    _unlisted("help.up", "line up", "up,k", Area.HELP, "scroll_up"),
    _unlisted("help.down", "line down", "down,j", Area.HELP, "scroll_down"),
    _unlisted("help.page-up", "page up", "pageup", Area.HELP, "page_up"),
    _unlisted("help.page-down", "page down", "pagedown,space", Area.HELP, "page_down"),
    _unlisted("help.top", "top", "home,g", Area.HELP, "scroll_home"),
    _unlisted("help.end", "end", "end,G", Area.HELP, "scroll_end"),
    _unlisted("welcome.back", "cancel the login", "escape", Area.WELCOME, "give_up_login"),
    _unlisted("welcome.open", "open the address of the login", "o", Area.WELCOME, "open_address"),
    _unlisted("welcome.copy", "copy the address of the login", "c", Area.WELCOME, "copy_address"),
    _unlisted("settings.close", "close", "escape,q", Area.SETTINGS, "leave"),
    _unlisted("settings.change", "change the setting", "space", Area.SETTINGS, "change"),
    _unlisted("settings.default", "set the default", "r", Area.SETTINGS, "default"),
    _unlisted("values.close", "leave the value that was there", "escape,q", Area.VALUES, "leave"),
)

BY_ID = {key.id: key for key in KEYS}

TYPING = frozenset({Area.COMPOSER, Area.TEXT, Area.LINE, Area.FILTER, Area.FIND, Area.PALETTE, Area.RENAME})
"""Areas in which printable keys type text; their rows cannot be given one."""

TOGETHER: tuple[frozenset[Area], ...] = (
    frozenset({Area.COMPOSER, Area.TEXT}),
    frozenset({Area.FILTER, Area.TEXT, Area.LINE}),
    frozenset({Area.FIND, Area.TEXT, Area.LINE}),
    frozenset({Area.RENAME, Area.TEXT, Area.LINE}),
    frozenset({Area.WELCOME, Area.CHOICES}),
    frozenset({Area.WELCOME, Area.TEXT, Area.LINE}),
    frozenset({Area.QUESTION, Area.CHOICES}),
    frozenset({Area.SETTINGS, Area.CHOICES}),
    frozenset({Area.VALUES, Area.CHOICES}),
    frozenset({Area.PAGER, Area.FIND, Area.TEXT, Area.LINE}),
)
"""Areas whose keys act at the same time, because one widget or screen has them all."""

ON_OTHER_SCREENS = frozenset(
    {
        Area.PAGER,
        Area.PALETTE,
        Area.CHOICES,
        Area.QUESTION,
        Area.RENAME,
        Area.HELP,
        Area.WELCOME,
        Area.SETTINGS,
        Area.VALUES,
    }
)
"""Areas of screens other than the main one: of the keys everywhere only those with `first` reach them."""


# Not ctrl+j: it is what an enter in pasted text becomes, and pasted text must not be sent.
SENDING_APART = {
    "composer.send": "alt+enter,ctrl+enter",
    "composer.newline": "enter,ctrl+j,shift+enter",
}
"""The keys of the composer for a person who does not want enter to send."""


def split(keys: str) -> tuple[str, ...]:
    """Split a comma separated list of keys."""
    return tuple(part for part in (each.strip() for each in keys.split(",")) if part)


_NAMES = {
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}

# Left out of help and tables: what a terminal sends for shift+f6, and a second spelling of backspace.
_UNTOLD = frozenset({"f18", "shift+backspace"})


def key_name(key: str) -> str:
    """Return a key as footer and help write it: `^n`, `esc`, `[`."""
    if key.startswith("ctrl+") and len(key) == len("ctrl+") + 1:
        return "^" + key[-1]
    return _NAMES.get(key, key)


def key_names(keys: tuple[str, ...]) -> str:
    """Return all keys of a row as the help writes them: the nine digits as a range."""
    if keys == tuple("123456789"):
        return "1..9"
    return " ".join(key_name(key) for key in keys if key not in _UNTOLD)
