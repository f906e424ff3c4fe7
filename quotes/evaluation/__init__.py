"""Compare records with gold, or with each other: match, count, calibrate, report. `evaluate(gold, records)`"""
