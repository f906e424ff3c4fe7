"""The bundled encoder and its heads: read corpora, train them jointly in torch, export them to spaCy."""
