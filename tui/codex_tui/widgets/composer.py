"""The text field for prompts: it grows with its text, sends on enter, and walks the history at its edges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from .. import glyphs
from ..blocks.cells import clip
from ..keys import Area
from ..patches import own_keys
from ..slash import parse
from ..state.ansi import without_colours
from ..state.prompt_history import PromptHistory
from ..state.sanitise import visible
from .bindings import bindings
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType
    from textual.widgets.text_area import Edit, EditResult, Location

GUTTER = 2
"""Cells for the prompt mark and the space after it."""

_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")
_SURROGATES = re.compile("[\\ud800-\\udfff]")


def composer_text(text: str) -> str:
    """Return a text that the composer can draw and the server can take.

    Line ends become newlines. A control character, which the terminal would obey when the text is drawn,
    becomes its symbol. Half of a surrogate pair, which no server accepts, becomes `U+FFFD`. All else stays.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub(lambda match: visible(match.group()), text)
    return _SURROGATES.sub("\ufffd", text)


MOST_TYPED = 100
"""Letters of one event that are inserted one by one, and so are undone together with those typed before.

It is the size of an undo step of `TextArea`. 100 letters take 33 ms of CPU. 3,000 would take 2.6 s, so they
are one insertion, with an undo step of its own.
"""


