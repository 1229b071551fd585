"""Floor 2: the recommenders. Each is a function from users to a row of scores over all items."""
