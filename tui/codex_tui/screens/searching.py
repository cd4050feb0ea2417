"""The search over all threads: in what was said, and in their names. It opens the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from codex_app_server import CodexError
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from .. import glyphs
from ..blocks.cells import clip, width
from ..keys import Area
from ..patches.own_keys import name_of
from ..session.errors import describe
from ..session.searches import Hit
from ..widgets.bindings import bindings
from ..widgets.choices import Choices, page
from ..widgets.line_input import LineInput
from ..widgets.times import ago

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.worker import WorkType

    from ..clock import Clock
    from ..session import CodexSession
    from ..widgets.find_pane import FindPane
    from ..widgets.transcript.view import TranscriptView
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .tasks import Tasks
    from .thread_actions import ThreadActions

PAUSE = 0.15
"""Seconds without a key after which the server is asked: a search of a thousand threads takes as long."""

MOST_NAMES = 5
"""Threads that are listed for their names: the filter of the list finds all."""

_OUTPUT = "output of commands is not searched"


class Searching:
    """Opens the search, and shows the place that was chosen, with its matches marked."""

    def __init__(
        self,
        session: CodexSession,
        clock: Clock,
        tasks: Tasks,
        notifier: Notifier,
        actions: ThreadActions,
        history: HistoryLoading,
        *,
        finding: FindPane,
        transcript: TranscriptView,
    ) -> None:
        self._session = session
        self._store = session.store
        self._clock = clock
        self._tasks = tasks
        self._notifier = notifier
        self._actions = actions
        self._history = history
        self._finding = finding
        self._transcript = transcript

    def open(self, words: str = "") -> None:
        """Open the search, for some words."""
        screen = ThreadSearch(self._session, self._clock, words)
        self._transcript.app.push_screen(screen, lambda hit: self._chosen(hit, screen.words))

    def _chosen(self, hit: Hit | None, words: str) -> None:
        if hit is None:
            return
        self._session.searches.keep(hit)
        self._actions.open(hit.thread_id)
        if hit.turn_id:
            self._tasks.request(self._show(hit, words), group="search-place")

    async def _show(self, hit: Hit, words: str) -> None:
        """Go to the place of a hit once its turn is here, unless the person has gone elsewhere meanwhile."""
        is_here = await self._history.read_to(hit.thread_id, hit.turn_id)
        if self._store.ui.open_thread_id != hit.thread_id:
            return
        self._transcript.update_blocks((), structure=True)
        if not is_here or not self._transcript.go_to(hit.item_id):
            self._notifier.say("The place that was found is not in the history any more.", bad=True)
            return
        self._finding.open(words, origin=hit.item_id)


class ThreadSearch(ModalScreen["Hit | None"]):
    """Finds threads by what was said in them; dismissed with the place to open, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.SEARCH)

    def __init__(self, session: CodexSession, clock: Clock, words: str = "") -> None:
        super().__init__(classes="question")
        self.words = words.strip()
        """What is looked for."""
        self._session = session
        self._clock = clock
        self._hits: list[Hit] = []
        self._timer: Timer | None = None
        self.busy = False
        """Whether more may be found."""
        self._opens_first = False
        self._said = ""
        # Kept and not queried: on a busy machine they may not be there yet when the screen is mounted.
        self._line = LineInput(self.words, placeholder="words that were said, or a name")
        self._list = Choices(compact=True)
        self._state = Static(classes="search--state")

    def compose(self) -> ComposeResult:
        """Create the line, the list and the hint."""
        with Vertical(classes="dialog dialog--wide dialog--search"):
            yield Static(Content("Search in all threads"), classes="dialog--title")
            yield self._line
            yield self._list
            yield self._state
            takes, leaves = name_of(self.app, "line.send"), name_of(self.app, "search.back")
            yield Static(Content(f"{takes} opens the place, {leaves} leaves"), classes="dialog--hint")

    def on_mount(self) -> None:
        """Begin with the words that were given, and focus the line."""
        self._line.select_all()
        self._line.focus()
        self._begin(self.words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for other words as soon as no more are typed."""
        event.stop()
        if event.value.strip() != self.words:
            self._begin(event.value.strip())

    def _begin(self, words: str) -> None:
        self.words, self._opens_first, self._said = words, False, ""
        self._hits = []
        self._list.clear_options()
        self.workers.cancel_group(self, "search")
        if self._timer is not None:
            self._timer.stop()
        self.busy = bool(words)
        if words:
            self._list_names()
            self._timer = self.set_timer(PAUSE, self._ask)
        self._show_state()

    def _ask(self) -> None:
        # Not a coroutine: one that is cancelled before it began would warn that nothing awaited it.
        work: WorkType[None] = self._find
        self.run_worker(work, group="search", exclusive=True)

    async def _find(self) -> None:
        """Ask the server for the words, listing what is found as it comes."""
        words, more = self.words, False
        try:
            searches, archived = self._session.searches, self._session.store.ui.archived_shown
            more = await searches.find(words, self._add)
            if archived and not more:
                more = await searches.find(words, self._add, archived=True)
        except CodexError as error:
            self._said = describe(error)
        else:
            if more:
                self._said = f"the newest; a longer text finds others. {_OUTPUT.capitalize()}"
        self.busy = False
        self._show_state()

    def _list_names(self) -> None:
        """List threads whose name has the words: the server does not look at names."""
        wanted, store = self.words.casefold(), self._session.store
        rows = store.rows(self.words, show_archived=store.ui.archived_shown)
        named = [row for row in rows if row.name is not None and wanted in row.name.casefold()]
        for row in named[:MOST_NAMES]:
            self._add(Hit(row.id, row.title, row.recency_at, row.cwd, archived=row.archived))

    def _add(self, hit: Hit) -> None:
        self._hits.append(hit)
        choices = self._list
        choices.add_option(Option(Content.assemble(self._row(hit)), id=str(len(self._hits) - 1)))
        if choices.highlighted is None:
            choices.highlighted = 0
        if self._opens_first:
            self._take(hit)
        self._show_state()

    def _row(self, hit: Hit) -> Content:
        """Return the two lines of a hit: the thread and when it was used, and what was said there."""
        room = max(24, self._list.scrollable_content_region.width - 3)
        sign = glyphs.choose().cut_sign
        when = ago(hit.at, self._clock.now())
        if hit.places > 1:
            when = f"{hit.places} places, {when}"
        if hit.archived:
            when = f"archived, {when}"
        title = clip(hit.title, max(8, room - len(when) - 2), sign)
        space = " " * max(2, room - width(title) - len(when))
        first = Content.assemble(self._marked(title), space, (when, "$text-muted"))
        if not hit.turn_id:
            return Content.assemble(first, "\n", ("its name", "$text-muted"))
        snippet = clip(self._near(hit.snippet, room), room, sign)
        return Content.assemble(first, "\n", self._marked(snippet, "$text-muted"))

    def _near(self, snippet: str, room: int) -> str:
        """Return a snippet from a place on where the words are in view."""
        at = snippet.casefold().find(self.words.casefold())
        begin = max(0, at - room // 3) if at + len(self.words) > room - 2 else 0
        return f"{glyphs.choose().cut_sign} {snippet[begin:]}" if begin else snippet

    def _marked(self, text: str, style: str = "") -> Content:
        """Return a text with the words in it marked."""
        at, size = text.casefold().find(self.words.casefold()), len(self.words)
        if at < 0 or not size:
            return Content.styled(text, style) if style else Content(text)
        match = (text[at : at + size], "bold $text-accent")
        return Content.assemble((text[:at], style), match, (text[at + size :], style))

    def _show_state(self) -> None:
        found = len({hit.thread_id for hit in self._hits})
        if not self.words:
            words = f"prompts, answers and names; {_OUTPUT}"
        elif self.busy:
            opening = "; opens the first that is found" if self._opens_first else ""
            words = f"searching{glyphs.choose().ellipsis}{opening}"
        elif self._said:
            words = self._said
        elif found:
            words = f"{found} {'thread' if found == 1 else 'threads'}; {_OUTPUT}"
        else:
            words = f"nothing found; {_OUTPUT}"
        self._state.update(Content(words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the place that is highlighted; before there is one, the first that will be found."""
        event.stop()
        if event.value.strip() != self.words:
            # An enter of the same burst as the words: the message that they have changed comes later.
            self._begin(event.value.strip())
        at = self._list.highlighted
        if at is not None:
            self._take(self._hits[at])
        elif self.busy:
            self._opens_first = True
            self._show_state()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the place that was clicked."""
        event.stop()
        self._take(self._hits[event.option_index])

    def _take(self, hit: Hit) -> None:
        if self.is_current:
            self.dismiss(hit)

    def action_move(self, step: int) -> None:
        """Highlight the next (1) or the previous (-1) hit."""
        if step < 0:
            self._list.action_cursor_up()
        else:
            self._list.action_cursor_down()

    def action_page(self, step: int) -> None:
        """Move the highlight by the hits in view."""
        page(self._list, step)

    def action_leave(self) -> None:
        """Dismiss without a hit."""
        self.dismiss(None)
