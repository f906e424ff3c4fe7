"""Write records, one module per format; writers depend only on the record."""
