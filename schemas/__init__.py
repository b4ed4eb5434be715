"""What a report is: the typed words that every room shares."""
