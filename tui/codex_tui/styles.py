"""Where the style sheets are: inside the package in a wheel, at the top of the tree in a checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def styles_directory() -> Path:
    """Find the folder of the style sheets.

    Raises `FileNotFoundError` when the installation has none; installing again repairs that.
    """
    # An editable install has no styles inside the package: they stay at the top of the repository.
    for candidate in (_PACKAGE / "styles", _PACKAGE.parent.parent / "styles"):
        if (candidate / "app.tcss").is_file():
            return candidate
    raise FileNotFoundError(
        "The style sheets of codex-tui are not where its package is. The installation is incomplete; "
        "install codex-tui again."
    )


def style_paths() -> list[Path]:
    """Return all style sheets: `app.tcss` first, because the others use its variables, then by name."""
    sheets = sorted(styles_directory().glob("*.tcss"))
    return sorted(sheets, key=lambda sheet: (sheet.name != "app.tcss", sheet.name))
