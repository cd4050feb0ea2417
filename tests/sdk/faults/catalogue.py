"""Which faults there are and which tests show what becomes of them: a table for the `README.md` beside it.

`python tests/sdk/faults/catalogue.py` writes it; a test holds that it is current and that no case is without
a test.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
README = HERE / "README.md"
BEGIN, END = "<!-- faults -->", "<!-- /faults -->"
_TEST = re.compile(r"^(?:async )?def (test_((?:s\d\d_)+)\w+)\(", re.MULTILINE)

_WHAT_HOLDS = (
    "Each case is a test in `tests/sdk/faults`, on a stub of the server that does what the case says, or on "
    "the real one. What holds in all of them: no call blocks past its limit; every error is one of this "
    "package, with the method, the exit code or signal and the end of standard error without secrets; "
    "nothing that was received is lost; a dead client answers every call at once; no process, thread or "
    "file descriptor is left. `test_any_order.py` does all of it in any order."
)
CASES = {
    "S01": "killed while a turn streams",
    "S02": "killed while requests wait",
    "S03": "requests after the death, and in its moment",
    "S04": "`close()` after the death",
    "S05": "an exit with secrets on standard error",
    "S06": "output closed by a process that lives on",
    "S07": "`initialize` is never answered",
    "S08": "a request is never answered, or late",
    "S09": "a turn says nothing",
    "S10": "banners, blank lines, arrays, garbage",
    "S11": "chunks cut anywhere, CRLF, CR inside of a message",
    "S12": "the end in the middle of a message",
    "S13": "invalid UTF-8",
    "S14": "a message of many megabytes",
    "S15": "a line without an end",
    "S16": "nesting of 200,000, integers of 6,000 digits, NaN, double keys",
    "S17": "a notification that does not fit its type",
    "S18": "unknown methods and values",
    "S19": "answers to nobody, twice, with ids of other types",
    "S20": "an error of any shape",
    "S21": "a result of any shape",
    "S22": "overload",
    "S23": "lone surrogates, NaN, bytes, bottomless values in what is to be sent",
    "S24": "an input that is too long",
    "S25": "a turn given up before its answer",
    "S26": "a stream left by its consumer",
    "S27": "an event loop that ends without `close()`",
    "S28": "a connect that is cancelled",
    "S29": "fifty idle streams",
    "S30": "a flood that is consumed",
    "S31": "a flood that is not",
    "S32": "unread events of a state",
    "S33": "floods and garbage on standard error",
    "S34": "a server that does not read",
    "S35": "closing with everything in flight, twice, against a server that ignores signals",
    "S36": "handlers that raise, hang, call back or answer nonsense",
    "S37": "no handler",
    "S38": "unknown requests, and requests that come twice",
    "S39": "forks, other event loops, second consumers, forgotten clients, killed programs",
    "S40": "orphans, the environment, binaries and homes that are none",
}


def tests_of_cases() -> dict[str, list[str]]:
    """Find the tests of each case by their names; some are of several."""
    found: dict[str, list[str]] = {case: [] for case in CASES}
    for path in sorted(HERE.glob("test_s*.py")):
        for name, cases in _TEST.findall(path.read_text(encoding="utf-8")):
            for case in cases.upper().strip("_").split("_"):
                found[case].append(name)
    return found


def table() -> str:
    """Write the table."""
    lines = [
        _WHAT_HOLDS,
        "",
        "| case | the fault | tests |",
        "| --- | --- | --- |",
    ]
    for case, tests in tests_of_cases().items():
        names = ", ".join(f"`{name}`" for name in tests)
        lines.append(f"| {case} | {CASES[case]} | {names} |")
    return "\n".join(lines)


def current() -> str | None:
    """Return what the guide has between the marks, or None when they are missing."""
    _, begin, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    inside, end, _ = rest.partition(END)
    return inside.strip() if begin and end else None


def write() -> None:
    """Put the table between the marks, which are made at the end of the guide when they are missing."""
    text = README.read_text(encoding="utf-8")
    if current() is None:
        text = f"{text.rstrip()}\n\n## What it survives\n\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
