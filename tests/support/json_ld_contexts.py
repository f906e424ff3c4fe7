"""JSON-LD contexts without a network: what pyld and rdflib are given for the two addresses that the exports name."""

from __future__ import annotations

from typing import Any

# The terms of the Web Annotation vocabulary that the export uses, as its recommendation defines them.
OA = "http://www.w3.org/ns/oa#"
ANNOTATION = {
    "@context": {
        "@version": 1.1,
        "oa": OA,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id",
        "type": "@type",
        **{
            name: f"oa:{name}"
            for name in (
                "Annotation",
                "SpecificResource",
                "TextualBody",
                "TextPositionSelector",
                "TextQuoteSelector",
                "exact",
                "prefix",
                "suffix",
            )
        },
        **{
            name: {"@id": f"oa:{term}", "@type": kind}
            for name, term, kind in (
                ("body", "hasBody", "@id"),
                ("target", "hasTarget", "@id"),
                ("source", "hasSource", "@id"),
                ("selector", "hasSelector", "@id"),
                ("motivation", "motivatedBy", "@vocab"),
                ("purpose", "hasPurpose", "@vocab"),
                ("start", "start", "xsd:nonNegativeInteger"),
                ("end", "end", "xsd:nonNegativeInteger"),
            )
        },
        **{name: f"oa:{name}" for name in ("identifying", "tagging", "describing")},
        "value": "rdf:value",
    }
}
SCHEMA = {
    "@context": {
        "@vocab": "https://schema.org/",
        "url": {"@type": "@id"},
        "datePublished": {"@type": "https://schema.org/Date"},
    }
}
CONTEXTS = {"https://schema.org": SCHEMA, "http://www.w3.org/ns/anno.jsonld": ANNOTATION}


def load_context(url: str, options: Any) -> dict[str, Any]:
    """A document loader of pyld that knows these addresses and no other."""
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": CONTEXTS[url]}
