"""The speakers of a corpus, merged across articles where the name is certain."""
