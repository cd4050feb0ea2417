"""The table of keys: declares each command of a key or of the palette once.

The bindings of widgets, screens and the application, the footer, the help, the palette and the tables in
the READMEs are made from it. The keys of every row can be changed by its id: see `keymap.py`.
"""

from __future__ import annotations

from .key_names import key_name, key_names, split
from .key_rows import Area, Key, unlisted
from .screen_keys import ON_SCREENS

__all__ = [
    "BY_ID",
    "KEYS",
    "ON_OTHER_SCREENS",
    "SENDING_APART",
    "TOGETHER",
    "TYPING",
    "Area",
    "Key",
    "key_name",
    "key_names",
    "split",
]

# The order is that of the footer: in each area the likeliest key first. Help and palette keep it.
KEYS: tuple[Key, ...] = (
    Key("server.start", "start the server again", "f5", footer="start the server"),
    # The list of completions, which the composer has open: its keys come before those below.
    unlisted("completion.complete", "complete what is typed", "tab", Area.COMPLETION, "complete", "complete"),
    unlisted("completion.run", "complete, and run a whole command", "enter", Area.COMPLETION, "run", "run"),
    unlisted("completion.up", "completion up", "up", Area.COMPLETION, "move(-1)"),
    unlisted("completion.down", "completion down", "down", Area.COMPLETION, "move(1)"),
    unlisted("completion.page-up", "completions page up", "pageup", Area.COMPLETION, "page(-1)"),
    unlisted("completion.page-down", "completions page down", "pagedown", Area.COMPLETION, "page(1)"),
    unlisted("completion.close", "close the list", "escape", Area.COMPLETION, "close", "close"),
    Key(
        "composer.send",
        "start a turn, or steer the running one",
        "enter",
        Area.COMPOSER,
        "submit",
        footer="send",
    ),
    Key(
        "composer.queue",
        "queue the text behind the running turn",
        "tab",
        Area.COMPOSER,
        "submit(True)",
        footer="queue",
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
    unlisted("composer.up", "line up; at the first line the prompt before", "up", Area.COMPOSER, "line(-1)"),
    unlisted(
        "composer.down", "line down; at the last line the prompt after", "down", Area.COMPOSER, "line(1)"
    ),
    unlisted(
        "composer.page-up",
        "page up in a tall text, else in the conversation",
        "pageup",
        Area.COMPOSER,
        "page(-1)",
    ),
    unlisted(
        "composer.page-down",
        "page down in a tall text, else in the conversation",
        "pagedown",
        Area.COMPOSER,
        "page(1)",
    ),
    unlisted("composer.select-up", "select to the line above", "shift+up", Area.COMPOSER, "line(-1, True)"),
    unlisted(
        "composer.select-down", "select to the line below", "shift+down", Area.COMPOSER, "line(1, True)"
    ),
    Key(
        "composer.shell",
        "shell line, or back to a prompt; ! as the first character begins one too",
        "",
        Area.COMPOSER,
        slash="shell",
    ),
    Key("composer.undo", "undo in the composer", "ctrl+z,super+z", Area.COMPOSER, "undo"),
    Key("composer.redo", "redo in the composer", "ctrl+shift+z,shift+super+z", Area.COMPOSER, "redo"),
    Key("composer.yank", "put back what was deleted by word or line", "ctrl+y", Area.COMPOSER, "yank"),
    Key("composer.editor", "edit the text in your editor", "ctrl+g", Area.COMPOSER, slash="editor"),
    Key("composer.history", "search in the prompts you sent", "ctrl+r", Area.COMPOSER, slash="history"),
    Key(
        "composer.attach",
        "attach the image at a path, or that of the clipboard",
        "",
        Area.COMPOSER,
        slash="attach",
        arguments="[PATH]",
    ),
    Key(
        "composer.unfold",
        "show the pasted text of the chip at the cursor",
        "f7",
        Area.COMPOSER,
        slash="unfold",
        arguments="[TEXT]",
    ),
    # Text, in the composer and in every line. The actions are those of Textual's `TextArea`.
    unlisted("text.left", "left", "left", Area.TEXT, "cursor_left"),
    unlisted("text.right", "right", "right", Area.TEXT, "cursor_right"),
    unlisted("text.word-left", "word left", "ctrl+left,alt+left,alt+b", Area.TEXT, "cursor_word_left"),
    unlisted("text.word-right", "word right", "ctrl+right,alt+right,alt+f", Area.TEXT, "cursor_word_right"),
    unlisted("text.line-start", "start of the line", "home,ctrl+a", Area.TEXT, "cursor_line_start"),
    unlisted("text.line-end", "end of the line", "end,ctrl+e", Area.TEXT, "cursor_line_end"),
    unlisted("text.select-left", "select left", "shift+left", Area.TEXT, "cursor_left(True)"),
    unlisted("text.select-right", "select right", "shift+right", Area.TEXT, "cursor_right(True)"),
    unlisted(
        "text.select-word-left", "select word left", "ctrl+shift+left", Area.TEXT, "cursor_word_left(True)"
    ),
    unlisted(
        "text.select-word-right",
        "select word right",
        "ctrl+shift+right",
        Area.TEXT,
        "cursor_word_right(True)",
    ),
    unlisted(
        "text.select-line-start",
        "select to the start of the line",
        "shift+home",
        Area.TEXT,
        "cursor_line_start(True)",
    ),
    unlisted(
        "text.select-line-end",
        "select to the end of the line",
        "shift+end",
        Area.TEXT,
        "cursor_line_end(True)",
    ),
    unlisted("text.delete-left", "delete left", "backspace,shift+backspace", Area.TEXT, "delete_left"),
    unlisted("text.delete-right", "delete right", "delete,ctrl+d", Area.TEXT, "delete_right"),
    unlisted(
        "text.delete-word-left",
        "delete word left",
        "ctrl+w,ctrl+backspace,alt+backspace",
        Area.TEXT,
        "delete_word_left",
    ),
    unlisted(
        "text.delete-word-right",
        "delete word right",
        "ctrl+delete,alt+delete,alt+d",
        Area.TEXT,
        "delete_word_right",
    ),
    unlisted(
        "text.delete-to-line-start",
        "delete to the start of the line",
        "ctrl+u,super+backspace",
        Area.TEXT,
        "delete_to_start_of_line",
    ),
    unlisted(
        "text.delete-to-line-end",
        "delete to the end of the line",
        "ctrl+k",
        Area.TEXT,
        "delete_to_end_of_line_or_delete_line",
    ),
    unlisted("text.cut", "cut", "ctrl+x,super+x", Area.TEXT, "cut"),
    unlisted("text.copy", "copy", "super+c", Area.TEXT, "copy"),
    unlisted("text.paste", "paste; in the composer an image first", "ctrl+v,super+v", Area.TEXT, "paste"),
    unlisted("line.send", "take what is typed", "enter", Area.LINE, "submit"),
    unlisted("line.select-all", "select all", "ctrl+shift+a", Area.LINE, "select_all"),
    unlisted("line.copy", "copy what is selected", "ctrl+c", Area.LINE, "copy"),
    # The thread list.
    Key("list.open", "open the selected thread", "enter", Area.LIST, "open", footer="open"),
    Key("list.new", "new thread", "n", Area.LIST, footer="new", in_palette=False),
    Key(
        "thread.fork",
        "fork the thread",
        "f",
        Area.LIST,
        footer="fork",
        slash="fork",
        arguments="[TURN]",
    ),
    Key(
        "thread.archive",
        "archive or unarchive the thread",
        "a",
        Area.LIST,
        footer="archive",
        slash="archive",
    ),
    Key(
        "thread.rename",
        "rename the thread",
        "r",
        Area.LIST,
        footer="rename",
        slash="rename",
        arguments="[NAME]",
    ),
    Key("list.filter", "filter the thread list", "slash", Area.LIST, "open_filter", footer="filter"),
    Key(
        "list.unfilter",
        "show all threads again",
        "escape",
        Area.LIST,
        footer="clear filter",
        in_palette=False,
    ),
    Key("list.archived", "show or hide archived threads", "v", Area.LIST, footer="archived"),
    *(
        unlisted(
            f"list.{number}",
            "open the first to ninth thread in view",
            str(number),
            Area.LIST,
            f"open_nth({number})",
        )
        for number in range(1, 10)
    ),
    unlisted("list.up", "row up", "up,k", Area.LIST, "move(-1)"),
    unlisted("list.down", "row down", "down,j", Area.LIST, "move(1)"),
    unlisted("list.page-up", "page up", "pageup", Area.LIST, "page(-1)"),
    unlisted("list.page-down", "page down", "pagedown", Area.LIST, "page(1)"),
    unlisted("list.first", "first thread", "home,g", Area.LIST, "first"),
    unlisted("list.last", "last thread", "end,G", Area.LIST, "last"),
    unlisted("filter.to-list", "go to what was found", "enter,down", Area.FILTER, "to_list", footer="list"),
    unlisted("filter.leave", "clear the filter", "escape", Area.FILTER, "leave", footer="clear"),
    # The conversation.
    Key(
        "held.retry",
        "try a thread that is held elsewhere",
        "r",
        Area.CONVERSATION,
        footer="try",
        slash="retry",
    ),
    Key("block.next", "next block", "j,down", Area.CONVERSATION, "move(1)", footer="next"),
    Key("block.previous", "previous block", "k,up", Area.CONVERSATION, "move(-1)", footer="previous"),
    Key("block.fold", "fold or unfold the block", "space", Area.CONVERSATION, "fold", footer="fold"),
    Key("block.open", "open all of the block in a pager", "enter", Area.CONVERSATION, "open", footer="open"),
    Key("block.copy", "copy the block's source", "y", Area.CONVERSATION, "copy", footer="copy"),
    Key("block.fork", "fork the thread after the block's turn", "f", Area.CONVERSATION, footer="fork here"),
    Key("code.copy", "copy a code block of the answer", "c", Area.CONVERSATION, slash="code"),
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
    unlisted("conversation.page-up", "page up", "pageup", Area.CONVERSATION, "page(-1)"),
    unlisted("conversation.page-down", "page down", "pagedown", Area.CONVERSATION, "page(1)"),
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
    unlisted("find.line-next", "next match", "enter,down", Area.FIND, "step(1)", footer="next"),
    unlisted(
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
    Key("find.leave", "close the search, staying at the match", "escape", Area.FIND, "leave", "close"),
    # The card looks its keys up here and runs them itself: only it knows whether it is armed.
    unlisted("card.accept", "accept, this once; send a form", "y", Area.CARD, "answer", "yes"),
    unlisted("card.accept-equal", "accept all that ask for the same", "Y", Area.CARD, "answer", "yes, all"),
    unlisted("card.session", "accept for this session", "s", Area.CARD, "answer", "for the session"),
    unlisted(
        "card.always",
        "accept always for this prefix or tool, after showing the rule",
        "p",
        Area.CARD,
        "answer",
        "always",
    ),
    unlisted(
        "card.host", "allow the host for good, after showing the rule", "h", Area.CARD, "answer", "this host"
    ),
    unlisted("card.edit-rule", "edit the rule that is shown", "e", Area.CARD, "answer", "edit"),
    unlisted(
        "card.decline",
        "decline, with a reason if you type one; the turn goes on",
        "n",
        Area.CARD,
        "answer",
        "no",
    ),
    unlisted("card.cancel", "decline and stop the turn", "x", Area.CARD, "answer", "no, and stop"),
    unlisted("card.leave", "back to the composer, without an answer", "escape", Area.CARD, "leave", "later"),
    unlisted("form.copy", "copy the address of a page, and go on", "c", Area.CARD, "answer", "copy"),
    unlisted("form.take", "in a form: choose and go on, or type", "enter", Area.CARD, "move", "choose"),
    unlisted("form.next", "in a form: next field", "tab", Area.CARD, "move", "next field"),
    unlisted("form.previous", "in a form: previous field", "shift+tab", Area.CARD, "move"),
    *(
        unlisted(
            f"form.{number}",
            "in a form: choose the first to ninth option",
            str(number),
            Area.CARD,
            "move",
        )
        for number in range(1, 10)
    ),
    unlisted("form.choose", "in a form: choose or tick; else page down", "space", Area.CARD, "move"),
    unlisted("card.up", "line up", "up,k", Area.CARD, "scroll"),
    unlisted("card.down", "line down", "down,j", Area.CARD, "scroll"),
    unlisted("card.page-up", "page up", "pageup", Area.CARD, "scroll"),
    unlisted("card.page-down", "page down", "pagedown", Area.CARD, "scroll"),
    unlisted("card.top", "top", "home,g", Area.CARD, "scroll"),
    unlisted("card.end", "end", "end,G", Area.CARD, "scroll"),
    unlisted(
        "card-line.leave", "close the line, back to the card", "escape", Area.CARD_LINE, "leave", "close"
    ),
    unlisted(
        "card-line.next", "next field of a form", "tab,down,ctrl+j", Area.CARD_LINE, "step(1)", "next field"
    ),
    unlisted("card-line.previous", "previous field of a form", "shift+tab,up", Area.CARD_LINE, "step(-1)"),
    # So does the trust card. Letters that answer nothing go to the composer, so it scrolls by arrows only.
    unlisted(
        "trust.yes", "trust it: the agent may write, and asks for more", "y", Area.TRUST, "answer", "yes"
    ),
    unlisted("trust.no", "do not trust it: the agent may only read", "n", Area.TRUST, "answer", "no"),
    unlisted("trust.later", "later: until then it may only read", "escape", Area.TRUST, "answer", "later"),
    unlisted("trust.up", "line up", "up", Area.TRUST, "scroll"),
    unlisted("trust.down", "line down", "down", Area.TRUST, "scroll"),
    unlisted("trust.page-up", "page up", "pageup", Area.TRUST, "scroll"),
    unlisted("trust.page-down", "page down", "pagedown", Area.TRUST, "scroll"),
    unlisted("trust.top", "top", "home", Area.TRUST, "scroll"),
    unlisted("trust.end", "end", "end", Area.TRUST, "scroll"),
    # Everywhere on the main screen.
    Key(
        "thread.needing", "next thread that needs you", "alt+a", footer="who needs you", needs_modifiers=True
    ),
    Key(
        "thread.model",
        "choose the model",
        "",
        slash="model",
        arguments="[NAME] [EFFORT] [--default]",
    ),
    Key("thread.effort", "choose how long the model thinks", "", slash="effort", arguments="[NAME]"),
    Key(
        "thread.permissions",
        "choose what the agent may do, and when it asks",
        "",
        slash="permissions",
        arguments="[KIND NAME]",
    ),
    Key("thread.new", "new thread", "ctrl+n", footer="new", slash="new", arguments="[DIRECTORY]"),
    Key("pane.threads", "thread list", "ctrl+t", footer="threads", slash="threads"),
    Key("find.open", "find in the conversation", "ctrl+f", footer="find", slash="find", arguments="[WORDS]"),
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
    Key(
        "thread.review",
        "have the agent review code",
        "",
        slash="review",
        arguments="[uncommitted|branch NAME|commit ID|INSTRUCTIONS]",
    ),
    Key("review.findings", "findings of the last review", "", slash="findings"),
    Key(
        "thread.export",
        "export the thread, or the selected blocks",
        "",
        slash="export",
        arguments="[md|html|json [FILE]]",
    ),
    Key("thread.diff", "show what was changed", "", slash="diff", arguments="[turn|thread|tree]"),
    Key("copy.save", "write what was copied last to a file", "", slash="save", arguments="[FILE]"),
    Key("calls.test", "test how you are called: bell, notice of the desktop", "", slash="notify"),
    Key("app.repaint", "paint the screen anew", "ctrl+l", slash="repaint"),
    Key("app.quit", "quit, asking while turns run", "ctrl+q", footer="quit", slash="quit", first=True),
    Key("thread.plan", "plan mode on, off", "shift+tab", Area.COMPOSER, slash="plan"),
    Key("thread.resume", "open another thread", "", slash="resume", arguments="[THREAD]"),
    Key("thread.compact", "have the model shorten the history", "", slash="compact"),
    Key("app.help", "help: keys and commands", "", slash="help"),
    Key("app.settings", "settings", "", slash="settings"),
    Key("app.themes", "choose a theme", "", slash="theme", arguments="[THEME]"),
    Key("app.theme", "switch between the dark and the light theme", ""),
    Key("account.logout", "sign out", "", slash="logout"),
    Key("list.reload", "read the thread list again", ""),
    Key("queue.open", "queue: edit, delete, move or send what waits", "", slash="queue"),
    Key("background.open", "commands in the background: look at them, end them", "", slash="ps"),
    Key("status.show", "status: what this thread runs with, and why", "", slash="status"),
    Key("usage.show", "usage: context, tokens, limits", "", slash="usage"),
    Key("warnings.show", "warnings of the server", "", slash="warnings"),
    Key("directory.trust", "trust this directory", "", slash="trust"),
    *ON_SCREENS,
)

BY_ID = {key.id: key for key in KEYS}

TYPING = frozenset(
    {
        Area.COMPOSER,
        Area.TEXT,
        Area.LINE,
        Area.FILTER,
        Area.FIND,
        Area.CARD_LINE,
        Area.PALETTE,
        Area.PICKER,
        Area.RENAME,
        Area.SAVE,
        Area.HISTORY,
    }
)
"""Areas in which printable keys type text; their rows cannot be given one."""

TOGETHER: tuple[frozenset[Area], ...] = (
    frozenset({Area.COMPOSER, Area.TEXT}),
    frozenset({Area.FILTER, Area.TEXT, Area.LINE}),
    frozenset({Area.FIND, Area.TEXT, Area.LINE}),
    frozenset({Area.CARD_LINE, Area.TEXT, Area.LINE}),
    frozenset({Area.RENAME, Area.TEXT, Area.LINE}),
    frozenset({Area.SAVE, Area.TEXT, Area.LINE}),
    frozenset({Area.HISTORY, Area.TEXT, Area.LINE}),
    frozenset({Area.PICKER, Area.TEXT, Area.LINE, Area.COMPLETION}),
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
        Area.PICKER,
        Area.RENAME,
        Area.QUEUE,
        Area.BACKGROUND,
        Area.SAVE,
        Area.HISTORY,
        Area.PAGE,
        Area.HELP,
        Area.WELCOME,
        Area.SETTINGS,
        Area.VALUES,
        Area.CAPTURE,
    }
)
"""Areas of screens other than the main one: of the keys everywhere only those with `first` reach them."""

# Not ctrl+j: it is what an enter in pasted text becomes, and pasted text must not be sent.
SENDING_APART = {
    "composer.send": "alt+enter,ctrl+enter",
    "composer.newline": "enter,ctrl+j,shift+enter",
}
"""The keys of the composer for a person who does not want enter to send."""
