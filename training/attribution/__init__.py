"""Train the scorer of candidate attributions on PolNeAR's training articles."""
