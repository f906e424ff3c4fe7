"""The editor's desk: tables, speakers, audits, reports, review and claims, all based on records."""
