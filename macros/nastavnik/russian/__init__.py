"""Russian: cases of names and posts, dates, numbers with nouns, typography.

Callers import from the modules: `cases` (`Case`, `Gender`, `Declined`), `names` (`decline_name`,
`short_name`, `normalise_name`, `gender_of`), `posts` (`decline_post`), `lines`, `typography`.
Importing them is cheap: pytrovich and pymorphy3 load when the first form is asked for.
"""
