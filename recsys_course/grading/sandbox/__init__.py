"""Runs students' code behind walls. This folder is outside of them, `inside` is within."""
