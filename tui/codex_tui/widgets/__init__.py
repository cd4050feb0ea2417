"""What is on the screen: each widget takes values to show and answers with messages."""
