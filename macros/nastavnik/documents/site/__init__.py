"""The section «Наставничество» of a school's site: static pages, plain texts, files."""
