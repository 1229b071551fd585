"""One notebook file: read however damaged it is, and beside it the assignment that was released."""
