"""What the prose says: statements held against the tables, themes, recommendations, people and places."""
