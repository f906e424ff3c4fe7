"""The recipe of the bundled English model: convert corpora, train, measure, package."""
