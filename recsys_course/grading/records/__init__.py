"""What is kept of a graded hand-in: results, nbgrader's gradebook, pages and a CSV file for people."""
