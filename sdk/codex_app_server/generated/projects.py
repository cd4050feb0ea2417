# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from ._base import OpenEnum, WireModel
from .items import AbsolutePathBuf
from .requests import SortDirection
from .threads import ThreadSection, ThreadSectionAppearance

__all__ = [
    "MemoryResetResponse", "MemoryStatusParams", "MemoryStatusResponse", "ProjectRoot", "Project",
    "ProjectChangeType", "ProjectChangedNotification", "ProjectCreateParams", "ProjectCreateResponse",
    "ProjectDeleteParams", "ProjectDeleteResponse", "ProjectImportParams", "ProjectImportResponse",
    "ProjectSortKey", "ProjectListParams", "ProjectListResponse", "ProjectMoveParams", "ProjectMoveResponse",
    "ProjectReadParams", "ProjectReadResponse", "ProjectUpdateParams", "ProjectUpdateResponse",
    "ThreadSectionCreateParams", "ThreadSectionCreateResponse", "ThreadSectionDeleteParams",
    "ThreadSectionDeleteResponse", "ThreadSectionListParams", "ThreadSectionListResponse",
    "ThreadSectionUpdateParams", "ThreadSectionUpdateResponse",
]


class MemoryResetResponse(WireModel):
    pass


class MemoryStatusParams(WireModel):
    min_consolidated_threads: int | None = None


class MemoryStatusResponse(WireModel):
    v2_consolidated_threads: int
    v2_ready: bool


class ProjectRoot(WireModel):
    path: AbsolutePathBuf


class Project(WireModel):
    created_at: int
    id: str
    metadata: dict[str, str]
    name: str
    position: int
    recency_at: int | None = None
    roots: list[ProjectRoot]
    updated_at: int


class ProjectChangeType(OpenEnum):
    created = "created"
    updated = "updated"
    deleted = "deleted"


class ProjectChangedNotification(WireModel):
    change_type: ProjectChangeType
    project_id: str


class ProjectCreateParams(WireModel):
    idempotency_key: str
    metadata: dict[str, str] | None = None
    name: str
    roots: list[ProjectRoot]


class ProjectCreateResponse(WireModel):
    project: Project


class ProjectDeleteParams(WireModel):
    project_id: str


class ProjectDeleteResponse(WireModel):
    pass


class ProjectImportParams(WireModel):
    idempotency_key: str
    metadata: dict[str, str] | None = None
    name: str
    roots: list[ProjectRoot]
    threads: list[str] | None = None


class ProjectImportResponse(WireModel):
    project: Project


class ProjectSortKey(OpenEnum):
    position = "position"
    recency_at = "recencyAt"


class ProjectListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    sort_direction: SortDirection | None = None
    sort_key: ProjectSortKey | None = None


class ProjectListResponse(WireModel):
    data: list[Project]
    next_cursor: str | None = None


class ProjectMoveParams(WireModel):
    before_project_id: str | None = None
    project_id: str


class ProjectMoveResponse(WireModel):
    pass


class ProjectReadParams(WireModel):
    project_id: str


class ProjectReadResponse(WireModel):
    project: Project


class ProjectUpdateParams(WireModel):
    metadata: dict[str, str] | None = None
    name: str | None = None
    project_id: str
    roots: list[ProjectRoot] | None = None


class ProjectUpdateResponse(WireModel):
    project: Project


class ThreadSectionCreateParams(WireModel):
    appearance: ThreadSectionAppearance | None = None
    name: str


class ThreadSectionCreateResponse(WireModel):
    section: ThreadSection


class ThreadSectionDeleteParams(WireModel):
    section_id: str


class ThreadSectionDeleteResponse(WireModel):
    pass


class ThreadSectionListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None


class ThreadSectionListResponse(WireModel):
    data: list[ThreadSection]
    next_cursor: str | None = None


class ThreadSectionUpdateParams(WireModel):
    appearance: ThreadSectionAppearance | None = None
    name: str
    section_id: str


class ThreadSectionUpdateResponse(WireModel):
    section: ThreadSection
