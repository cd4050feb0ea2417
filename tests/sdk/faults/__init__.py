"""What the SDK survives: a test for each fault of its catalogue, S01 to S40."""
