"""The text field for prompts: it grows with its text, sends on enter, and walks the history at its edges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit

from .. import glyphs
from ..blocks.cells import clip
from ..keys import Area
from ..patches import own_keys
from ..patches.key_event import in_burst
from ..slash import parse
from ..state import graphemes
from ..state.ansi import without_colours
from ..state.draft import SHELL, Draft, Entry, draft_of, entry_of
from ..state.prompt_history import PromptHistory
from . import caret
from . import composer_messages as messages
from .bindings import bindings
from .chips import LONG_LINE, Chips
from .composer_text import composer_text
from .kill_buffer import KillBuffer
from .row import two_sided
from .shell_line import HINT, TITLE, ShellKey, ShellKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text
    from textual import events
    from textual.binding import BindingType
    from textual.widgets.text_area import EditResult, Location

__all__ = ["Composer", "composer_text"]

GUTTER = 2
"""Cells for the prompt mark and the space after it."""

MOST_TYPED = 100
"""Letters of one event that are inserted one by one, and so are undone together with those typed before.

It is the size of an undo step of `TextArea`. 100 letters take 33 ms of CPU. 3,000 would take 2.6 s, so they
are one insertion, with an undo step of its own.
"""


_KILLS = {
    name: f"kill('{name}')"
    for name in (
        "delete_word_left",
        "delete_word_right",
        "delete_to_start_of_line",
        "delete_to_end_of_line_or_delete_line",
    )
}
"""The actions of `TextArea` whose text can be put back."""


class Origin(NamedTuple):
    """Where the text comes from: what was pasted is never a command."""

    begun_by_key: bool = True
    """Whether its first character was typed."""
    has_paste: bool = False
    """Whether some of it was pasted, or may have been."""

    def after(self, edit: Edit, *, pasted: bool) -> Origin:
        """Return the origin of the text after an edit of it."""
        has_paste = self.has_paste or (pasted and bool(edit.text))
        if edit.top != (0, 0):
            return Origin(self.begun_by_key, has_paste)
        if edit.text:
            return Origin(not pasted, has_paste)
        # What is first now may be what was pasted.
        return Origin(self.begun_by_key and not has_paste, has_paste)


@dataclass(kw_only=True)
class OriginEdit(Edit):
    """An edit that undo and redo take back together with what it did to the origin of the text."""

    before: Origin
    then: Origin

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Do the edit, again after an undo too."""
        if isinstance(text_area, Composer):
            text_area.origin = self.then
        return super().do(text_area, record_selection)

    def undo(self, text_area: TextArea) -> EditResult:
        """Undo the edit."""
        if isinstance(text_area, Composer):
            text_area.origin = self.before
        return super().undo(text_area)


