"""The files of a thread as the real server sees them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from codex_app_server import AsyncCodex
from codex_tui.session.files import FoundFile, NotAnImageError, Repository, ThreadFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
SKILL = "---\nname: mend\ndescription: Mends what is broken\n---\nMend it.\n"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def git(work: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.invalid")
    subprocess.run(("git", *identity, *arguments), cwd=work, check=True, capture_output=True)


@pytest.fixture
def work(codex_home: CodexHome) -> Path:
    """A repository with a changed, a new, an ignored and a deleted file, an image and a skill."""
    work = codex_home.work
    (work / ".git").rmdir()
    git(work, "init", "--quiet", "--initial-branch=fix/resume")
    for name in ("src/main.py", "src/other.py", "my notes.txt", "gone.txt", ".gitignore"):
        (work / name).parent.mkdir(exist_ok=True)
        (work / name).write_text("ignored.txt\n", "utf-8")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "all")
    (work / "src" / "main.py").write_text("changed\n", "utf-8")
    (work / "my notes.txt").write_text("changed\n", "utf-8")
    git(work, "add", "my notes.txt")
    (work / "gone.txt").unlink()
    for name in ("new.txt", "ignored.txt"):
        (work / name).write_text("new\n", "utf-8")
    (work / "shot.png").write_bytes(PNG)
    (work / "fake.png").write_text("text", "utf-8")
    skill = work / ".agents" / "skills" / "mend"
    skill.mkdir(parents=True)
    (skill / "SKILL.md").write_text(SKILL, "utf-8")
    return work


async def test_it_finds_what_is_there_and_says_what_git_and_an_image_are(
    work: Path, real_config: Callable[..., AppServerConfig]
) -> None:
    async with AsyncCodex(real_config()) as codex:
        files, root = ThreadFiles(codex), str(work)
        changed = {file.path for file in await files.changed(root)}
        assert changed >= {"src/main.py", "my notes.txt", "new.txt", "shot.png"}
        assert not changed & {"src/other.py", "gone.txt", "ignored.txt"}
        assert [file.path for file in await files.changed(f"{root}/src")] == ["main.py"]
        listed = await files.listed(root)
        assert listed[0] == FoundFile("src", is_directory=True)
        assert not [file for file in listed if file.path == ".git"]
        assert [file.path for file in await files.listed(root, "src/")] == ["src/main.py", "src/other.py"]
        # `HEAD` and the hooks match too, and none of `.git` is offered.
        assert await files.find(root, "head", token="a") == []
        assert [file.path for file in await files.find(root, "srcmain", token="a")] == ["src/main.py"]
        assert await files.image_size(f"{root}/shot.png") == len(PNG)
        for path, why in (
            ("fake.png", "is no image"),
            ("src", "is not a file"),
            ("no.png", "cannot be read"),
        ):
            with pytest.raises(NotAnImageError, match=why):
                await files.image_size(f"{root}/{path}")
        assert await files.missing((f"{root}/shot.png", f"{root}/no.png")) == [f"{root}/no.png"]
        skills = {skill.name: skill.description for skill in await files.skills(root)}
        assert skills["mend"] == "Mends what is broken"
        outside = work.parent
        git(work, "worktree", "add", "--quiet", "-b", "other", str(outside / "beside"))
        assert await files.repository(f"{root}/src") == Repository(root, "fix/resume")
        beside = str(outside / "beside")
        assert await files.repository(beside) == Repository(beside, "other")
        assert await files.repository(str(outside)) is None
        assert await files.changed(str(outside)) == []
