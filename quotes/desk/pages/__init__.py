"""Shared by all pages: escaping templates, one style for light and dark, a policy that blocks foreign scripts."""
