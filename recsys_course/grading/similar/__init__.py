"""Which answers of a class are suspiciously equal: to one another, to the published solutions, to the references."""
