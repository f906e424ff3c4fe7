"""Own gold of speakers, and the trainers of the ranker of antecedents and the classifier of sectors."""
