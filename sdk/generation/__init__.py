"""The generator of `codex_app_server.generated`: from the schema of the pinned server to python modules.

`schema` gets the schema, `reader` turns its definitions into `declarations`, `tables` lists the methods,
`layout` decides which module a declaration lives in and in which order, `calls` makes a call of each request,
and `output` writes the files.
"""
