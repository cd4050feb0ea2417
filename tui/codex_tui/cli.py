"""The command line: `codex-tui [PROMPT]`, and `codex-tui threads` without a screen.

Modules that not every run needs are imported late: `--version` and `threads` load no user interface.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, cast

from codex_app_server import AppServerConfig, __version__
from codex_app_server.early import start_early

from .patches.garbage_collector import off_until_ready
from .which_server import background_socket, own_server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .backend import Backend
    from .disk.settings_file import SettingsFile
    from .session.servers import ServerChoice
    from .themes import Terminal

SANDBOXES = ("read-only", "workspace-write", "danger-full-access")
APPROVALS = ("untrusted", "on-request", "never")

REFUSED = 2
"""The exit code of a refused call: a wrong option, or no terminal to draw on."""

TOKEN_VARIABLE = "CODEX_TUI_SERVER_TOKEN"
"""The variable of the environment with the token of a server: other people can read arguments."""

LONGEST_QUOTE = 200
"""Characters of an argument that a refusal repeats."""


class CommandLineError(Exception):
    """A call that is refused; the message is one sentence or two, with what to do next.

    It may hold arguments as they were given: `main` sanitises it where it is written.
    """


class _Parser(argparse.ArgumentParser):
    """Raises a `CommandLineError`, where argparse writes the arguments as they are and exits."""

    def error(self, message: str) -> NoReturn:
        said = _quoted(message.rstrip("."))
        raise CommandLineError(f"{said[:1].upper()}{said[1:]}. `{self.prog} --help` names every option.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0, 1 after an error, 2 for a call that is refused."""
    try:
        return _main(list(sys.argv[1:] if argv is None else argv))
    except CommandLineError as error:
        from .state.sanitise import sanitise_line

        sys.stderr.write(f"{sanitise_line(str(error))}\n")
        return REFUSED


def _main(words: list[str]) -> int:
    # A sub-parser beside an optional positional would take any prompt for a command.
    if words[:1] == ["threads"]:
        return _list_threads(_threads_parser().parse_args(words[1:]))
    with off_until_ready():
        return _run(_parser().parse_args(words))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="codex-tui",
        description="The cockpit for Codex: threads, conversation and composer on one screen.",
        epilog="`codex-tui threads` lists threads without a screen; see `codex-tui threads --help`.",
    )
    parser.add_argument(
        "prompt", nargs="?", metavar="PROMPT", help="send this as soon as everything is ready"
    )
    parser.add_argument("--model", metavar="NAME", help="model of threads that are started here")
    parser.add_argument("--sandbox", choices=SANDBOXES, help="what commands may do")
    parser.add_argument("--approval-policy", choices=APPROVALS, help="when you are asked")
    parser.add_argument(
        "--resume", metavar="ID|last", help="open this thread, or the newest of the directory"
    )
    parser.add_argument(
        "--theme", metavar="NAME", help="theme of this run: codex-dark, codex-light, nord, ..."
    )
    parser.add_argument("--demo", action="store_true", help="no network, no account, nothing is changed")
    parser.add_argument("--version", action="store_true", help="say the version, and which server is used")
    _add_server_options(parser)
    return parser


def _add_running_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--server",
        metavar="URL|own",
        help="the running server at ws://HOST:PORT, wss://HOST, unix://[PATH]; or own: start one in any case",
    )
    parser.add_argument(
        "--server-token-file",
        metavar="FILE",
        help=f"the token for that server is in this file; else in the variable {TOKEN_VARIABLE}",
    )


def _threads_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="codex-tui threads", description="List threads, the newest first, without a screen."
    )
    parser.add_argument("--archived", action="store_true", help="list the archived ones instead")
    parser.add_argument("--search", metavar="TEXT", help="only those whose name or first prompt holds this")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--demo", action="store_true", help="the threads of the demo")
    _add_server_options(parser)
    return parser


def _add_server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cwd", metavar="DIR", help="directory to work in, instead of the current one")
    parser.add_argument(
        "--config",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        type=_setting,
        help="override a setting of the server's config; may be given more than once",
    )
    parser.add_argument("--codex-bin", metavar="PATH", help="the codex binary to run")
    _add_running_options(parser)


