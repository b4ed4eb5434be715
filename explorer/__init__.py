"""The website: static pages made from a warehouse, which it only reads."""
