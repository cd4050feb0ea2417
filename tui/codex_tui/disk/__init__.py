"""What the application keeps on this machine: one database, one log file, crash reports. All of it is 0600.

The screens use `local_store`. Nothing here imports Textual, and nothing imports `sqlite3` before the first
frame: that costs 3 ms of CPU.
"""
