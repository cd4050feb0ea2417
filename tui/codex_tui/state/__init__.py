"""What the application knows, as plain values: nothing in here draws, waits or does I/O."""