def _setting(text: str) -> str:
    key, equals, _ = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(f"{_quoted(text)} is no setting; write it as KEY=VALUE")
    return text


def _say_versions(options: argparse.Namespace) -> int:
    """Write the version of this program, and that of the server that it would start."""
    from codex_app_server import BinaryNotFoundError
    from codex_app_server.binary import server_program

    from .session.versions import program_version
    from .state.sanitise import sanitise_line

    sys.stdout.write(f"codex-tui {__version__}\n")
    try:
        program = server_program(AppServerConfig(codex_bin=options.codex_bin))
    except BinaryNotFoundError as error:
        sys.stdout.write(f"no codex: {sanitise_line(str(error))}\n")
        return 0
    if program:
        version = program_version(program) or "of unknown version"
        sys.stdout.write(f"codex {version} at {sanitise_line(program)}\n")
    return 0


def _run(options: argparse.Namespace) -> int:
    if options.version:
        return _say_versions(options)
    _need_screen()
    _directory(options.cwd)
    if not options.demo:
        _start_server(options)
    from .app import CodexTui
    from .crash import CrashReport
    from .disk.crash_files import keep
    from .disk.files import state_directory
    from .outside import Machine
    from .settings.declaration import THEMES
    from .state.sanitise import sanitise_line

    if options.theme is not None and options.theme not in THEMES:
        raise CommandLineError(
            f"There is no theme {_quoted(options.theme)}. There are: {', '.join(sorted(THEMES))}."
        )
    backend = demo_backend() if options.demo else real_backend(options)
    app = CodexTui(
        backend,
        demo=demo_backend,
        prompt=options.prompt,
        resume=options.resume,
        theme=options.theme,
        machine=Machine.here(),
        settings=_settings(keep=not options.demo),
        terminal=_terminal(),
    )
    try:
        app.run(mouse=app.preferences.settings.mouse)
    except Exception as error:  # noqa: BLE001 - Python's own report would print the error's words
        app.crash = app.crash or CrashReport.of(error)
        backend.local_store.close()
    _drop_lost_streams()
    for notice in backend.local_store.last_notices:
        sys.stderr.write(f"{sanitise_line(notice.text)}\n")
    if app.crash is not None:
        sys.stderr.write(app.crash.text(None if options.demo else keep(app.crash, state_directory())))
    return app.return_code or int(app.crash is not None)


def _drop_lost_streams() -> None:
    """Write no more to a terminal that is gone: Python would raise, and end with 120 as its status."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        try:
            stream.flush()
        except OSError:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the end


def _settings(*, keep: bool) -> SettingsFile:
    """Find the person's settings; the demo reads them, and keeps no change."""
    from .disk.settings_file import NoSettingsPath, SettingsFile, settings_path

    try:
        return SettingsFile(settings_path(), keep=keep)
    except NoSettingsPath as error:
        raise CommandLineError(str(error)) from error


def _terminal() -> Terminal:
    """Return what is known about the terminal before it was asked."""
    from rich.console import Console
    from textual import constants

    from .themes import Terminal

    # As Textual makes its own; it says the type of its constant less exactly.
    system = cast("Literal['auto', 'standard', '256', 'truecolor'] | None", constants.COLOR_SYSTEM)
    console = Console(color_system=system, force_terminal=True, legacy_windows=False)
    return Terminal.of(os.environ, console.color_system)


def real_backend(options: argparse.Namespace) -> Backend:
    """Make the backend of a real server, with the command line's options."""
    from .backend import Backend
    from .disk.files import state_directory
    from .disk.local_store import LocalStore
    from .disk.log_file import LogFile
    from .session.options import SessionOptions

    server = server_choice(options)
    return Backend(
        server_config(options),
        SessionOptions(
            cwd=_directory(options.cwd),
            model=options.model,
            sandbox=options.sandbox,
            approval_policy=options.approval_policy,
            server=server,
        ),
        local_store=LocalStore(state_directory(), home=_home_of(server)),
        log=LogFile(state_directory()),
    )


