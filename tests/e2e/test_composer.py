"""The composer on the real server: a shell line, a file, an image, a draft after SIGKILL."""

from __future__ import annotations

import signal
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from local_stores import drafts_on_disk
from patience import PATIENCE

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel

EDITOR = """#!/bin/sh
echo the editor has the terminal
read line
echo "$line" >> "$1"
"""
CHIP = "[image one shot.png 75 B]".replace(" ", "\N{NO-BREAK SPACE}")


def png() -> bytes:
    """A red square of eight pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def env(codex_home: CodexHome) -> dict[str, str]:
    """A read-only sandbox, and the application's state in this test's directory."""
    config = codex_home.path / "config.toml"
    text = config.read_text("utf-8").replace("suppress_", 'sandbox_mode = "read-only"\nsuppress_', 1)
    config.write_text(f'{text}\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n', "utf-8")
    return {**environment(codex_home), "XDG_STATE_HOME": str(codex_home.home / "state")}


def test_a_shell_line_a_file_an_image_and_a_draft_that_outlives_a_kill(
    env: dict[str, str], codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    work = codex_home.work
    (work / "src").mkdir()
    (work / "src" / "rainbow.py").write_text("colours = 7\n", "utf-8")
    (work / "one shot.png").write_bytes(png())
    outside = codex_home.home / "made by hand"
    with Terminal(RUN, env=env, cwd=work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5", "read-only")
        # Outside the sandbox of a thread that may only read; `text` alone would be a prompt.
        terminal.type("!")
        terminal.expect("your shell, not the sandbox")
        # What comes within 10 ms was pasted.
        terminal.rest(0.1)
        terminal.type(f"echo yes > '{outside}'; echo done by $((6 * 7))")
        terminal.expect("(6 * 7))")
        terminal.type("\r")
        terminal.expect("done by 42", "not kept until you send a prompt")
        assert outside.read_text("utf-8") == "yes\n"

        terminal.type("text:seen ;; @rnbw")
        terminal.expect("src/rainbow.py")
        terminal.type("\t")
        terminal.expect("text:seen ;; src/rainbow.py")
        terminal.rest(0.1)
        terminal.send(f"\x1b[200~{work / 'one shot.png'}\x1b[201~".encode())
        terminal.expect(CHIP)
        terminal.type("\r")
        screen = terminal.expect("seen", "image:")
        assert "not kept" not in screen
        (request,) = scripted_model.requests_with("src/rainbow.py")
        assert "data:image/png;base64," in str(request.body)

        terminal.type("half a thought")
        terminal.expect("half a thought")
        terminal.type("\x1b[D" * len("thought"))

        def cursor_is_saved() -> bool:
            (thread,) = drafts_on_disk(codex_home.home / "state" / "codex-tui", str(codex_home.path)) or [""]
            return bool(thread)

        deadline = time.monotonic() + PATIENCE
        while not cursor_is_saved():
            assert time.monotonic() < deadline, "the draft was never saved"
            terminal.rest(0.05)
        terminal.rest(1.0)
        terminal.signal(signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    editor = codex_home.home / "editor.sh"
    editor.write_text(EDITOR, "utf-8")
    editor.chmod(0o755)
    with Terminal((*RUN, "--resume", "last"), env={**env, "EDITOR": str(editor)}, cwd=work) as again:
        again.expect("half a thought", "done by 42")
        again.type("deep ")
        again.expect("half a deep thought")
        again.type("\x07")
        again.expect("the editor has the terminal")
        again.type("written there\n")
        again.expect("half a deep thought", "written there", "done by 42")


CLIPBOARD = """#!/bin/sh
# As the real one: it fails when the clipboard has nothing of the type.
case "$*" in
*image/png*) exec cat image.png ;;
*UTF8_STRING* | *text*) exec cat clip.txt ;;
esac
exit 1
"""


@pytest.mark.parametrize(("program", "display"), [("xclip", "DISPLAY"), ("wl-paste", "WAYLAND_DISPLAY")])
def test_ctrl_v_attaches_the_image_of_the_clipboard_and_without_one_puts_in_its_text(
    env: dict[str, str], codex_home: CodexHome, scripted_model: ScriptedModel, program: str, display: str
) -> None:
    work, programs = codex_home.work, codex_home.home / "programs"
    programs.mkdir()
    (programs / program).write_text(CLIPBOARD, "utf-8")
    (programs / program).chmod(0o755)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        env.pop(name, None)
    env |= {display: ":7", "PATH": f"{programs}:{env['PATH']}"}
    (work / "image.png").write_bytes(png())
    (work / "clip.txt").write_text("/compact of the clipboard", "utf-8")
    with Terminal(RUN, env=env, cwd=work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5", "read-only")
        terminal.send(b"\x16")
        terminal.expect("[image\N{NO-BREAK SPACE}clipboard-")
        (work / "image.png").unlink()
        terminal.type("text:seen ;; ")
        terminal.send(b"\x16")
        terminal.expect("/compact of the clipboard")
        terminal.rest(0.1)
        terminal.type("\r")
        terminal.expect("seen", "image:")
        terminal.wait_for(
            lambda _: bool(scripted_model.requests_with("/compact of the clipboard")), "the request"
        )
        requests = scripted_model.requests_with("/compact of the clipboard")
        assert any("data:image/png;base64," in str(request.body) for request in requests)
        # What came from the clipboard was pasted, and is no command.
        (work / "clip.txt").write_text("/compact text:it_is_text", "utf-8")
        terminal.send(b"\x16")
        terminal.expect("/compact text:it_is_text")
        terminal.rest(0.1)
        terminal.type("\r")
        terminal.wait_for(lambda _: bool(scripted_model.requests_with("text:it_is_text")), "the prompt")
