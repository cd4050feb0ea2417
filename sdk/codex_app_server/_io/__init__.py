"""All I/O of the SDK, written once on anyio."""
