"""The benchmark's code runs and adds up; how fast anything is, is not tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.tui import growing
from benchmarks.tui.content import LAST_WORDS, history, last_word, stream
from benchmarks.tui.measures import open_thread
from benchmarks.tui.patches import MEASURES, rows
from benchmarks.tui.samples import Plan, Row, Samples
from benchmarks.tui.without import PATCHES
from benchmarks.tui.workshop import ROOT, Workshop

TESTS = Path(__file__).parents[1]


def test_the_application_opens_a_thread_of_the_benchmarks_server(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    with shop.ours(items=[100], empty=1) as terminal:
        terminal.until(b"Thread sized-0", 0)
        terminal.quiet()
        assert open_thread(terminal) >= shop.noted("page")[0]
        terminal.type("burst:20:test\r")
        terminal.until(last_word("test").encode(), 0)
        assert terminal.cpu() > 0
        assert terminal.frames(0)
    assert shop.stalled(0, float("inf"))


def test_content_is_as_long_as_asked_and_ends_with_what_is_waited_for() -> None:
    turns = list(history("any", 2))
    said = [item for turn in turns for item in turn["items"]]  # type: ignore[attr-defined]  # it is a list
    assert len(said) == 40
    assert said[-1]["text"] == LAST_WORDS
    pieces = stream(500, "name")
    assert len(pieces) == 500
    assert pieces[-1].endswith(last_word("name"))


def test_a_row_is_met_by_its_limit_or_by_its_ratio() -> None:
    assert Row("a", "ms", 5.0, limit=5).met is True
    assert Row("a", "ms", 6.0, 3.0, limit=5).met is False
    assert Row("a", "ms", 6.0, 3.0, ratio_limit=2).met is True
    assert Row("a", "ms", 6.0, 3.0).met is None
    assert Row("a", "ms", None, limit=5).met is None


def test_samples_give_median_and_shares() -> None:
    samples = Samples()
    for value in range(101):
        samples.add("a", value)
    assert (samples.of("a"), samples.share("a", 0.99), samples.worst("a")) == (50, 99, 100)
    assert samples.of("b") is None


def test_the_picture_shows_every_curve_and_no_label_over_another() -> None:
    curves = [growing.Curve(name, "ms", dict.fromkeys(growing.SIZES, 5.0)) for name in ("one", "two")]
    drawn = growing.picture(curves)
    assert drawn.count("<circle") == 8
    assert "one, ms" in drawn
    assert "| 100,000 | 5.0 | 5.0 |" in growing.as_table(curves)


def test_the_command_refuses_to_write_half_of_the_table() -> None:
    command = [sys.executable, "-m", "benchmarks.tui", "--write", "--quick"]
    done = subprocess.run(command, cwd=TESTS, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--write takes all measurements" in done.stderr
    assert Plan().rounds >= 5


def test_every_patch_that_can_be_taken_away_is_measured() -> None:
    assert MEASURES.keys() == PATCHES.keys()


def test_all_patches_can_be_taken_away_at_once(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    code = "from tests.benchmarks.tui.without import take_away; take_away(); from codex_tui import cli"
    environment = shop.environment(BENCH_WITHOUT=",".join(PATCHES))
    command = [sys.executable, "-c", f"{code}; cli.main(['--version'])"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_a_patch_saves_is_said_beside_the_spread_of_both_sides() -> None:
    samples = Samples()
    for value in (1.0, 2.0, 3.0):
        samples.add("with: a frame, ms", value)
        samples.add("without: a frame, ms", value * 2)
    assert rows("echo", samples) == ["| echo | a frame, ms | 2.0 (1.0, 3.0) | 4.0 (2.0, 6.0) | +2.0 (50%) |"]
