"""Workbooks where they live: closed files, and those open in Excel and LibreOffice."""
