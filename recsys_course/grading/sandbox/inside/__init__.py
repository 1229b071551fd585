"""What runs within the walls, mounted as it is. Imports of the course only itself and `checking.runner`."""