class Composer(TextArea, inherit_bindings=False):
    """A `TextArea` with the table's keys; it handles all its keys in the order in which they arrive.

    Textual handles an editing key after it has travelled to the application and back, but a character at
    once. In a burst (a pasted line without bracketed paste, a slow connection) the two would change places.

    A shell line is a command for the person's shell; see `shell`. `text` is what is shown: a long paste and
    an image are labels in it, and `draft` has the whole text.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.COMPOSER, Area.TEXT, renamed=_KILLS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "composer--prompt",
        "composer--placeholder",
        "composer--disabled",
        "composer--chip",
    }

    Submitted = messages.Submitted
    Pasted = messages.Pasted
    ClipboardWanted = messages.ClipboardWanted
    ChipClicked = messages.ChipClicked
    ModeChanged = messages.ModeChanged
    Commanded = messages.Commanded
    BlankSubmitted = messages.BlankSubmitted
    QueueWanted = messages.QueueWanted
    Interrupted = messages.Interrupted
    Paged = messages.Paged

    def __init__(
        self,
        history: PromptHistory | None = None,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        # While it is made, `TextArea` asks where the cursor may stand.
        self.chips = Chips()
        super().__init__(
            id=id, compact=True, highlight_cursor_line=False, show_line_numbers=False, tab_behavior="focus"
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.prompt_history = history or PromptHistory()
        self.marks = marks or glyphs.choose()
        self._hint = ""
        self._disabled_reason: str | None = None
        self._walking = False
        self._pasting = False
        self.origin = Origin()
        self.keys_first: list[Callable[[str], bool]] = []
        """Asked for each key before the composer uses it; one that returns True has used it."""
        self._kills = KillBuffer()
        self._killed: str | None = None
        self._keys = 0
        self._in_burst = False
        self._shell_keys = ShellKeys()

    def set_mode(self, placeholder: str = "", disabled: str | None = None) -> None:
        """Set the text of the empty composer; with `disabled`, the reason, nothing can be typed or sent."""
        if (placeholder, disabled) == (self._hint, self._disabled_reason):
            return
        self._hint, self._disabled_reason = placeholder, disabled
        self.read_only = disabled is not None
        self.refresh()

    @property
    def shell(self) -> bool:
        """Whether this is a shell line; shown by its mark and by the words in the rule above it."""
        return self.has_class("-shell")

    @shell.setter
    def shell(self, shell: bool) -> None:
        if shell != self.shell:
            self.set_class(shell, "-shell")
            self.border_title = f" {TITLE} " if shell else ""
            self.refresh()
            self.post_message(self.ModeChanged(self))

    @property
    def begun_by_key(self) -> bool:
        """Whether the first character was typed; what was pasted is never a command."""
        return self.origin.begun_by_key

    @property
    def draft(self) -> Draft:
        """The whole text with all that belongs to it."""
        before = self.document.get_text_range((0, 0), self.cursor_location)
        aside = self.prompt_history.entry(self.prompt_history.unsent)
        return replace(
            self._uncut,
            cursor=len(self.chips.whole(before).text),
            aside=aside.text,
            aside_details=aside.details,
        )

    @property
    def _uncut(self) -> Draft:
        """The whole text, without cursor and without what was set aside."""
        whole = self.chips.whole(self.text)
        typed = self.begun_by_key and whole.text.startswith("/")
        return replace(whole, shell=self.shell, slash_typed=typed and not self.shell)

    def load_draft(self, draft: Draft | str) -> None:
        """Replace the text by a draft, with its cursor and nothing to undo. A string is a prompt's text."""
        if isinstance(draft, str):
            draft = Draft(draft)
        history = self.prompt_history
        history.take_aside()
        history.aside = history.note(Entry(draft.aside, draft.aside_details))
        self.shell = draft.shell
        self.load_text(composer_text(self.chips.shown(draft)))
        self.origin = Origin(draft.slash_typed, has_paste=bool(draft.text))
        if draft.cursor is None:
            self.move_cursor(self.document.end)
        else:
            before = composer_text(self.chips.shown(draft.up_to(draft.cursor))).split("\n")
            self.move_cursor((len(before) - 1, len(before[-1])))

    def clear_to_history(self) -> bool:
        """Empty the composer, and add its text to the history; return whether there was any."""
        if not self.text:
            return False
        self.prompt_history.add(self.as_entry())
        self.show_entry(self.prompt_history.take_aside())
        return True

    def as_entry(self) -> str:
        """Return the content as an entry of the history, which is told what belongs to it."""
        return self.prompt_history.note(entry_of(self._uncut))

    @property
    def gutter_width(self) -> int:
        """The cells of the prompt mark and the space after it."""
        return GUTTER

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed; cheap for a long text too."""
        return self.document.line_count == 1 and not self.document.get_line(0)

    def render_line(self, y: int) -> Strip:
        """Draw one row: the mark before the first, then the row of `TextArea`, or the hint."""
        width = self.scrollable_content_region.width
        ground = self.rich_style
        if self._disabled_reason is not None and self.is_blank:
            style = self.get_component_rich_style("composer--disabled")
            words = clip(self._disabled_reason, width - GUTTER) if y == 0 else ""
            return two_sided([(" " * GUTTER, ground), (words, style)], [], width, ground)
        mark = (SHELL if self.shell else self.marks.prompt) if y + self.scroll_offset.y == 0 else " "
        prompt = Segment(f"{mark} ", self.get_component_rich_style("composer--prompt"))
        if self.is_blank and y == 0:
            return Strip.join(
                [
                    Strip([prompt], GUTTER),
                    _hint_strip(self, HINT if self.shell else self._hint, width - GUTTER),
                ]
            )
        return Strip.join([Strip([prompt], GUTTER), super().render_line(y)])

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key types text here: none with alt does, whatever character it carries."""
        return not own_keys.has_alt(key) and super().check_consume_key(key, character)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its chips in their colour, and the cursor on all of a joined character.

        `TextArea` draws the cursor on one code point: it parted an emoji that is joined of several.
        """
        line = super().get_line(line_index)
        for start, end in self.chips.spans(line.plain):
            line.stylize(self.get_component_rich_style("composer--chip"), start, end)
        row, column = self.cursor_location
        if row == line_index and self.has_focus and column < len(line.plain):
            cursor = self.get_component_rich_style("text-area--cursor")
            line.stylize(cursor, column + 1, graphemes.after(line.plain, column))
        return line

    def on_click(self, event: events.Click) -> None:
        """Report a click on a chip; one that ends a selection is none."""
        row, column = self.get_target_document_location(event)
        line = self.document.get_line(row)
        if event.button == 1 and self.selection.is_empty and not self.read_only:
            at = next((span for span in self.chips.spans(line) if span[0] <= column < span[1]), None)
            if at is not None:
                event.stop()
                self.post_message(self.ChipClicked(self, (row, at[0])))

    async def on_key(self, event: events.Key) -> None:
        """Run the composer's own keys at once and in order; leave the others to `TextArea` and the app."""
        if any(use(event.key) for use in self.keys_first):
            event.stop()
            event.prevent_default()
            return
        self._keys += 1
        meant = self._shell_keys.sort(event, shell=self.shell, is_blank=self.is_blank and not self.read_only)
        if meant is ShellKey.WAS_PASTED:
            self.shell = False
            self._type(SHELL)
        elif meant is ShellKey.BEGINS:
            event.stop()
            event.prevent_default()
            self.shell = True
            return
        self._in_burst = in_burst(event)
        try:
            done = await own_keys.handle(self, event, is_blank=self.is_blank, insert=self._type)
        finally:
            self._in_burst = False
        if done or not event.is_printable:
            return
        text = event.character or ""
        if self.read_only:
            event.stop()
        elif 1 < len(text) <= MOST_TYPED:
            event.stop()
            event.prevent_default()
            for letter in text:
                self._type(letter)

    def _type(self, text: str) -> None:
        if not self.read_only:
            self.replace(text, *self.selection, maintain_selection_offset=False)

    async def on_paste(self, event: events.Paste) -> None:
        """Insert a paste without its colours, as one undo step; it is never sent. A long one is folded."""
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        text = composer_text(without_colours(event.text))
        # A command is shown whole: it must be seen before it runs.
        if Chips.is_long(text) and not self.shell:
            self.insert_whole(self.chips.fold(text))
        else:
            self.insert_whole(text)
            self.post_message(self.Pasted(self, text))

    def insert_whole(
        self, text: str, start: Location | None = None, end: Location | None = None, *, typed: bool = False
    ) -> None:
        """Replace a range, by default the selection, as one undo step; the cursor goes behind the text.

        `typed` says that it stands for keys: what was pasted is never a command.
        """
        at = self.selection
        self._pasting = not typed
        self.history.checkpoint()
        result = self.replace(
            composer_text(text), start or at.start, end or at.end, maintain_selection_offset=False
        )
        self._pasting = False
        self.move_cursor(result.end_location)
        self.history.checkpoint()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, unless it is behind the end of the text.

        On undoing a long paste, Textual 8.2.8 hides the scroll bar before it moves the cursor: the bar asks
        for a cursor behind the end, and a `ValueError` ended the application.
        """
        row, _ = self.cursor_location
        if row >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text; a change by the person ends a walk through the history."""
        if not self._walking:
            self.prompt_history.stop()
        before = Origin() if self.is_blank else self.origin
        edit = OriginEdit(
            edit.text,
            edit.from_location,
            edit.to_location,
            edit.maintain_selection_offset,
            before=before,
            then=before.after(edit, pasted=self._pasting),
        )
        result = super().edit(edit)
        if self._killed is not None:
            self._killed += result.replaced_text
        row, _ = self.cursor_location
        line = self.document.get_line(row) if row < self.document.line_count else ""
        if len(line) > LONG_LINE and not self.shell:
            # Each key in it would cost half a second.
            label = self.chips.fold(self.chips.whole(line).text)
            self.replace(label, (row, 0), (row, len(line)), maintain_selection_offset=False)
        return result

    def show_entry(self, entry: str, *, walking: bool = False) -> None:
        """Replace everything by a text of the history, as one undo step; with `!` before it a shell line."""
        draft = draft_of(self.prompt_history.entry(entry))
        self._walking = walking
        try:
            self.insert_whole(self.chips.shown(draft), (0, 0), self.document.end, typed=draft.slash_typed)
        finally:
            self._walking = False
        self.shell = draft.shell

    def action_submit(self, queue: bool = False) -> None:
        """Send the text, give it as a command, or run it in a shell; nothing if it is blank.

        With `queue` it is to wait for the end of the running turn, and stays here until someone takes it.
        """
        # As shown: a command that takes a text with chips, as unfolding does, needs the chips.
        text = self.text.strip("\n")
        is_command = self.begun_by_key and not self.shell and parse(text) is not None
        if queue:
            if not (is_command or self.shell or self.read_only):
                self.post_message(self.QueueWanted(self))
        elif is_command:
            self.post_message(self.Commanded(self, text))
        else:
            self.send()

    def send(self) -> None:
        """Send the text as text, or run it in a shell, unless it is blank or nothing can be sent."""
        shell = self.shell
        if self.is_blank:
            self.post_message(self.BlankSubmitted(self))
        if shell and self._in_burst:
            # Pasted without marks, perhaps: what was not seen does not run.
            self.action_newline()
            return
        if text := self.take():
            self.post_message(self.Submitted(self, text, shell=shell))

    def take(self) -> str:
        """Take the text to be sent or queued, and add it to the history; empty when there is none to take."""
        draft = self._uncut
        text = draft.text.strip("\n")
        if self.read_only or not text.strip():
            return ""
        # It is sent, so it is no command, even if its slash was typed.
        entry = entry_of(replace(draft, slash_typed=False))
        self.prompt_history.add(self.prompt_history.note(entry))
        self.show_entry(self.prompt_history.take_aside())
        return text

    def action_newline(self) -> None:
        """Begin a new line."""
        if not self.read_only:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    def action_interrupt(self) -> None:
        """Report escape; the screen decides what it closes or interrupts."""
        self.post_message(self.Interrupted(self))

    def clear_selection(self) -> None:
        """Clear the selection; the cursor stays where it is."""
        self.move_cursor(self.cursor_location)

    def action_paste(self) -> None:
        """Ask for the image of the clipboard; without one its text is inserted."""
        if not self.read_only:
            self.post_message(self.ClipboardWanted(self))

    async def action_kill(self, action: str) -> None:
        """Delete a word or to an end of the line, and keep the text for `yank`."""
        self._killed = ""
        try:
            await self.run_action(action)
        finally:
            killed, self._killed = self._killed, None
        left = action in ("delete_word_left", "delete_to_start_of_line")
        self._kills.kill(killed, before=left, keys=self._keys)

    def action_yank(self) -> None:
        """Insert what was killed last."""
        if not self.read_only and self._kills.text:
            self.insert_whole(self._kills.text)

    def action_delete_left(self) -> None:
        """Delete what is before the cursor; at the start of a shell line, its being one."""
        row, column = self.cursor_location
        if self.shell and (row, column) == (0, 0) and self.selection.is_empty:
            self.shell = False
            return
        if self.selection.is_empty and column and not self.read_only:
            at = caret.backspace(self.document.get_line(row), column, self.chips)
            self.delete((row, at), (row, column), maintain_selection_offset=False)
        else:
            super().action_delete_left()

    def get_cursor_left_location(self) -> Location:
        """Return where the cursor goes to the left: over a whole character or chip."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_left_location()
        return row, caret.left(self.document.get_line(row), column, self.chips)

    def get_cursor_right_location(self) -> Location:
        """Return where the cursor goes to the right: over a whole character or chip."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column >= len(line):
            return super().get_cursor_right_location()
        return row, caret.right(line, column, self.chips)

    def clamp_visitable(self, location: Location) -> Location:
        """Return the nearest location that the cursor can have: never one within a chip."""
        row, column = super().clamp_visitable(location)
        return row, caret.nearest(self.document.get_line(row), column, self.chips)

    def action_line(self, step: int, select: bool = False) -> None:
        """Move a line up (-1) or down (1), at the edge to the next prompt of the history there."""
        at_edge = (
            self.navigator.is_first_wrapped_line(self.cursor_location)
            if step < 0
            else self.navigator.is_last_wrapped_line(self.cursor_location)
        )
        if at_edge and not select and not self.read_only:
            history = self.prompt_history
            entry = self.as_entry()
            found = history.previous(entry) if step < 0 else history.next()
            if found is not None:
                self.show_entry(found, walking=True)
                return
        if step < 0:
            self.action_cursor_up(select)
        else:
            self.action_cursor_down(select)

    def action_page(self, step: int) -> None:
        """Page within a text taller than the composer until its edge, else in the conversation."""
        tall = self.virtual_size.height > self.scrollable_content_region.height
        at_edge = (
            self.navigator.is_first_wrapped_line(self.cursor_location)
            if step < 0
            else self.navigator.is_last_wrapped_line(self.cursor_location)
        )
        if not tall or at_edge:
            self.post_message(self.Paged(self, step))
        elif step < 0:
            self.action_cursor_page_up()
        else:
            self.action_cursor_page_down()


def _hint_strip(composer: Composer, hint: str, width: int) -> Strip:
    """Draw the words of an empty composer, with the cursor on the first letter while it has the focus."""
    style = composer.get_component_rich_style("composer--placeholder")
    words = clip(hint, width) or " "
    cursor = composer.get_component_rich_style("text-area--cursor") if composer.has_focus else style
    return two_sided([(words[0], cursor), (words[1:], style)], [], width, composer.rich_style)
