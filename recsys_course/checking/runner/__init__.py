"""Runs an answer and reports plain data. Imports nothing of the rest of the course: the sandbox mounts this folder."""
