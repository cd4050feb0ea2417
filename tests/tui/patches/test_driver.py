"""The driver in a pseudo-terminal, with a small application behind it; and what it needs of Textual."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import codex_app_server
import codex_tui
import pytest
from codex_tui.app import CodexTui
from codex_tui.patches import driver as patch
from codex_tui.patches.driver import TerminalDriver, driver_class
from codex_tui.patches.key_event import Key
from codex_tui.terminal.grammar import ESCAPE_PAUSE, STRING_PAUSE
from e2e.terminal import Terminal
from textual import constants, events
from textual.app import App
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input

PROGRAM = Path(__file__).with_name("event_log.py")


class Logged:
    """The small application in a terminal, and what it got."""

    def __init__(self, terminal: Terminal, log: Path) -> None:
        self.terminal = terminal
        self._log = log

    def events(self) -> list[list[object]]:
        """All complete events so far; the line that says that it is ready is no event."""
        lines = self._log.read_text("utf-8").splitlines() if self._log.exists() else []
        return [json.loads(line) for line in lines if line.endswith("]")]

    def wait_for(self, *last: object, after: int = 0) -> list[list[object]]:
        """Wait for an event behind so many others; give those between."""
        self.terminal.wait_for(lambda _: list(last) in self.events()[after:], f"{last} behind {after} others")
        came = self.events()[after:]
        return came[: came.index(list(last))]

    def typed(self, data: bytes, *, silence: float = 0.0) -> list[list[object]]:
        """Send bytes and then an f12, after a silence if one decides; give the events of the bytes."""
        before = len(self.events())
        self.terminal.send(data)
        if silence:
            self.terminal.rest(silence)
        self.terminal.send(b"\x1b[24~")
        return self.wait_for("key", "f12", None, False, False, after=before)


def logged(log: Path, *words: str, **variables: str) -> Logged:
    packages = [str(Path(module.__file__ or "").parents[1]) for module in (codex_app_server, codex_tui)]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(packages),
        "LANG": "C.UTF-8",
        **variables,
    }
    terminal = Terminal([sys.executable, str(PROGRAM), str(log), *words], env=env, cwd=log.parent)
    return Logged(terminal, log)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Logged]:
    """The small application, ready."""
    running = logged(tmp_path / "log")
    with running.terminal:
        running.wait_for("ready")
        yield running


def pressed(name: str, text: str | None = None, *, ambiguous: bool = False) -> list[object]:
    return ["key", name, text, text is not None, ambiguous]


def test_keys_pastes_clicks_and_focus_arrive_in_their_order(log: Logged) -> None:
    sent = b"a\x1b[200~b\r\x1b[31mc\x1b[201~d\x1b[<0;5;6M\x1b[<0;6;8me\x1b[1;3Af"
    assert log.typed(sent) == [
        pressed("a", "a"),
        ["paste", "b\r\x1b[31mc"],
        pressed("d", "d"),
        ["MouseDown", 4, 5, 1, 4, 5],
        ["MouseUp", 5, 7, 1, 1, 2],
        pressed("e", "e"),
        pressed("alt+up"),
        pressed("f", "f"),
    ]
    assert log.typed(b"\x1b[O\x1b[I") == [["blur"], ["focus"]]
    log.terminal.send(b"\x11")
    assert log.terminal.ended() == 0


def test_what_a_terminal_sends_in_answer_is_not_typed_and_malformed_input_ends_nothing(log: Logged) -> None:
    strings = b"\x1b]11;rgb:1/2/3\x1b\\\x1bP>|x\x1b\\\x1b_Gi=1;OK\x1b\\"
    sent = b"\xff" + strings + b"\x1b[?62c\x1b[<0;-1;3M\x1b[97;1:3u\x1b[1;3"
    assert log.typed(sent) == [pressed("replacement_character", "\ufffd")]
    assert log.typed(b"\x1b]8;;" + b"y" * 70_000, silence=STRING_PAUSE + 0.1) == []
    assert log.typed(b"\x1b", silence=ESCAPE_PAUSE + 0.1) == [pressed("escape")]
    assert log.typed(b"x") == [pressed("x", "x")]


def test_an_answer_to_the_question_about_the_line_is_neither_typed_nor_pasted(log: Logged) -> None:
    assert log.typed(b"a\x1b[0nb") == [pressed("a", "a"), pressed("b", "b")]
    assert log.typed(b"\x1b[200~one\x1b[0n two\x1b[201~\x1b[0n") == [["paste", "one two"]]
    assert log.typed(b"\x1b[0n") == []


def test_an_enter_in_text_that_comes_at_once_is_a_newline(log: Logged) -> None:
    assert log.typed(b"a\rb\r") == [
        pressed("a", "a"),
        pressed("ctrl+j"),
        pressed("b", "b"),
        pressed("ctrl+j"),
    ]


def test_an_enter_at_the_end_of_a_burst_is_pressed(log: Logged) -> None:
    assert log.typed(b"a\r") == [pressed("a", "a"), pressed("enter")]


def test_a_large_paste_without_marks_is_one_burst(log: Logged) -> None:
    came = log.typed(b"some text\r" * 600)
    names = {event[1] for event in came}
    assert len(came) == 6000
    assert "enter" not in names


def test_a_large_paste_is_one_event(log: Logged) -> None:
    assert log.typed(b"\x1b[200~" + b"some text\r" * 100_000 + b"\x1b[201~") == [["paste", 1_000_000]]


def test_characters_that_are_not_printable_for_python_are_text(log: Logged) -> None:
    text = "\u3000\u00a0\u200c\u200d"
    came = log.typed(text.encode())
    assert "".join(str(event[2]) for event in came) == text
    assert all(event[3] for event in came)


def test_escape_and_a_letter_are_ambiguous_until_the_terminal_reports_modifiers(log: Logged) -> None:
    assert log.typed(b"\x1bx") == [pressed("alt+x", "x", ambiguous=True)]
    assert log.typed(b"\x1b[20~") == [pressed("f9"), ["driver", False, False, True]]
    assert log.typed(b"\x1b[?25u\x1bx") == [pressed("alt+x", "x")]
    assert log.typed(b"\x1b[20~") == [pressed("f9"), ["driver", True, False, True]]


@pytest.mark.parametrize(("answer", "available"), [(0, False), (1, True), (2, True), (3, False), (4, False)])
def test_synchronized_output_is_used_only_where_the_terminal_has_it(
    log: Logged, answer: int, available: bool
) -> None:
    came = log.typed(b"\x1b[?2026;%d$y\x1b[20~" % answer)
    assert came == [pressed("f9"), ["driver", False, available, True]]


def test_the_terminal_is_asked_for_keys_and_restored_at_the_end(log: Logged) -> None:
    asked = (b"\x1b[?1036s\x1b[?1036h", b"\x1b[?1h", b"\x1b[?u", b"\x1b[?2026$p")
    log.terminal.wait_for(lambda _: all(part in log.terminal.raw for part in asked), "the terminal asked")
    begun = log.terminal.raw
    assert b"2048" not in begun
    # The keypad's enter would be a newline then, and in st its arrows would be digits.
    assert b"\x1b=" not in begun
    log.terminal.send(b"\x11")
    assert log.terminal.ended() == 0
    end = log.terminal.raw[len(begun) :]
    places = [end.index(part) for part in (b"\x1b[?1l", b"\x1b[H\x1b[2J", b"\x1b[?1049l")]
    assert places == sorted(places)
    assert b"\x1b[?1036r" in end


def test_a_suspended_application_gives_the_terminal_back_and_takes_it_again(log: Logged) -> None:
    begun = len(log.terminal.raw)
    log.terminal.send(b"\x1a")
    log.terminal.wait_for(lambda _: b"\x1b[?1h" in log.terminal.raw[begun:], "the application again")
    assert log.events()[1:] == [pressed("ctrl+z"), ["suspended"]]
    between = log.terminal.raw[begun:]
    places = [
        between.index(part)
        for part in (b"\x1b[?1l", b"\x1b[?1036r", b"\x1b[?1049l", b"\x1b[?1036s", b"\x1b[?1h")
    ]
    assert places == sorted(places)
    assert log.typed(b"x") == [pressed("x", "x")]


def test_an_application_that_is_stopped_while_it_writes_gives_the_terminal_back(log: Logged) -> None:
    begun = len(log.terminal.raw)
    log.terminal.send(b"\x1b[19~")
    log.wait_for("written")
    # Its last bytes may still lie unread in the pseudo-terminal when the process is seen to be stopped.
    log.terminal.wait_for(
        lambda _: log.terminal.is_stopped and b"\x1b[?1049l" in log.terminal.raw[begun:],
        "the application to be stopped and the terminal to be given back",
    )
    log.terminal.signal(signal.SIGCONT)
    log.terminal.wait_for(lambda _: b"\x1b[?1049h" in log.terminal.raw[begun:], "the application again")
    log.wait_for("resumed")
    assert log.typed(b"x") == [pressed("x", "x")]


def test_gnu_screen_reports_no_mouse(tmp_path: Path) -> None:
    running = logged(tmp_path / "log", STY="1.pts-0")
    with running.terminal:
        running.wait_for("ready")
        assert running.typed(b"\x1b[20~") == [pressed("f9"), ["driver", False, False, False]]
        assert b"\x1b[?1003h" not in running.terminal.raw


def test_an_application_that_takes_its_input_gets_it_in_order(tmp_path: Path) -> None:
    running = logged(tmp_path / "log", "road")
    with running.terminal:
        running.wait_for("ready")
        taken = [
            event[1] for event in running.typed(b"a\x1b[200~b\x1b[201~\x1b[<0;5;6M") if event[0] == "taken"
        ]
        assert taken[:3] == ["Key", "Paste", "MouseDown"]


def test_the_mouse_is_nowhere_but_on_the_screen(log: Logged) -> None:
    assert log.typed(b"\x1b[<0;121;5M\x1b[<35;5;41M\x1b[<64;500;500M\x1b[32;500;400M") == []
    assert log.typed(b"\x1b[<0;120;40M\x1b[<0;500;400m") == [
        ["MouseDown", 119, 39, 1, 119, 39],
        ["MouseUp", 119, 39, 1, 0, 0],
    ]


def test_our_key_is_handled_as_textuals_is() -> None:
    assert Key.handler_name == events.Key.handler_name == "on_key"
    copied = Key("alt+x", "x", ambiguous=True).copy()
    assert (copied.key, copied.character, copied.ambiguous) == ("alt+x", "x", True)
    assert [Key("x", each).is_printable for each in ("\r", "\x85", "\ud800", "\u3000", "é")] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_textuals_own_input_takes_our_keys() -> None:
    class Small(App[None]):
        def compose(self) -> Iterator[Input]:
            yield Input()

    app = Small()
    async with app.run_test() as pilot:
        values = []
        for name, text in [("a", "a"), ("ideographic_space", "\u3000"), ("backspace", None), ("space", " ")]:
            app.post_message(Key(name, text).set_sender(app))
            await pilot.pause()
            values.append(app.query_one(Input).value)
        assert values == ["a", "a\u3000", "a", "a "]


def test_textual_driver_wins_over_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert driver_class(LinuxDriver) is TerminalDriver
    assert driver_class(HeadlessDriver) is HeadlessDriver
    monkeypatch.setattr(constants, "DRIVER", "textual.drivers.linux_driver:LinuxDriver")
    assert driver_class(LinuxDriver) is LinuxDriver
    assert CodexTui.get_driver_class is not App.get_driver_class


PRIVATE = [
    (LinuxDriver, "run_input_thread"),
    (LinuxDriver, "_query_in_band_window_resize"),
    (LinuxDriver, "_get_terminal_size"),
    (LinuxDriver, "start_application_mode"),
    (LinuxDriver, "stop_application_mode"),
    (Driver, "send_message"),
    (Driver, "process_message"),
]


@pytest.mark.parametrize(("owner", "name"), PRIVATE, ids=[name for _, name in PRIVATE])
def test_the_parts_of_textual_that_the_driver_replaces_are_there(owner: type, name: str) -> None:
    assert callable(getattr(owner, name, None)), (
        f"Textual has no {owner.__name__}.{name} any more: look at {patch.__name__}, which replaces it"
    )


def test_the_attributes_of_textual_that_the_driver_uses_are_there() -> None:
    used = {"exit_event", "fileno", "_writer_thread", "_key_thread", "_loop", "_app", "_mouse", "input_tty"}
    code = {
        *LinuxDriver.__init__.__code__.co_names,
        *Driver.__init__.__code__.co_names,
    }
    assert used <= code, f"Textual's driver has no {used - code} any more: look at {patch.__name__}"
    assert "run_input_thread" in LinuxDriver._run_input_thread.__code__.co_names, (
        f"Textual's reading thread does not call run_input_thread any more: look at {patch.__name__}"
    )
