"""Every kind of document, declared once: a module a part of the year, and what they share."""
