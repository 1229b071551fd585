"""Runs students' code behind walls. This folder is outside the walls, and `inside` is within them."""
