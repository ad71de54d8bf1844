"""Pages about accounts, by reader: guests with a link, persons about themselves, administrators."""
