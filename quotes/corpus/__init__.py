"""Many articles at once: batches, failures set apart, output in the order of the input."""
