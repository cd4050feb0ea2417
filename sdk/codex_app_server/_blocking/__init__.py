"""What the classes that `sdk/generate.py` writes for threads have and their asynchronous twins have not."""
