"""What a class handed in: files, whose they are, and which of several counts."""
