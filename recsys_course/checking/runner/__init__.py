"""Runs an answer and reports plain data. Imports nothing else of the course: the sandbox mounts this folder."""
