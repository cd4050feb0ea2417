"""Files, skills and images in the composer, asked of the server."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, running, scripted_backend, until
from codex_app_server.testing import RpcError, ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from codex_tui.screens.clipboard import ClipboardTool
from textual.events import Paste

if TYPE_CHECKING:
    from pathlib import Path

    from codex_app_server.testing._wire import JsonObject

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1500)
CHIP = "[image shot.png 2 KB]".replace(" ", "\N{NO-BREAK SPACE}")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class FilesServer(ScriptedServer):
    """A server with files, a git that knows what is changed, and one skill."""

    def __init__(self, **files: bytes) -> None:
        super().__init__(pace=0)
        self.files = {f"/tmp/{name.replace('_', '.')}": data for name, data in files.items()}
        self.is_changed = "src/changed.py"
        self.answer("fuzzyFileSearch", self.find)
        self.answer("fs/readDirectory", self.directory)
        self.answer("command/exec", self.execute)
        self.answer("fs/getMetadata", self.metadata)
        self.answer("fs/readFile", self.read)
        self.answer("skills/list", self.skills)

    def find(self, params: JsonObject) -> JsonObject:
        paths = [".git/config", "src/main.py", "my notes.txt"]
        file = {"file_name": "", "match_type": "file", "root": self.cwd, "score": 1}
        return {"files": [{**file, "path": path} for path in paths if str(params["query"]) in path]}

    def directory(self, params: JsonObject) -> JsonObject:
        names = {self.cwd: [".git", "src", "README.md"], f"{self.cwd}/src": ["main.py"]}.get(
            str(params["path"])
        )
        if names is None:
            raise RpcError(-32603, "No such file or directory (os error 2)")
        return {
            "entries": [
                {"fileName": name, "isDirectory": "." not in name[1:], "isFile": "." in name[1:]}
                for name in names
            ]
        }

    def execute(self, params: JsonObject) -> JsonObject:
        command = params["command"]
        assert isinstance(command, list)
        assert params["sandboxPolicy"] == {"type": "readOnly"}
        output = f"{self.is_changed}\0" if "diff" in command else "new.txt\0"
        return {"exitCode": 0, "stdout": output, "stderr": ""}

    def metadata(self, params: JsonObject) -> JsonObject:
        self._data(params)
        times = {"createdAtMs": 0, "modifiedAtMs": 0}
        return {**times, "isDirectory": False, "isFile": True, "isSymlink": False}

    def read(self, params: JsonObject) -> JsonObject:
        return {"dataBase64": base64.b64encode(self._data(params)).decode()}

    def skills(self, params: JsonObject) -> JsonObject:
        skill = {"name": "mend", "description": "Mends", "enabled": True, "path": "/s", "scope": "repo"}
        return {"data": [{"cwd": self.cwd, "errors": [], "skills": [skill]}]}

    def _data(self, params: JsonObject) -> bytes:
        data = self.files.get(str(params["path"]))
        if data is None:
            raise RpcError(-32603, "No such file or directory (os error 2)")
        return data


def inputs(server: ScriptedServer) -> list[object]:
    return [params["input"] for params in server.requests("turn/start")]


def labels(app: CodexTui) -> list[str]:
    offer = app.cockpit.completions.offer
    return [] if offer is None else [row.label for row in offer.rows]


def notices(app: CodexTui) -> str:
    return "\n".join(note.message for note in app._notifications)


async def test_an_at_offers_what_is_changed_then_the_directory_and_puts_in_the_path() -> None:
    server = FilesServer()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"see @")
        await until(lambda: labels(app) == ["src/changed.py", "new.txt", "src/", "README.md"], "the files")
        await pilot.press(*"main")
        await until(lambda: labels(app) == ["src/main.py"], "the file")
        await pilot.press("tab")
        assert app.cockpit.composer.text == "see src/main.py "
        await pilot.press(*"@notes")
        await until(lambda: labels(app) == ["my notes.txt"], "the other file")
        await pilot.press("enter", "enter")
        await until(lambda: inputs(server), "the turn")
        assert inputs(server) == [[{"type": "text", "text": 'see src/main.py "my notes.txt" '}]]


async def test_a_directory_is_gone_into_and_a_shell_line_gets_shell_words() -> None:
    server = FilesServer()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("!", *"cat @")
        await until(lambda: "src/" in labels(app), "the files")
        await pilot.press("down", "down", "tab")
        await until(lambda: labels(app) == ["src/", "src/main.py"], "the directory")
        await pilot.press("escape", *"main ", *"@notes")
        await until(lambda: labels(app) == ["my notes.txt"], "the file")
        await pilot.press("tab")
        assert app.cockpit.composer.text == "cat @src/main 'my notes.txt' "
        assert app.cockpit.composer.shell


async def test_only_the_last_word_is_searched_and_nothing_found_is_said() -> None:
    server = FilesServer()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"@nowhere")
        await until(lambda: "no file matches" in str(app.cockpit.completions.offer), "the answer")
        assert "no file matches" in await drawn(app, pilot)
        searches = [params["query"] for params in server.requests("fuzzyFileSearch")]
        assert searches[-1] == "nowhere"
        assert len({params["cancellationToken"] for params in server.requests("fuzzyFileSearch")}) == 1
        await pilot.press("escape", "backspace", "enter")
        await until(lambda: inputs(server), "the turn")


async def test_skills_are_offered_and_one_that_is_not_there_is_told_before_sending() -> None:
    server = FilesServer()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("$")
        await until(lambda: labels(app) == ["$mend"], "the skills")
        await pilot.press("tab", *"and $nosuch it for $HOME", "escape", "enter")
        await until(lambda: "There is no skill $nosuch." in notices(app), "the notice")
        assert app.cockpit.composer.text == "$mend and $nosuch it for $HOME"
        assert not inputs(server)
        await pilot.press("enter")
        await until(lambda: inputs(server), "the turn")


async def test_a_pasted_path_of_an_image_is_a_chip_and_goes_with_the_prompt() -> None:
    server = FilesServer(shot_png=PNG, other_png=b"BM" + bytes(9))
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        await pilot.press(*"see ")
        app.take_input(Paste("/tmp/shot.png"))
        await until(lambda: composer.text == f"see {CHIP}", "the chip")
        await pilot.press(*" and ")
        app.take_input(Paste("/tmp/other.png"))
        await until(lambda: "/tmp/other.png is a BMP" in notices(app), "the notice")
        assert composer.text == f"see {CHIP} and /tmp/other.png"
        await pilot.press("enter")
        await until(lambda: inputs(server), "the turn")
        text = {"type": "text", "text": f"see {CHIP} and /tmp/other.png"}
        assert inputs(server) == [[text, {"type": "localImage", "path": "/tmp/shot.png"}]]


async def test_an_image_that_is_removed_is_not_sent_and_one_that_is_gone_is_told() -> None:
    server = FilesServer(shot_png=PNG)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        app.cockpit.composing.attaching.attach("/tmp/shot.png")
        await until(lambda: composer.text == f"{CHIP} ", "the chip")
        await pilot.press("backspace", "backspace", *"text", "enter")
        await until(lambda: inputs(server), "the turn")
        assert inputs(server) == [[{"type": "text", "text": "text"}]]
        app.cockpit.composing.attaching.attach("/tmp/shot.png")
        await until(lambda: composer.text == f"{CHIP} ", "the chip")
        server.files.clear()
        await pilot.press("enter")
        await until(lambda: "There is no file /tmp/shot.png any more." in notices(app), "the notice")
        assert composer.text == f"{CHIP} "
        app.cockpit.composing.attaching.attach("nothing.png")
        await until(lambda: "nothing.png cannot be read" in notices(app), "the other notice")


async def test_the_image_of_the_clipboard_is_a_file_of_ours_and_without_a_program_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    tool = ClipboardTool("cat", (str(tmp_path / "a.png"),))
    found: list[ClipboardTool | None] = [
        None,
        tool,
        ClipboardTool("cat", ("/nowhere",)),
        ClipboardTool("/no", ()),
    ]
    monkeypatch.setattr("codex_tui.screens.attaching.clipboard_tool", lambda: found.pop(0))
    store = LocalStore(tmp_path / "state", home="/home/ada/.codex")
    app = CodexTui(scripted_backend(FilesServer(), local_store=store))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        await pilot.press("ctrl+v")
        await until(lambda: "install wl-paste, xclip or pngpaste" in notices(app), "the notice")
        await pilot.press("ctrl+v")
        await until(lambda: composer.chips.images(composer.text), "the chip")
        (image,) = composer.chips.images(composer.text)
        assert [path.read_bytes() for path in (tmp_path / "state" / "images").iterdir()] == [PNG]
        assert str(tmp_path / "state" / "images") in image.path
        await pilot.press("ctrl+v")
        await until(lambda: "The clipboard is empty." in notices(app), "the notice")
        await pilot.press("ctrl+v")
        await until(lambda: "/no cannot be run" in notices(app), "the notice")
