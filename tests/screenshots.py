"""Makes the pictures of the README from the demo: `make screenshots`."""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# Nothing moves in a picture; Textual reads this when it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from cockpit_stage import demo_backend, drawn, running, until
from codex_tui.app import CodexTui
from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.pilot import Pilot

FOLDER = Path(__file__).parents[1] / "screenshots"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, its size, its theme, and the thread that is open."""

    name: str
    size: tuple[int, int]
    theme: str = "codex-dark"
    thread: str = "Fix the flaky resume test"


PICTURES = (
    Picture("cockpit-dark", (120, 40)),
    Picture("cockpit-light", (120, 40), theme="codex-light"),
    Picture("small", (80, 24)),
    Picture("large", (200, 60)),
    Picture("approval", (120, 40), thread="Upgrade pydantic"),
    Picture("markdown", (120, 40), thread="Explain the router"),
)


async def draw(picture: Picture) -> str:
    """Draw one picture as SVG."""
    app = CodexTui(demo_backend(), theme=picture.theme)
    async with running(app, picture.size) as pilot:
        await _open(app, pilot, picture.thread)
        await drawn(app, pilot)
        return as_in_a_terminal(app.export_screenshot(title="codex-tui"))


def as_in_a_terminal(svg: str) -> str:
    """Give wide characters two cells and show `==` as two signs, which the export does not."""
    cell = next(iter(re.findall(r'<text [^>]*textLength="([\d.]+)"[^>]*>.</text>', svg)), "12.2")

    def measured(run: re.Match[str]) -> str:
        cells = cell_len(html.unescape(run[3]).replace("\n", ""))
        return f'textLength="{round(cells * float(cell), 1):g}"{run[2]}>{run[3]}</text>'

    svg = re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)</text>', measured, svg)
    return svg.replace("<style>", "<style>\n    text { font-variant-ligatures: none; }", 1)


async def _open(app: CodexTui, pilot: Pilot[None], name: str) -> None:
    cockpit = app.cockpit
    wanted = next(thread.id for thread in cockpit.store.threads.values() if thread.name == name)
    if cockpit.ui.open_thread_id != wanted:
        cockpit.actions.open(wanted)
    await until(
        lambda: cockpit.ui.open_thread_id == wanted and cockpit.store.threads[wanted].history_loaded, name
    )
    await pilot.pause()


def main() -> None:
    """Write all pictures, or those whose names are given."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        if len(sys.argv) == 1 or picture.name in sys.argv[1:]:
            path = FOLDER / f"{picture.name}.svg"
            path.write_text(asyncio.run(draw(picture)), encoding="utf-8")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
