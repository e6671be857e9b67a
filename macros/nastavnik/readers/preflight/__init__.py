"""Whether a file is a workbook that is safe to read, looked at before anything parses it."""
