"""Find the attributions within the contents of others: "I think so" in what somebody says."""
