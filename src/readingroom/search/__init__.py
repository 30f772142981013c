"""Full-text search without a server: a pure function from documents to index files that a browser fetches on demand.

`words` cuts texts into terms, `passages` finds the passages of a page, `run` maps a group of documents to sorted postings, `vocabulary`
divides the terms into shards, `shard` reduces the runs to the files of a shard, `index` keeps all of it up to date. docs/search.md
describes the format; theme/static/js/ reads it.
"""
