"""The generator of `codex_app_server.generated`: from the schema of the pinned server to Python modules.

`schema` reads the schema, `reader` converts its definitions to `declarations`, `tables` lists the methods,
`layout` assigns declarations to modules and orders them, `calls` makes a call for each request, and `output`
writes the files.
"""
