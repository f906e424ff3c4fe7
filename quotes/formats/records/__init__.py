"""Write records, one format a file; writers know only records."""
