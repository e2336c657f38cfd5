"""The way of one article through the stages: what finders find, what linkers say of it, and the records of both."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

import dxextract
from dxextract import assembly
from dxextract.assembly import Context
from dxextract.checks.check import check
from dxextract.document import Document, Sentence
from dxextract.finders.documents import find_documents
from dxextract.finders.numerals import find_non_quantities, find_quantities
from dxextract.finders.periods import PeriodMention, find_periods
from dxextract.finders.places import find_places, find_regions
from dxextract.finders.rankings import find_indices, find_rankings
from dxextract.finders.scales import on_announced_scales
from dxextract.finders.tables import find_tables
from dxextract.finders.taken import Taken
from dxextract.ids import article_id, fact_id, input_id
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.circumstances import Circumstances, Witness
from dxextract.linkers.confidence import confidence
from dxextract.linkers.editions import Editions
from dxextract.linkers.former_places import dating
from dxextract.linkers.identities import identify
from dxextract.linkers.links import Links
from dxextract.linkers.main_place import main_place, naming_day
from dxextract.linkers.metric_drafts import MetricDraft, MetricRules
from dxextract.linkers.metrics import link_metrics
from dxextract.linkers.peers import Peers
from dxextract.linkers.periods import PeriodLink, PeriodLinker
from dxextract.linkers.places import PlaceLinker
from dxextract.linkers.plan_notices import PlanNotices
from dxextract.linkers.rank_scene import RankScene
from dxextract.linkers.rankings import RankingDraft, link_rankings
from dxextract.linkers.references import link_references
from dxextract.linkers.scopes import ScopeLinker
from dxextract.linkers.scored_ranks import indexed_by_scores
from dxextract.linkers.status import status
from dxextract.records.model import ArticleRecord, Metric, Ranking, Reference, Result
from dxextract.spans import Span, mask


class Extraction:
    """The way of one document through finders and linkers.

    Args:
        document: the article, laid out.
        knowledge: what is known.
    """

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document = document
        self.knowledge = knowledge
        article = document.article
        self.context = Context(document, input_id(article.source), article_id(article.text), knowledge.places)
        self.circumstances: dict[str, Circumstances] = {}
        self._find()
        self._link()

    def _find(self) -> None:
        document, knowledge = self.document, self.knowledge
        self.tables = find_tables(document)
        self.places = find_places(document, knowledge.places, self.tables.labels)
        self.regions = find_regions(document, knowledge.places)
        self.references = link_references(document, find_documents(document, knowledge.documents), knowledge.documents)
        self.periods = dating(find_periods(document, knowledge.periods), self.places, document, knowledge.places)
        self.indices = find_indices(document, knowledge.rankings)
        named = [span for draft in self.references for span in draft.taken]
        names = [Span(m.start, m.end) for m in self.places]
        dates = [Span(m.start, m.end) for m in self.periods]
        places = Taken(names)
        nothing = [
            mention  # "bảng 120" in "Kim Bảng 120" is none
            for mention in find_non_quantities(document, knowledge.numbers)
            if not places.overlaps(mention.start, mention.start + 1)
        ]
        ordinals = [mention for mention in nothing if mention.rule == "name.ordinal"]
        self.positions, self.deltas = find_rankings(
            document,
            knowledge.rankings,
            knowledge.numbers.words,
            self.indices,
            names,
            self.tables.cells,
            Taken([*named, *dates, *ordinals]),
        )
        taken = Taken([*named, *dates, *names, *self.positions, *self.deltas, *nothing])
        self.quantities = on_announced_scales(
            find_quantities(document, knowledge.numbers, taken, self.tables.row_numbers),
            document,
            knowledge.numbers.joins,
        )
        self.covered = [*named, *dates, *names, *(draft.span for draft in self.references)]
        self.without_names = mask(document.folded, [*named, *names])

    def _link(self) -> None:
        document, knowledge = self.document, self.knowledge
        self.main = main_place(document, self.places, knowledge.places, naming_day(document, knowledge.places))
        self.period_linker = PeriodLinker(document, self.periods, knowledge.periods, self.places, self.tables.cells)
        self.notices = PlanNotices(document, self.periods, knowledge.cues.notices)
        rules = MetricRules(
            knowledge.cues, knowledge.links, knowledge.indicators, knowledge.rankings, knowledge.numbers
        )
        self.rankings = link_rankings(
            RankScene(
                document,
                positions=[position for position in self.positions if not position.denied],
                deltas=self.deltas,
                mentions=self.indices,
                cells=self.tables.cells,
                rules=knowledge.rankings,
                words=knowledge.links,
            )
        )
        self.editions = Editions(document, self.indices, self.periods, self.rankings, knowledge.rankings)
        self.metrics = link_metrics(
            document,
            self.quantities,
            self.positions,
            self.covered,
            self.indices,
            self.rankings,
            self.tables.cells,
            rules,
        )
        self.rankings = indexed_by_scores(self.rankings, self.metrics, knowledge.rankings.indices, document.folded)
        self.facts = facts = sorted([*self.quantities, *self.positions], key=lambda s: s.start)
        self.place_linker = PlaceLinker(
            document, self.places, knowledge.places, self.main, facts, rows=self.tables.rows
        )
        self.scope_linker = ScopeLinker(
            document,
            self.regions,
            knowledge.places,
            self.main,
            knowledge.cues.scope,
            knowledge.rankings.words,
            self.tables.cells,
            focus=self.place_linker.focus,
        )

    def result(self) -> Result:
        """The records, in the order of the text."""
        measured = [(draft, self._metric_links(draft)) for draft in self.metrics]
        ranked = [(draft, self._ranking_links(draft)) for draft in self.rankings]
        witness = self._witness(Peers(measured, ranked))
        metrics = tuple(self._metric(draft, links, witness) for draft, links in measured)
        rankings = tuple(self._ranking(draft, links, witness) for draft, links in ranked)
        references = self._references(witness)
        result = Result(
            article=self._article(len(metrics), len(rankings), len(references)),
            metrics=metrics,
            rankings=rankings,
            references=references,
        )
        return check(self.document, result, places=self.places, cells=self.tables.cells, knowledge=self.knowledge)

    def _links(
        self,
        span: Span,
        sentence: Sentence,
        edition: PeriodMention | None,
        *,
        ordered: bool,
        planned: bool = False,
        money: bool = False,
        bound: bool = False,
    ) -> Links:
        period = self.period_linker.link(span, edition=edition)
        until = period.end if period.basis == "stated" else None
        place = self.place_linker.link(span)
        place = self.place_linker.then(place, sentence, until, self.periods, ordered=ordered)
        cell = self.tables.cells.get(span.start)
        found = status(
            self.document,
            self.without_names,
            sentence,
            span,
            planned=planned,
            money=money,
            bound=bound,
            set_now=self.notices.tells(sentence),
            period=period,
            cues=self.knowledge.cues,
            words=self.knowledge.links,
            header=cell.header if cell is not None else None,
        )
        plan = self.notices.time(sentence) if found == "target" and period.basis != "stated" else None
        if plan is not None:
            period = PeriodLink(plan.since, plan.until, plan.text, "stated")
        return Links(place, period, found)

    def _metric_links(self, draft: MetricDraft) -> Links:
        return self._links(
            draft.quantity,
            draft.sentence,
            self.editions.of_metric(draft),
            ordered=draft.indicator in self.knowledge.rankings.scores,
            planned=draft.planned,
            money=draft.quantity.kind == "money",
            bound=draft.comparator in ("ge", "le"),
        )

    def _ranking_links(self, draft: RankingDraft) -> Links:
        return self._links(draft.position, draft.sentence, self.editions.of_ranking(draft), ordered=True)

    def _metric(self, draft: MetricDraft, links: Links, witness: Witness) -> Metric:
        sure = self._confidence("metric", draft.quantity, witness.metric(draft, links))
        return assembly.metric(draft, links, confidence=sure, context=self.context)

    def _ranking(self, draft: RankingDraft, links: Links, witness: Witness) -> Ranking:
        index = self.knowledge.rankings.indices.get(draft.whole) if draft.whole else None
        scope = self.scope_linker.scope(draft, index, links.place.place)
        sure = self._confidence("ranking", draft.position, witness.ranking(draft, scope, links))
        return assembly.ranking(draft, scope, links, confidence=sure, context=self.context)

    def _witness(self, peers: Peers) -> Witness:
        return Witness(
            self.document,
            facts=self.facts,
            peers=peers,
            periods=self.periods,
            places=self.places,
            indices=self.indices,
            cells=self.tables.cells,
            type_words=self.knowledge.places.type_words,
            contexts=self.knowledge.contexts,
            cues=self.knowledge.cues,
            without_names=self.without_names,
        )

    def _references(self, witness: Witness) -> tuple[Reference, ...]:
        knowledge = self.knowledge
        ids = [assembly.reference_id(draft, self.context) for draft in self.references]
        places = [self.place_linker.link(draft.span) for draft in self.references]
        identities = identify(
            self.document, self.references, places, self.places, knowledge.documents, knowledge.places
        )
        records: list[Reference] = []
        for draft, place, identity in zip(self.references, places, identities, strict=True):
            sentence = self._sentence(draft.span.start)
            if sentence.end < draft.span.end:  # the number is broken over lines
                sentence = replace(sentence, end=draft.span.end)
            links = Links(place, self.period_linker.link(draft.span), "actual")
            same = ids[identity.same_as] if identity.same_as is not None else None
            sure = self._confidence("reference", draft.span, witness.reference(draft))
            records.append(
                assembly.reference(draft, identity, sentence, links, same, confidence=sure, context=self.context)
            )
        return tuple(records)

    def _confidence(self, family: str, span: Span, circumstances: Circumstances) -> float:
        self.circumstances[fact_id(self.context.input_id, family, span.start, span.end)] = circumstances
        return confidence(circumstances, self.knowledge.confidence)

    def _sentence(self, at: int) -> Sentence:
        sentences = self.document.sentences
        return sentences[bisect_right(sentences, at, key=lambda s: s.start) - 1]

    def _article(self, n_metrics: int, n_rankings: int, n_references: int) -> ArticleRecord:
        article = self.document.article
        return ArticleRecord(
            input_id=self.context.input_id,
            article_id=self.context.article_id,
            source=article.source,
            title=article.title,
            author=article.author,
            outlet=article.outlet,
            url=article.url,
            language=article.language,
            text=article.text,
            published=article.published,
            published_basis=article.published_basis,
            **assembly.place_columns(self.main),
            repairs=article.repairs,
            cluster_id=None,
            n_chars=len(article.text),
            n_sentences=len(self.document.sentences),
            n_metrics=n_metrics,
            n_rankings=n_rankings,
            n_references=n_references,
            n_findings=0,
            dxextract_version=dxextract.__version__,
            knowledge_hash=self.knowledge.content_hash,
        )
