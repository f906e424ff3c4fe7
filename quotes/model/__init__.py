"""The bundled English pipeline, its model card, and the weights of the scorer: data, no code."""