def _start_server(options: argparse.Namespace) -> None:
    """Start the server while our own modules are imported, if it is certain to be one of our own."""
    config = server_config(options)
    if options.server == "own" or (options.server is None and background_socket(config) is None):
        start_early(own_server(config))


def server_choice(options: argparse.Namespace) -> ServerChoice:
    """Read which server is wanted. Raises `CommandLineError` for an address that cannot be."""
    from .session.servers import ServerChoice

    if options.server is None or options.server == "own":
        return ServerChoice(own=options.server == "own")
    if options.codex_bin is not None or options.config:
        raise CommandLineError("--codex-bin and --config are for a server of our own; leave out --server.")
    from codex_app_server import InvalidInputError, running_server

    try:
        transport = running_server(options.server, bearer_token=_token(options.server_token_file))
    except InvalidInputError as error:
        raise CommandLineError(str(error)) from error
    return ServerChoice(url=options.server, transport=transport)


def _token(path: str | None) -> str | Callable[[], str] | None:
    """Return the token of a server, or what reads it anew for each connection: it may be renewed."""
    if path is None:
        return os.environ.get(TOKEN_VARIABLE) or None
    file = Path(path).expanduser()
    if not file.is_file():
        raise CommandLineError(f"There is no file {_quoted(path)} with the token of the server.")
    return lambda: file.read_text("utf-8")


def _home_of(server: ServerChoice) -> str:
    """Return what tells the drafts of one server's threads from another's."""
    return server.url if server.url and not server.url.startswith("unix://") else server_home()


def server_home() -> str:
    """Return the server's home directory; drafts of threads in different homes are kept apart by it."""
    return os.path.realpath(os.environ.get("CODEX_HOME") or Path("~/.codex").expanduser())


def demo_backend() -> Backend:
    """Make the backend of the demo: in memory, the same in each run, with nothing kept on disk."""
    from .backend import Backend
    from .clock import ShiftedClock
    from .demo import DEMO_CWD, DEMO_HOME, DEMO_NOW, demo_config
    from .session.options import SessionOptions

    return Backend(
        demo_config(),
        SessionOptions(cwd=DEMO_CWD, ask_trust=False),
        clock=ShiftedClock(DEMO_NOW),
        home=DEMO_HOME,
        label="demo",
        open_newest=True,
    )


def server_config(options: argparse.Namespace) -> AppServerConfig:
    """Make the SDK's configuration, which says how the server is started."""
    return AppServerConfig(
        codex_bin=options.codex_bin,
        config_overrides=tuple(options.config),
        cwd=_directory(options.cwd),
        client_name="codex-tui",
        client_title="codex-tui",
        client_version=__version__,
    )


def _list_threads(options: argparse.Namespace) -> int:
    from .thread_listing import print_threads

    config = demo_backend().config if options.demo else server_config(options)
    if not options.demo and (transport := server_choice(options).transport) is not None:
        config = replace(config, transport=transport)
    return print_threads(config, archived=options.archived, search=options.search, as_json=options.json)


def _directory(cwd: str | None) -> str:
    """Resolve the directory to work in. Raises `CommandLineError` when it does not exist."""
    try:
        directory = Path(cwd or ".").expanduser().resolve()
        there = directory.is_dir()
    # `~name` without such a user is a RuntimeError, as is a loop of links; a NUL in a name is a ValueError.
    except (OSError, RuntimeError, ValueError):
        there = False
    if not there:
        named = _quoted(cwd) if cwd else "to work in: the current one is gone"
        raise CommandLineError(f"There is no directory {named}. Give another one with --cwd.")
    return str(directory)


def _need_screen() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandLineError(
            "codex-tui needs a terminal: its input or output is not one. `codex-tui threads` works without."
        )
    if os.environ.get("TERM", "dumb") in ("", "dumb"):
        raise CommandLineError(
            "This terminal (TERM=dumb) cannot show a screen. `codex-tui threads` works without one."
        )


def _quoted(argument: str) -> str:
    """Repeat an argument in an error, shortened."""
    return argument if len(argument) <= LONGEST_QUOTE else f"{argument[:LONGEST_QUOTE]}..."
