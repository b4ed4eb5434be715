"""The warehouse as files for people who do not write SQL: a Frictionless Data Package of CSV, Parquet and one workbook."""
