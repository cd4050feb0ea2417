"""The texts of the header, the status line and other lines, without a screen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from codex_tui import glyphs
from codex_tui.screens import view_models
from codex_tui.screens.pending_prompts import PendingPrompt
from codex_tui.session import ConnectionLost, Readiness, SessionOptions, ThreadSettings
from codex_tui.state.limits import RateLimit
from codex_tui.state.store import Store
from codex_tui.state.threads import ThreadState, TurnPhase, TurnState


@dataclass
class KnownSession:
    """What a session knows, given as plain values."""

    connected: bool = True
    options: SessionOptions = field(default_factory=lambda: SessionOptions(cwd="/home/ada/new"))
    readiness: Readiness = field(default_factory=Readiness)
    of_new: ThreadSettings = field(default_factory=ThreadSettings)

    def expected(self, cwd: str | None = None) -> ThreadSettings:
        return self.of_new

    def settings_for(self, cwd: str) -> ThreadSettings:
        return ThreadSettings(sandbox=self.options.sandbox, approval_policy=self.options.approval_policy)


@pytest.fixture
def store() -> Store:
    """A store whose start is over, with nothing open."""
    store = Store(lambda: 0.0)
    store.ui.starting = False
    return store


def opened(store: Store, thread_id: str = "t") -> ThreadState:
    thread = store.thread(thread_id)
    store.show(thread_id)
    return thread


def test_the_top_bar_counts_threads_that_work_and_those_that_wait_for_the_person(store: Store) -> None:
    store.thread("works").active_turn_id = "1"
    asks = store.thread("asks")
    asks.active_turn_id, asks.waiting_on_approval = "2", True
    store.thread("rests")
    facts = view_models.top_bar(store, cwd="/home/ada/src", branch="main", home="/home/ada", label="demo")
    assert (facts.working, facts.needs_person) == (1, 1)
    assert (facts.cwd, facts.branch, facts.note) == ("~/src", "main", "demo")


def test_the_title_of_the_terminal_says_what_is_most_urgent(store: Store) -> None:
    def title() -> str:
        top = view_models.top_bar(store, cwd="/home/ada/src/app", branch="", home="/home/ada", label="")
        return view_models.window_title(store, top, glyphs.UNICODE)

    assert title() == "New thread - app"
    thread = opened(store)
    thread.name = "Fix it"
    assert title() == "Fix it - app"
    thread.turns["1"] = TurnState("1", TurnPhase.FAILED)
    thread.last_turn_id = "1"
    assert title() == "\u2717 failed - Fix it - app"
    store.thread("works").active_turn_id = "1"
    assert title() == "\u280b 1 working - Fix it - app"
    store.thread("asks").waiting_on_input = True
    assert title() == "\u25c6 1 needs you - Fix it - app"
    thread.name = "x" * 1000
    assert len(title()) < 100


def test_the_branch_that_the_server_told_comes_before_that_of_the_directory(store: Store) -> None:
    opened(store).branch = "feature"
    assert view_models.top_bar(store, cwd="/", branch="main", home="/h", label="").branch == "feature"


def test_a_new_thread_works_in_the_directory_of_the_command_line(store: Store) -> None:
    options = SessionOptions(cwd="/home/ada/new")
    assert view_models.directory(store, options) == "/home/ada/new"
    store.ui.new.chosen = ThreadSettings(cwd="/home/ada/chosen")
    assert view_models.directory(store, options) == "/home/ada/chosen"
    opened(store).set_cwd("/home/ada/old")
    assert view_models.directory(store, options) == "/home/ada/old"


@pytest.mark.parametrize(
    ("starting", "connected", "said"),
    [
        (True, False, ("starting", "quiet")),
        (True, True, ("starting", "quiet")),
        (False, False, ("server stopped", "failed")),
        (False, True, ("", "quiet")),
    ],
)
def test_the_status_line_says_whether_there_is_a_server(
    store: Store, starting: bool, connected: bool, said: tuple[str, str]
) -> None:
    store.ui.starting = starting
    facts = view_models.status_bar(store, KnownSession(connected=connected))
    assert (facts.state, facts.state_role) == said


def test_the_status_line_says_what_a_new_thread_would_get(store: Store) -> None:
    session = KnownSession(
        readiness=Readiness(model="of-config", effort="high"),
        of_new=ThreadSettings(sandbox="read-only", approval_policy="untrusted"),
    )
    facts = view_models.status_bar(store, session)
    assert facts.model == "of-config high"
    assert facts.permissions == "read-only, asks before most commands"
    assert (facts.mode, facts.unknown, facts.context, facts.limit) == ("", "", "", "")
    session.of_new = ThreadSettings(model="asked\x1b[m")
    assert view_models.status_bar(store, session).model == "asked␛[m high"


def test_what_was_chosen_for_a_new_thread_is_what_it_will_get(store: Store) -> None:
    session = KnownSession(
        readiness=Readiness(model="of-config", effort="high"), of_new=ThreadSettings(sandbox="read-only")
    )
    store.ui.new.chosen = ThreadSettings(model="chosen", profile=":workspace", mode="plan")
    facts = view_models.status_bar(store, session)
    assert (facts.model, facts.permissions, facts.mode) == ("chosen high", "workspace-write", "plan mode")


def test_the_status_line_says_what_the_open_thread_has(store: Store) -> None:
    thread = opened(store)
    thread.loaded = True
    thread.model, thread.effort = "its-own", "low"
    thread.sandbox, thread.approval_policy = "workspace-write +network", "on-request"
    thread.context_window, thread.context_used = 200, 150
    store.rate_limit = RateLimit("5 h", 38)
    facts = view_models.status_bar(store, KnownSession())
    assert facts.model == "its-own low"
    assert facts.permissions == "workspace-write with network, asks"
    assert (facts.context, facts.limit) == ("context 25 % left", "5 hours: 38 % used")
    assert (facts.context_low, facts.limit_low) == (False, False)
    assert facts.unknown == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (("read-only", "on-request", "user"), "read-only, asks"),
        (
            ("workspace-write", "untrusted", "auto_review"),
            "workspace-write, asks a model before most commands",
        ),
        (("danger-full-access", "never", "auto_review"), "no sandbox, never asks"),
        (("workspace-write +network", "granular", None), "workspace-write with network, asks in part"),
        ((None, None, "user"), ""),
    ],
)
def test_what_may_be_done_and_who_is_asked_is_said_in_words(
    settings: tuple[str | None, str | None, str | None], said: str
) -> None:
    assert view_models.permission_words(*settings) == said


@pytest.mark.parametrize(
    ("label", "said"), [("1 w", "1 week"), ("2 d", "2 days"), ("90 min", "90 minutes"), ("", "limit")]
)
def test_a_limit_is_told_with_the_length_of_its_window(store: Store, label: str, said: str) -> None:
    store.rate_limit = RateLimit(label, 85)
    facts = view_models.status_bar(store, KnownSession())
    assert facts.limit == f"{said}: 85 % used"
    assert facts.limit_low


def test_what_a_thread_of_an_earlier_run_may_do_is_never_guessed(store: Store) -> None:
    opened(store).model = "its-own"
    session = KnownSession(of_new=ThreadSettings(sandbox="read-only", approval_policy="never"))
    facts = view_models.status_bar(store, session)
    assert (facts.permissions, facts.unknown) == ("", "sandbox and approval unknown until it runs")
    session.options = SessionOptions(cwd="/", sandbox="read-only")
    facts = view_models.status_bar(store, session)
    assert (facts.permissions, facts.unknown) == ("read-only", "approval unknown until it runs")
    store.thread("t").active_turn_id = "of another client"
    assert view_models.status_bar(store, session).unknown == "approval not told here"


def test_a_choice_that_waits_for_the_next_turn_is_shown_as_what_it_will_be(store: Store) -> None:
    thread = opened(store)
    thread.model, thread.sandbox, thread.approval_policy = "its-own", "read-only", "on-request"
    thread.chosen, thread.chosen_unsent = ThreadSettings(model="chosen", sandbox="danger-full-access"), True
    facts = view_models.status_bar(store, KnownSession())
    assert (facts.model, facts.permissions) == ("chosen", "no sandbox, asks")
    thread.chosen_unsent = False
    assert view_models.status_bar(store, KnownSession()).model == "its-own"


def test_a_context_that_is_more_than_full_has_nothing_left(store: Store) -> None:
    thread = opened(store)
    thread.context_window, thread.context_used = 100, 130
    facts = view_models.status_bar(store, KnownSession())
    assert facts.context == "context 0 % left"
    assert facts.context_low


def test_the_title_says_which_prompts_wait(store: Store) -> None:
    sending, steering = PendingPrompt("a"), PendingPrompt("b", steers=True)
    assert view_models.title_bar(store, [sending]).note == "sending"
    thread = opened(store)
    thread.name = "A thread"
    assert view_models.title_bar(store, []).note == ""
    assert view_models.title_bar(store, [sending]).note == "sending"
    assert view_models.title_bar(store, [sending, steering]).note == "1 prompt not read yet"
    assert view_models.title_bar(store, [steering, steering]).note == "2 prompts not read yet"
    assert view_models.title_bar(store, []).title == "A thread"
    rows = view_models.prompt_rows([sending, steering], store, KnownSession(), str)
    assert [row.state for row in rows] == ["sending", "not read yet"]


def test_the_title_says_what_holds_a_thread_and_how_far_its_history_is_read(store: Store) -> None:
    thread = opened(store)
    thread.read_only = "Another client holds it."
    assert view_models.title_bar(store, []).note == "read-only"
    store.ui.reading_all.add(thread.id)
    assert view_models.title_bar(store, []).note.startswith("reading earlier turns, ")


def test_the_number_of_a_turn_is_said_once_all_turns_are_here(store: Store) -> None:
    thread = opened(store)
    thread.older = "a cursor"
    assert view_models.title_bar(store, []).turn == 0


def test_the_composer_says_what_enter_would_do_or_why_nothing_can_be_typed(store: Store) -> None:
    session = KnownSession()
    assert view_models.composer_mode(store, session) == ("What shall we do?", None)
    thread = opened(store)
    assert view_models.composer_mode(store, session) == ("Go on", None)
    thread.active_turn_id = "1"
    assert view_models.composer_mode(store, session) == ("Steer this turn", None)
    assert view_models.composer_mode(store, KnownSession(connected=False)) == ("The server has stopped", None)
    store.ui.starting = True
    assert view_models.composer_mode(store, session) == ("Starting the server", None)
    thread.archived = True
    assert "archived" in (view_models.composer_mode(store, session)[1] or "")
    store.ui.starting = thread.archived = False
    thread.read_only = "Another client holds it."
    hint, disabled = view_models.composer_mode(store, session)
    assert "type on" in hint
    assert disabled is None


def test_a_lost_connection_is_said_with_the_last_line_of_the_server_shortened_and_harmless() -> None:
    lost = ConnectionLost("signal 9")
    assert view_models.connection_lost(lost, "f5") == (
        "The server stopped (signal 9). Your text is safe. f5 starts it again."
    )
    said = view_models.connection_lost(ConnectionLost("exit code 1", f"a\n\x1b{'x' * 500}\n \n"), "f5")
    first, second = said.split("\n")
    assert first == "The server stopped (exit code 1). Your text is safe. f5 starts it again."
    assert second.startswith("It wrote last: ␛xxx")
    assert len(second) < 250


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/home/ada", "~"),
        ("/home/ada/src", "~/src"),
        ("/home/adam", "/home/adam"),
        ("/", "/"),
    ],
)
def test_a_directory_below_the_home_directory_is_written_with_a_tilde(path: str, said: str) -> None:
    assert view_models.at_home(path, "/home/ada/") == said
