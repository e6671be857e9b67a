"""«Наставник»: mentoring programmes of Russian schools in one workbook."""
