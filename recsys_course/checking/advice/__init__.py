"""What to say beside a result: the cure of an error, and what will not run outside of the notebook."""
