"""What a terminal is sent for colours: as many as it has, or none, and the settings that say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome


def sent(home: CodexHome, *wanted: str, **variables: str) -> set[str]:
    """The parameters of each SGR that the demo sends until its screen has what is wanted."""
    env = {**environment(home), **variables}
    with Terminal((*RUN, "--demo"), env=env, cwd=home.work) as terminal:
        terminal.expect(COMPOSER, "needs you", *wanted)
        found = re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)
    return {each.decode() for each in found}


def attributes(sent: set[str]) -> set[str]:
    """The single attributes of all of them; a colour with its parameters is one."""
    return {part for each in sent for part in re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", each)}


def test_with_256_colours_a_diff_has_its_grounds(codex_home: CodexHome) -> None:
    found = attributes(sent(codex_home, "await settled(server)", TERM="xterm-256color", COLORTERM=""))
    assert {"48;5;22", "48;5;52"} <= found
    assert not any(part.startswith(("38;2", "48;2")) for part in found)


def test_with_sixteen_colours_they_are_sent_by_name(codex_home: CodexHome) -> None:
    found = attributes(sent(codex_home, TERM="xterm", COLORTERM=""))
    assert {"97", "93"} <= found
    assert not any(part.startswith(("38", "48")) for part in found)


def test_with_no_color_no_colour_is_sent_and_state_is_told_by_attributes(codex_home: CodexHome) -> None:
    found = attributes(sent(codex_home, NO_COLOR="1"))
    assert found - {"", "22", "23", "24", "27", "29"} <= {"0", "1", "2", "3", "4", "7", "9"}
    assert {"1", "7"} <= found


def test_the_theme_follows_the_terminal_and_the_settings_hold_after_a_restart(codex_home: CodexHome) -> None:
    settings = codex_home.home / "settings.toml"
    settings.write_text("# mine\nmotion = 7\n", "utf-8")
    env = {**environment(codex_home), "CODEX_TUI_SETTINGS": str(settings)}
    light = b"48;2;251;250;248"
    with Terminal((*RUN, "--demo"), env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "needs you", "motion = 7 is not allowed")
        assert b"\x1b]11;?\x07" in terminal.raw
        assert light not in terminal.raw
        terminal.send(b"\x1b]11;rgb:ffff/ffff/ffff\x07")
        terminal.wait_for(lambda _: light in terminal.raw, "the light theme")
        settings.write_text('theme = "codex-dark"\nmouse = false\n[keys]\n"app.keys" = "f9"\n', "utf-8")
        terminal.expect("f9 keys")
        terminal.wait_for(lambda _: b"\x1b[?1003l" in terminal.raw, "the mouse left to the terminal")
    with Terminal((*RUN, "--demo"), env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "f9 keys")
        terminal.send(b"\x1b]11;rgb:ffff/ffff/ffff\x07typed")
        terminal.expect("typed")
        assert light not in terminal.raw
        assert b"\x1b[?1003h" not in terminal.raw
