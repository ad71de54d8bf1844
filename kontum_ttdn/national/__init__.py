"""Handing over to the national database of foreign information what the province has: tables, files, and the sums that prove them.

Circular 03/2023/TT-BTTTT makes the province a feeder of the ministry's central database. No interface of it is public, so this writes plain
files that any importer reads: CSV and JSON of the same rows, the files under their hashes, a manifest, and SHA256SUMS.
"""
