"""Makes wrong answers out of a right one: each differs by one change and says in plain words what that change does."""
