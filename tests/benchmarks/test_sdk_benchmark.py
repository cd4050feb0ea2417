"""The benchmark's code runs and adds up; how fast anything is, is not tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.sdk import report
from benchmarks.sdk.measures import Plan, Row, rate_rows
from benchmarks.sdk.runs import FLOOD, Program

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("client", ["ours", "ours-trio", "ours-sync", "official"])
def test_each_client_gets_every_event_of_a_flood(client: str) -> None:
    result = Program("stream", client, "flood:200").run()
    assert result["events"] == 204  # and the turn and the item, started and completed
    assert result["seconds"] > 0


def test_unread_events_are_all_there_when_they_are_read() -> None:
    result = Program("unread", "ours", "flood:200", consume=True).run()
    assert result["events"] == 204


def test_a_turn_that_was_kept_comes_again_to_every_client(tmp_path: Path) -> None:
    turn = str(tmp_path / "turn")
    kept = Program("stream", "bare", "flood:200", keep=turn).run()
    assert kept["events"] == 204
    for client in ("bare", "ours", "ours-sync", "official-sync"):
        assert Program("stream", client, f"cat:{turn}").run()["events"] == 204


@pytest.mark.parametrize("client", ["ours", "ours-sync"])
def test_a_flood_beside_idle_streams_can_be_interrupted(client: str) -> None:
    assert Program("interrupt", client, idle=3).run()["ms"] > 0


def test_a_ratio_is_taken_within_a_round() -> None:
    ours = [{"seconds": 1.0, "cpu": 0.5}, {"seconds": 2.0, "cpu": 1.0}, {"seconds": 1.0, "cpu": 0.5}]
    official = [
        {"seconds": 20.0, "cpu": 20.0},
        {"seconds": 60.0, "cpu": 60.0},
        {"seconds": 40.0, "cpu": 10.0},
    ]
    rate, cpu = rate_rows("flood", ours, official, 1000, (20, 1 / 20))
    assert (rate.ours, rate.official, rate.ratio, rate.met) == (1000.0, 25.0, 30.0, True)
    assert (cpu.ours, cpu.official, cpu.ratio, cpu.met) == (500.0, 20_000.0, 1 / 40, True)


def test_the_flood_ends_when_the_client_hangs_up() -> None:
    done = subprocess.run(FLOOD, input=b"", capture_output=True, timeout=30, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_the_table_says_what_was_met_and_what_was_missed() -> None:
    rows = [
        Row("rate", "events/s", 200_000.0, 5_000.0, 40.0, "more", 20),
        Row("import", "ms", 9.0, 45.0, 0.2, "less", 1 / 10),
        Row("interrupt", "ms", 8.0, None, None, "less", limit=50),
        Row("cost", "µs CPU/event", 4.0, 160.0, 1 / 40, "less"),
        Row("start", "ms", 4.0, 16.0, 0.25, "less", 0.4),
        Row("nobody", "ms", 4.0, None, None, "less", is_alone=True),
    ]
    text = report.table(rows, Plan())
    assert "| rate (events/s) | 200,000 | 5,000 | 40.0x | ≥ 20x, met |" in text
    assert "| import (ms) | 9.0 | 45.0 | 0.20x | ≤ 1/10, **missed** |" in text
    assert "| interrupt (ms) | 8.0 | none |  | ≤ 50 ms, met |" in text
    assert "| cost (µs CPU/event) | 4.0 | 160 | 1/40 |  |" in text
    assert "| start (ms) | 4.0 | 16.0 | 0.25x | ≤ 0.4x, met |" in text
    assert "| nobody (ms) | 4.0 |  |  |  |" in text


def test_writing_the_table_touches_nothing_but_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    report.write(path, "first")
    path.write_text("before\n" + path.read_text(encoding="utf-8") + "after\n", encoding="utf-8")
    report.write(path, "second")
    text = path.read_text(encoding="utf-8")
    assert "second" in text
    assert "first" not in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")


def test_a_file_without_a_place_for_the_table_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("mine\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="no place for the table"):
        report.write(path, "table")
    assert path.read_text(encoding="utf-8") == "mine\n"


def test_the_command_refuses_to_write_half_of_the_table() -> None:
    command = [sys.executable, "-m", "benchmarks.sdk", "--write", "--only", "importing"]
    done = subprocess.run(command, cwd=TESTS, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "--write takes all measurements" in done.stderr
