"""The language of templates and what fills them in: from a Word file with tags to a document."""
