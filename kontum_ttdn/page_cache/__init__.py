"""Public pages kept as files, so that nginx, or the portal before it thinks, hands them out as they are: docs/decisions/0012-pages-kept-as-files.md."""
