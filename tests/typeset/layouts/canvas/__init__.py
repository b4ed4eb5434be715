"""A small typesetter on the reportlab canvas, with its hand on every text object."""
