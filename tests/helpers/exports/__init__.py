"""Exports of course systems, and exports that no system made."""
