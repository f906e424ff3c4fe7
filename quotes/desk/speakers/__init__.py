"""The speakers of a corpus: those of its articles, one where they are surely one."""
