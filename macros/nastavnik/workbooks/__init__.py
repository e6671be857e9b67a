"""Workbooks where they live: closed files, and later Excel and LibreOffice."""
