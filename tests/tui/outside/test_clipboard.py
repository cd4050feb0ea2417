"""Ways to the clipboard: which is taken, and what is known of the outcome."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest
from codex_tui.outside import Clipboard, Delivery, Machine
from codex_tui.outside.sequences import LONGEST_CLIPBOARD
from codex_tui.screens.copying import said

TAKES = "#!/bin/sh\ncat > {taken}\n"
FAILS = "#!/bin/sh\ncat > /dev/null\nexit 1\n"
TMUX_OF_3_1 = '#!/bin/sh\n[ "$2" = -w ] && exit 1\ncat > {taken}\n'


class Box:
    """A machine with programs of the test's own; what the last of each took is in a file beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, name: str, script: str = TAKES) -> None:
        path = self._folder / name
        path.write_text(script.format(taken=f"{path}.taken"), "utf-8")
        path.chmod(0o755)

    def taken(self, name: str) -> bytes | None:
        path = self._folder / f"{name}.taken"
        return path.read_bytes() if path.exists() else None

    def put(self, text: str, **env: str) -> Delivery:
        clipboard = Clipboard(Machine({"PATH": f"{self._folder}:{os.environ['PATH']}", **env}))
        # A machine of the tests has neither a clipboard of its own nor that of the person who runs them.
        return clipboard.put(text)


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Box:
    cat = tmp_path / "bin"
    cat.mkdir()
    (cat / "cat").symlink_to("/bin/cat")
    monkeypatch.setenv("PATH", str(cat))
    return Box(tmp_path)


def osc_52(text: str) -> str:
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"


def test_without_a_program_the_terminal_is_asked_and_nothing_is_known(box: Box) -> None:
    delivery = box.put("häh\n")
    assert delivery == Delivery(sent=True, sequence=osc_52("häh\n"))
    assert said(delivery, "häh\n").startswith("Sent 2 lines to the terminal, which may not take it")


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_a_program_of_the_display_takes_it_and_the_terminal_is_not_asked(box: Box, program: str) -> None:
    box.has(program)
    delivery = box.put("häh\n", DISPLAY=":7")
    assert delivery == Delivery((f"the clipboard ({program})",))
    assert box.taken(program) == "häh\n".encode()
    assert said(delivery, "häh\n", "the last answer") == (
        f"Copied the last answer, 2 lines, to the clipboard ({program})."
    )


def test_the_first_of_the_programs_that_fit_is_run(box: Box) -> None:
    for name in ("wl-copy", "xclip", "xsel", "pbcopy"):
        box.has(name)
    assert box.put("a", WAYLAND_DISPLAY="wayland-0", DISPLAY=":7").taken == ("the clipboard (wl-copy)",)
    assert box.put("a", DISPLAY=":7").taken == ("the clipboard (xclip)",)
    assert box.put("a").taken == ("the clipboard (pbcopy)",)


def test_windows_gets_it_in_its_own_encoding(box: Box) -> None:
    box.has("clip.exe")
    box.put("häh")
    assert (box.taken("clip.exe") or b"").decode("utf-16") == "häh"


def test_a_program_that_fails_is_not_believed(box: Box) -> None:
    box.has("xclip", FAILS)
    assert box.put("a", DISPLAY=":7") == Delivery(sent=True, sequence=osc_52("a"))


def test_at_another_machine_only_a_display_that_ssh_forwards_is_used(box: Box) -> None:
    for name in ("wl-copy", "xclip", "pbcopy"):
        box.has(name)
    assert box.put("a", SSH_TTY="/dev/pts/1", DISPLAY=":7", WAYLAND_DISPLAY="wayland-0").taken == ()
    assert box.put("a", SSH_TTY="/dev/pts/1", DISPLAY="localhost:10.0").taken == ("the clipboard (xclip)",)


def test_tmux_keeps_it_and_asks_its_terminal(box: Box) -> None:
    box.has("tmux")
    delivery = box.put("a\nb\nc", TMUX="/tmp/tmux-0/default,1,0")
    assert delivery == Delivery(("tmux's buffer",), sent=True)
    assert box.taken("tmux") == b"a\nb\nc"
    assert said(delivery, "a\nb\nc").startswith(
        "Copied 3 lines to tmux's buffer. It was sent to the terminal"
    )


def test_in_tmux_the_display_gets_it_too(box: Box) -> None:
    box.has("tmux")
    box.has("xclip")
    delivery = box.put("a", TMUX="/tmp/tmux-0/default,1,0", DISPLAY=":7")
    assert said(delivery, "a") == "Copied 1 character to the clipboard (xclip) and tmux's buffer."


def test_an_old_tmux_keeps_it_and_the_terminal_is_asked_through_it(box: Box) -> None:
    box.has("tmux", TMUX_OF_3_1)
    delivery = box.put("a", TMUX="/tmp/tmux-0/default,1,0")
    assert delivery == Delivery(("tmux's buffer",), sent=True, sequence=osc_52("a"))


def test_gnu_screen_gets_it_in_pieces_that_it_passes_on(box: Box) -> None:
    text = "long " * 1000
    sequence = box.put(text, STY="1.pts").sequence
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sequence
    assert max(map(len, pieces)) < 768
    assert "".join(pieces) == osc_52(text)


def test_what_is_too_long_for_the_terminal_is_not_sent_and_a_file_is_offered(box: Box) -> None:
    text = "é" * (LONGEST_CLIPBOARD // 2 + 1)
    delivery = box.put(text)
    assert delivery == Delivery(too_long=True)
    assert said(delivery, text).startswith("Not copied")
    assert "/save" in said(delivery, text)


def test_nothing_around_means_that_no_program_is_run() -> None:
    clipboard = Clipboard(Machine())
    assert not clipboard.asks_programs
    assert clipboard.put("a").sent
