"""Fuzzes the line reader and the decoder with atheris, which is installed by hand.

pip install atheris
PYTHONPATH=sdk:tests python -m fuzz -max_total_time=3600 CORPUS_DIRECTORY
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["codex_app_server._core"]):
    from .fuzz_reader import one_input, seeds


def main() -> None:
    """Write the seeds into the first directory that is named, and fuzz until told to stop."""
    for directory in [Path(each) for each in sys.argv[1:] if not each.startswith("-")][:1]:
        directory.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds()):
            (directory / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
