"""The types of the table of keys: where a key acts, and a row of the table."""

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
    CARD_LINE = "line of a card"
    COMPLETION = "list of completions"
    TEXT = "text, in the composer and in lines"
    LINE = "lines: filter, find, names"
    TRUST = "trust card"
    PAGER = "pager"
    PALETTE = "palette"
    CHOICES = "lists of answers"
    QUESTION = "questions"
    PICKER = "lists to pick from"
    RENAME = "rename"
    QUEUE = "queue"
    BACKGROUND = "commands in the background"
    SAVE = "file to write"
    INBOX = "inbox"
    HISTORY = "search in sent prompts"
    LISTING = "skills, MCP servers, hooks, rules"
    ADDRESS = "address to sign in at"
    SEARCH = "search in all threads"
    PAGE = "status, usage, warnings"
    HELP = "help"
    WELCOME = "first screen"
    SETTINGS = "settings"
    VALUES = "values of a setting"
    CAPTURE = "new key of a row"


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
    """The name of its command in the composer, without the slash; the palette finds it by that too."""
    arguments: str = ""
    """What may stand behind the slash name: `[NAME] [--default]`."""
    needs_modifiers: bool = False
    """Whether it can be told from escape and a letter only where the terminal reports modifiers."""
    first: bool = False
    """Whether the key acts before the focused widget, and under dialogs too; never for a key that types."""


def unlisted(id: str, title: str, keys: str, area: Area, action: str, footer: str = "") -> Key:
    """Return a row for moving a cursor, editing or scrolling.

    The palette, which closes first, is of no use for these.
    """
    return Key(id, title, keys, area, action, footer, in_palette=False)
