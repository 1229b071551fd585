"""What a teacher passes on: late marks, the page for the class, the files of Moodle and Canvas, pages without names."""
