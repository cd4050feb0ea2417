"""How each role of a line looks, in the variables of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLE_STYLES: Mapping[str, str] = {
    "base": "$foreground",
    "text": "$foreground",
    "strong": "bold $foreground",
    "muted": "$text-muted",
    "faint": "$foreground-disabled",
    "accent": "$accent",
    "success": "$success",
    "warning": "$warning",
    "error": "$error",
    "title": "bold $foreground",
    # The reader: where the cursor is, what is selected, what was found.
    "cursor": "$accent",
    "cursor-blurred": "$foreground 20%",
    "marker": "bold $accent on $surface",
    "selection": "$foreground on $screen-selection-background",
    "hit": "underline $foreground on $warning-darken-3",
    "hit-current": "bold underline $background on $warning",
    "bar-hit": "$warning",
    # Prompts and prose.
    "prompt": "$foreground",
    "prompt-bar": "$accent",
    "heading": "$foreground",
    "bullet": "$text-muted",
    "quote-bar": "$foreground 30%",
    "rule": "$foreground 25%",
    "link": "underline $accent",
    "url": "$text-muted",
    "inline-code": "$text-accent",
    "table-head": "$foreground",
    "table-rule": "$foreground 25%",
    # Code, on a ground of its own.
    "code": "$foreground on $surface",
    "syntax-keyword": "$text-accent on $surface",
    "syntax-name": "bold $foreground on $surface",
    "syntax-type": "$text-warning on $surface",
    "syntax-string": "$text-success on $surface",
    "syntax-number": "$text-warning on $surface",
    "syntax-comment": "italic $text-muted on $surface",
    "syntax-operator": "$text-muted on $surface",
    "syntax-added": "$text-success on $surface",
    "syntax-removed": "$text-error on $surface",
    # Heads and bodies of what the agent did.
    "head": "$text-muted",
    "fold": "$text-muted",
    "fact": "$text-muted",
    "command": "$foreground",
    "output": "$text-muted",
    "thought": "$text-muted",
    # Differences.
    "diff-added": "$text-success on $success-muted",
    "diff-removed": "$text-error on $error-muted",
    "diff-added-word": "$foreground on $success-darken-3",
    "diff-removed-word": "$foreground on $error-darken-3",
    "diff-context": "$text-muted",
    "diff-number": "$foreground-disabled",
    "diff-added-number": "$text-muted on $success-muted",
    "diff-removed-number": "$text-muted on $error-muted",
    "diff-hunk": "$foreground-disabled",
}
"""The roles of `blocks.line.ROLES`, and those of the painter's own marks; see `RoleStyles`."""
