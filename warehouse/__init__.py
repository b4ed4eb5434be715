"""The DuckDB file: migrations, loading, and the rules as SQL."""
