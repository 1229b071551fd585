"""What instructor and students get before the lesson: assignment, bundle, secret."""
