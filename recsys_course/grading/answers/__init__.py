"""The answers of a student, found among the cells that were handed in."""
