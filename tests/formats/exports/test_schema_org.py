"""schema.org and Web Annotation exports by pyld, rdflib and the models of schema.org."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from pyld import jsonld
from rdflib import RDF, SDO, Graph, Literal, Namespace, URIRef
from support.json_ld_contexts import CONTEXTS, OA, load_context
from support.records import make_record
from support.schema_org_models import validate

from quotes.desk.claims.claim_sentence import make_sentence
from quotes.formats.interchange.annotated import AnnotatedArticle
from quotes.formats.readers.text import read_text
from quotes.formats.registry import EXPORTABLE, load_export
from quotes.record import Record

SCHEMA_FORMS = {"claim": "Claim", "claimreview": "ClaimReview", "quotation": "Quotation"}
ANNO = Namespace(OA)


@pytest.fixture(scope="module")
def first(seed_records: tuple[Record, ...], seed_path: Path) -> AnnotatedArticle:
    return AnnotatedArticle(seed_records[0].article, seed_records, read_text(seed_path).text)


def export(form: str, *articles: AnnotatedArticle) -> str:
    stream = io.StringIO()
    options = {"make_sentence": make_sentence} if EXPORTABLE[form].takes_sentence else {}
    load_export(form)(articles, stream, **options)
    return stream.getvalue()


def one(record: Record) -> AnnotatedArticle:
    return AnnotatedArticle(record.article, (record,))


def to_graph(text: str) -> Graph:
    """By pyld to N-Quads, which rdflib reads."""
    quads = jsonld.to_rdf(json.loads(text), {"documentLoader": load_context, "format": "application/n-quads"})
    return Graph().parse(data=quads, format="nquads")


def terms(text: str) -> Iterator[str]:
    """All keys of the nodes, as they are in the file."""
    for node in json.loads(text)["@graph"]:
        queue = [node]
        while queue:
            here = queue.pop()
            yield from here
            for key, value in here.items():
                if key != "quotes_record":
                    queue += [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]


@pytest.mark.slow
@pytest.mark.parametrize("form", SCHEMA_FORMS)
def test_schema_org_accepts_every_node_of_the_first_article(form: str, first: AnnotatedArticle) -> None:
    nodes = json.loads(export(form, first))["@graph"]

    assert len(nodes) == len(first.records)
    for node in nodes:
        assert validate(node).SCHEMA_TYPE.endswith(SCHEMA_FORMS[form])


@pytest.mark.slow
def test_the_models_refuse_what_schema_org_does_not_have(first: AnnotatedArticle) -> None:
    node = json.loads(export("claim", first))["@graph"][0]
    with pytest.raises(ValidationError):
        validate({**node, "speaker": "Jens Stoltenberg"})
    with pytest.raises(ValidationError):
        validate({**node, "datePublished": "soon"})


@pytest.mark.parametrize("form", SCHEMA_FORMS)
def test_schema_org_graph(form: str, first: AnnotatedArticle) -> None:
    graph = to_graph(export(form, first))

    assert len(set(graph.subjects(RDF.type, SDO[SCHEMA_FORMS[form]]))) == len(first.records)
    for name in [str(p) for p in set(graph.predicates()) if p != RDF.type]:
        assert name.removeprefix(str(SDO)) in SDO, name  # no term is made up
    quotation = URIRef(f"urn:quotes:{first.records[1].id}")
    assert any(graph.triples((quotation, SDO.text, None)))


@pytest.mark.parametrize("form", [*SCHEMA_FORMS, "webannotation"])
def test_expansion_loses_no_term(form: str, first: AnnotatedArticle) -> None:
    text = export(form, first)
    options = {"documentLoader": load_context}
    context = json.loads(text)["@context"]
    back = jsonld.compact(jsonld.expand(json.loads(text), options), context, options)

    assert set(terms(json.dumps(back))) == set(terms(text))


def test_rdflib_reads_it_without_a_network(first: AnnotatedArticle) -> None:
    data = json.loads(export("claim", first))
    data["@context"] = CONTEXTS[data["@context"]]["@context"]
    graph = Graph().parse(data=json.dumps(data), format="json-ld")

    assert (None, SDO.name, Literal("Jens Stoltenberg")) in graph


def test_claim_stands_alone_beside_the_sentence_of_the_article(first: AnnotatedArticle) -> None:
    nodes = json.loads(export("claim", first))["@graph"]
    by_sentence = {node["description"]: node for node in nodes}
    (sentence,) = (s for s in by_sentence if s.startswith('This "spearhead" force'))
    node = by_sentence[sentence]

    assert sentence.endswith("if need be, he said.")
    assert node["text"].startswith('Jens Stoltenberg said that this "spearhead" force')
    assert node["author"]["name"] == "Jens Stoltenberg"
    assert node["author"]["@type"] == "Person"
    assert node["datePublished"] == node["appearance"]["datePublished"] == "2015-10-08"
    assert node["appearance"]["headline"] == "NATO: Russian activity in Syria 'troubling'"


def test_web_annotation_graph(first: AnnotatedArticle) -> None:
    graph = to_graph(export("webannotation", first))
    annotations = set(graph.subjects(RDF.type, ANNO.Annotation))

    assert len(annotations) == len(first.records)
    for annotation in annotations:
        for target in graph.objects(annotation, ANNO.hasTarget):
            kinds = {kind for s in graph.objects(target, ANNO.hasSelector) for kind in graph.objects(s, RDF.type)}
            assert kinds == {ANNO.TextPositionSelector, ANNO.TextQuoteSelector}


def test_web_annotation_selectors_find_the_words(first: AnnotatedArticle) -> None:
    text = first.text or ""
    for node in json.loads(export("webannotation", first))["@graph"]:
        for target in node["target"]:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.parametrize("form", [*SCHEMA_FORMS, "webannotation"])
def test_article_text_cannot_leave_a_script_element(form: str) -> None:
    text = export(form, one(make_record(said="</script><script>alert(1)</script>")))

    assert "<" not in text
    assert "</script><script>" in json.dumps(json.loads(text))


@pytest.mark.slow
@pytest.mark.parametrize("form", SCHEMA_FORMS)
def test_nothing_is_made_up_where_nothing_is_known(form: str) -> None:
    record = make_record(speaker=None, source=None)
    record = record.model_copy(
        update={
            "article": record.article.model_copy(
                update={
                    "title": None,
                    "published": "Thursday",
                    "source_path": None,
                }
            )
        }
    )
    text = export(form, one(record))

    validate(json.loads(text)["@graph"][0])
    assert not {"author", "datePublished", "headline", "publisher"} & set(terms(text))


def test_empty_export_is_a_document() -> None:
    assert json.loads(export("claim"))["@graph"] == []
