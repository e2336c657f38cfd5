"""The report: one offline HTML page to look at a dataset, question it and correct it (docs/report.md)."""
