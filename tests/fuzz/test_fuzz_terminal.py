from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from patience import PATIENCE

from .fuzz_terminal import FINDINGS, send_all
from .terminal_inputs import KINDS, terminal_input


def test_after_an_input_of_each_kind_a_key_is_echoed_and_quitting_leaves_with_0(tmp_path: Path) -> None:
    random = Random(9)
    inputs = [*FINDINGS, *(terminal_input(random, kind) for kind in KINDS)]
    assert len(send_all(inputs, tmp_path, patience=PATIENCE)) == len(inputs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_inputs_by_chance_break_nothing(tmp_path: Path, seed: int) -> None:
    # About 15 s each, most of it silence: with the test above this is the minute of every run.
    random = Random(seed)
    inputs = [terminal_input(random) for _ in range(15)]
    assert len(send_all(inputs, tmp_path, patience=PATIENCE)) == len(inputs)
