"""The version of quotes: written here, read by the build, the command line and every record."""

__version__ = "0.1.0"
