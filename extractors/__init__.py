"""From the pages of a PDF to the fields of a report."""
