"""Records of quotations to be checked: `make_quotation("NATO is ready", "to defend its allies")`."""

from __future__ import annotations

from support.records import make_record

from quotes.article import Article
from quotes.desk.verify.verdict import Check
from quotes.desk.verify.verify import check_records
from quotes.record import ArticleInfo, Extent, Record, record_id

BRIEFING = Article(
    text=(
        "Briefing\n\n"
        "JENS STOLTENBERG: In Syria, we have seen a troubling escalation of Russian military activities. We will not "
        "accept the three violations of Turkish airspace, because the pact (it has 28 members) was made for this. "
        "[applause] NATO is, uh, able and ready to defend all of the allies, as in nineteen ninety-nine. We don't pay "
        "$3 million for a website.\n\n"
        "REPORTER: What does the organisation think about the cooperation of the navies in the harbour?\n"
    ),
    source_path="briefing.txt",
)


def make_quotation(*parts: str, between: str = '," Stoltenberg said, "', quote_type: str = "direct") -> Record:
    """A record of an article in which the parts are between quotation marks, with these words between them."""
    text = f'"{between.join(parts)}," Stoltenberg said.'
    article = Article(text=text, source_path="story.txt")
    extents = []
    at = 1
    for part in parts:
        extents.append(Extent(start=at, end=at + len(part), text=part))
        at += len(part) + len(between)
    content = tuple(extents) if quote_type != "indirect" else (Extent(start=1, end=1 + len(parts[0]), text=parts[0]),)
    return make_record().model_copy(
        update={
            "id": record_id(article.sha256, [("content", part.start, part.end) for part in extents]),
            "article": ArticleInfo.of(article),
            "content": content,
            "verbatim": () if quote_type == "indirect" else tuple(extents),
            "context": Extent(start=0, end=len(text), text=text),
            "quote_type": quote_type,
        }
    )


def check(*parts: str, text: Article = BRIEFING, **options: str) -> Check:
    """The verdict on a quotation with these parts, checked against a text."""
    record = make_quotation(*parts, **options)  # type: ignore[arg-type]
    (result,) = check_records([record], [text], with_indirect=record.quote_type == "indirect")
    return result
