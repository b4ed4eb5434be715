"""The warehouse as files for people who write no SQL: a Frictionless Data Package of CSV, Parquet and one workbook."""
