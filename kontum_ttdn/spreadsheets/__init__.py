"""Sheets that come in and go out: the safe reader of Office packages, the rows of a workbook or a CSV file, and how both are written."""
