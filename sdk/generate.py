"""Generate `codex_app_server.generated` from the schema that the pinned server writes.

`python sdk/generate.py` writes the models, and the synchronous classes from the asynchronous ones. With
`--check` it compares the files instead, and exits with 1 when one of them differs.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from generation.calls import CallReader
from generation.layout import arrange
from generation.output import api_files, package_files
from generation.reader import Reader
from generation.schema import SchemaError, read_schema
from generation.sync_fronts import sync_fronts
from generation.tables import method_tables
from generation.turn_keywords import FILE, with_turn_keywords

_PACKAGE = Path(__file__).parent / "codex_app_server" / "generated"
_HAND_WRITTEN = frozenset({"_base.py", "_calling.py"})


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Generate the SDK's models from the server's schema.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the models are stale")
    parser.add_argument("--out", type=Path, default=_PACKAGE, help="the folder of the generated package")
    parser.add_argument("--codex-bin", type=Path, help="another server than that of openai-codex-cli-bin")
    options = parser.parse_args(argv)
    try:
        files, fronts = _generate(options.codex_bin or _pinned_server())
    except SchemaError as error:
        print(f"No models: {error}", file=sys.stderr)
        return 2
    if options.out == _PACKAGE:
        files |= fronts
    if options.check:
        return _check(options.out, files)
    _write(options.out, files)
    return 0


def _generate(codex: Path) -> tuple[dict[str, str], dict[str, str]]:
    schema = read_schema(codex)
    tables = method_tables(schema)
    reader = Reader(schema.definitions)
    modules = arrange(reader, tables)
    reading = CallReader(reader.declarations, schema.definitions, modules)
    calls = reading.read(tables["requests"])
    files = {**package_files(schema, modules, tables), **api_files(calls, reading.imports)}
    package = _PACKAGE.parent
    thread = with_turn_keywords((package / FILE).read_text(encoding="utf-8"), calls)
    fronts = {FILE: thread, **sync_fronts(package, {FILE: thread})}
    return files, {f"../{name}": text for name, text in fronts.items()}


def _pinned_server() -> Path:
    try:
        # Not an import statement, because the package has no types.
        package = importlib.import_module("codex_cli_bin")
        return Path(package.bundled_codex_path())
    except (ImportError, FileNotFoundError) as error:
        raise SchemaError(f"openai-codex-cli-bin is not installed ({error}): pip install -e .") from error


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in _stale(folder, files):
        (folder / stale).unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(files)} files written to {folder}")


def _check(folder: Path, files: dict[str, str]) -> int:
    problems = [f"{name} is of no use any more" for name in _stale(folder, files)]
    for name, text in files.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{name} is missing")
        elif path.read_text(encoding="utf-8") != text:
            problems.append(f"{name} differs from what would be written now")
    if not problems:
        return 0
    print(f"What was generated in {folder} is out of date:", file=sys.stderr)
    for problem in sorted(problems):
        print(f"  {problem}", file=sys.stderr)
    print("Run `make generate`, look at the difference, and commit it.", file=sys.stderr)
    return 1


def _stale(folder: Path, files: dict[str, str]) -> list[str]:
    return sorted(path.name for path in folder.glob("*.py") if path.name not in {*files, *_HAND_WRITTEN})


if __name__ == "__main__":
    sys.exit(main())
