"""«Наставник»: mentoring programmes of Russian schools in one workbook."""

__version__ = "0.1.0"