class Composer(TextArea, inherit_bindings=False):
    """A `TextArea` with the table's keys; it handles all its keys in the order in which they arrive.

    Textual handles an editing key after it has travelled to the application and back, but a character at
    once. In a burst (a pasted line without bracketed paste, a slow connection) the two would change places.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.COMPOSER, Area.TEXT)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "composer--prompt",
        "composer--placeholder",
        "composer--disabled",
    }

    class Submitted(Message):
        """The person sends `text`."""

        def __init__(self, composer: Composer, text: str) -> None:
            super().__init__()
            self.composer = composer
            self.text = text

        @property
        def control(self) -> Composer:
            """The composer that posted the message."""
            return self.composer

    class Commanded(Message):
        """The person gives a command, known or not; the text is still in the composer."""

        def __init__(self, composer: Composer, text: str) -> None:
            super().__init__()
            self.composer = composer
            self.text = text

        @property
        def control(self) -> Composer:
            """The composer that posted the message."""
            return self.composer

    class Interrupted(Message):
        """The person pressed escape."""

        def __init__(self, composer: Composer) -> None:
            super().__init__()
            self.composer = composer

        @property
        def control(self) -> Composer:
            """The composer that posted the message."""
            return self.composer

    class Paged(Message):
        """A page key that the composer does not use: the conversation shall scroll up (-1) or down (1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(
        self,
        history: PromptHistory | None = None,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
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
        self.begun_by_key = True
        """Whether the first character was typed; what was pasted is never a command."""
        self.keys_first: list[Callable[[str], bool]] = []
        """Asked for each key before the composer uses it; one that returns True has used it."""

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.marks = marks
        self.refresh()

    def set_mode(self, placeholder: str = "", disabled: str | None = None) -> None:
        """Set the text of the empty composer; with `disabled`, the reason, nothing can be typed or sent."""
        if (placeholder, disabled) == (self._hint, self._disabled_reason):
            return
        self._hint, self._disabled_reason = placeholder, disabled
        self.read_only = disabled is not None
        self.refresh()

    def load_draft(self, text: str) -> None:
        """Replace the text by a draft, with the cursor at its end and nothing to undo."""
        self.prompt_history.stop()
        self.begun_by_key = True
        self.load_text(composer_text(text))
        self.move_cursor(self.document.end)

    def clear_to_history(self) -> bool:
        """Empty the composer, and add its text to the history; return whether there was any."""
        if not self.text:
            return False
        self.prompt_history.add(self.text)
        self._replace_all("")
        return True

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
        mark = self.marks.prompt if y + self.scroll_offset.y == 0 else " "
        prompt = Segment(f"{mark} ", self.get_component_rich_style("composer--prompt"))
        if self.is_blank and y == 0:
            return Strip.join([Strip([prompt], GUTTER), self._hint_strip(width - GUTTER)])
        return Strip.join([Strip([prompt], GUTTER), super().render_line(y)])

    def _hint_strip(self, width: int) -> Strip:
        style = self.get_component_rich_style("composer--placeholder")
        words = clip(self._hint, width) or " "
        cursor = self.get_component_rich_style("text-area--cursor") if self.has_focus else style
        return two_sided([(words[0], cursor), (words[1:], style)], [], width, self.rich_style)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key types text here: none with alt does, whatever character it carries."""
        return not own_keys.has_alt(key) and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Run the composer's own keys at once and in order; leave the others to `TextArea` and the app."""
        if any(use(event.key) for use in self.keys_first):
            event.stop()
            event.prevent_default()
            return
        done = await own_keys.handle(self, event, is_blank=self.is_blank, insert=self._type)
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
        """Insert a paste without its colours, as one undo step; it is never sent."""
        event.stop()
        event.prevent_default()
        if not self.read_only:
            self._insert_whole(without_colours(event.text))

    def _insert_whole(self, text: str) -> None:
        start, end = self.selection
        self._pasting = True
        try:
            self.put_in(text, start, end)
        finally:
            self._pasting = False

    def put_in(self, text: str, start: Location, end: Location) -> None:
        """Replace a part of the text as one undo step, with the cursor behind it."""
        self.history.checkpoint()
        result = self.replace(composer_text(text), start, end, maintain_selection_offset=False)
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
        if edit.text and edit.top == (0, 0):
            self.begun_by_key = not self._pasting
        return super().edit(edit)

    def _replace_all(self, text: str, *, walking: bool = False) -> None:
        self._walking = walking
        try:
            self.history.checkpoint()
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
            self.move_cursor(self.document.end)
            self.history.checkpoint()
        finally:
            self._walking = False

    def action_submit(self) -> None:
        """Send the text, or give it as a command, unless it is blank or nothing can be sent."""
        text = self.text.strip("\n")
        if self.begun_by_key and parse(text) is not None:
            self.post_message(self.Commanded(self, text))
        else:
            self.send()

    def send(self) -> None:
        """Send the text as text, unless it is blank or nothing can be sent."""
        text = self.text.strip("\n")
        if self.read_only or not text.strip():
            return
        # Taken from the history it would be a command: a blank before it says that it is text.
        self.prompt_history.add(text if parse(text) is None else f" {text}")
        self._replace_all("")
        self.post_message(self.Submitted(self, text))

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

    def action_nothing(self) -> None:
        """Do nothing: tab must not move the focus away from a person who types."""

    def action_paste(self) -> None:
        """Insert the application's clipboard."""
        if not self.read_only and self.app.clipboard:
            self._insert_whole(self.app.clipboard)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up, or in the first row to the previous prompt of the history."""
        if not select and not self.read_only and self.navigator.is_first_wrapped_line(self.cursor_location):
            earlier = self.prompt_history.previous(self.text)
            if earlier is not None:
                self._replace_all(composer_text(earlier), walking=True)
                return
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down, or in the last row to the next prompt of the history."""
        if not select and not self.read_only and self.navigator.is_last_wrapped_line(self.cursor_location):
            later = self.prompt_history.next()
            if later is not None:
                self._replace_all(composer_text(later), walking=True)
                return
        super().action_cursor_down(select)

    def action_page(self, step: int) -> None:
        """Page within a text taller than the composer until its edge, else in the conversation."""
        tall = self.virtual_size.height > self.scrollable_content_region.height
        at_edge = (
            self.navigator.is_first_wrapped_line(self.cursor_location)
            if step < 0
            else self.navigator.is_last_wrapped_line(self.cursor_location)
        )
        if not tall or at_edge:
            self.post_message(self.Paged(step))
        elif step < 0:
            self.action_cursor_page_up()
        else:
            self.action_cursor_page_down()
