"""The files of a thread, as the server sees them: it may run on another machine than this application.

Nothing else in the application reads a thread's files. Each request is bounded in time.
"""

from __future__ import annotations

from .thread_files import FoundFile, NotAnImageError, Repository, Skill, ThreadFiles
from .working_tree import NoWorkingTreeError, TreeChanges, WorkingTree

__all__ = [
    "FoundFile",
    "NoWorkingTreeError",
    "NotAnImageError",
    "Repository",
    "Skill",
    "ThreadFiles",
    "TreeChanges",
    "WorkingTree",
]
