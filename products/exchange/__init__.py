"""Files that go out to people without an account and come back: a Word table, a sheet, XLIFF. Pure: no database here."""
