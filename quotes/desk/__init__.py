"""The editor's desk: tables, speakers, audits, reports, review and claims, all made from records."""
