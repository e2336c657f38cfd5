"""What a number takes over from those before it: a part from its whole, a share from its count, one place from another.

The rules are asked in order; the first that settles the matter has the last word, also where it says that the number is
about nothing. Where none does, the number is about what stands near it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.linkers.clauses import WORD
from dxextract.linkers.indicators import Candidate, IndicatorLinker
from dxextract.linkers.metric_drafts import MetricDraft, MetricRules
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span, mask, within
from dxextract.text import fold

_WORD_OR_NUMBER = re.compile(r"\w+")
_CLAUSE_MARKS = ",;(."
_GOES_ON = re.compile(r"\s[\w(]")
_OWN = 0.8
"""From this score on a number's own noun says more than its being one of a series."""
_BORROWED = 0.6
"""Below this score the words that speak for an indicator were not a number's own."""
_PASSED_ON = 0.95
"""What is left of an indicator's score when the next number takes it over."""
_NAME_REACH = 60
_PARTS_REACH = 400
_SHORTEST_PART = 4
_REACHED = re.compile(r"[^,;.()]{0,60},\s+đạt\s+")
"""``kích hoạt 1.289.400 tài khoản, đạt 91,9% số hồ sơ thu nhận``"""
_JOINT = re.compile(r"\s*[;,]")
_NOUN = 2
"""So many words of a counted noun tell what is counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """A number whose indicator is asked for.

    Attributes:
        left: end of the number before it.
        where: where to look.
        best: what stands near it speaks for this one.
        words: its own words, see :meth:`SubjectLinker.choose`.
        before: the level before it.
        recent: the last level of each kind of number.
        alike: the last level of its paragraph that counts the same noun.
        change: whether the number is the amount of a change.
    """

    sentence: Sentence
    quantity: Quantity
    left: int
    where: Surroundings
    best: Candidate | None
    words: Span
    before: MetricDraft
    recent: Mapping[str, MetricDraft]
    alike: MetricDraft | None
    change: bool

    @property
    def same_kind(self) -> bool:
        return self.before.quantity.kind == self.quantity.kind

    @property
    def weak(self) -> bool:
        """Whether little or nothing that stands near it says what it is about."""
        return self.best is None or self.best.score < _OWN


@dataclass(frozen=True, slots=True)
class Settled:
    """What a rule settles: an indicator, or that there is none."""

    candidate: Candidate | None


class Takeover:
    """The rules, for the numbers of one document.

    Args:
        document: the article laid out.
        covered: sorted spans of periods, places and documents.
        indicators: the candidates of its numbers.
        rules: see :class:`MetricRules`.
    """

    def __init__(
        self, document: Document, covered: Sequence[Span], indicators: IndicatorLinker, rules: MetricRules
    ) -> None:
        self.document = document
        self.covered = covered
        self.bare = mask(document.folded, covered)
        self.indicators = indicators
        self.known = rules.indicators.indicators
        self.words = rules.links
        self.cues = rules.cues
        self.rules = (
            self._unknown_rate,
            self._whole,
            self._predicate_of_its_own,
            self._nothing_new,
            self._share_of_a_count,
            self._rate_of_a_count,
            self._growth,
            self._same_noun_again,
            self._same_noun_before,
            self._goes_on,
        )

    def settle(self, case: Case) -> Candidate | None:
        """The indicator of a number; None where none is spoken of."""
        settled = next((found for rule in self.rules if (found := rule(case)) is not None), None)
        return case.best if settled is None else settled.candidate

    # ------------------------------------------------------------------ the rules, in order

    def _unknown_rate(self, case: Case) -> Settled | None:
        """``Hồ sơ sức khỏe đạt 92%. Tỷ lệ đơn thuốc liên thông đạt 93%``: where a rate is named, what was told before
        says nothing of it."""
        best, start, end = case.best, max(case.sentence.start, case.left), case.quantity.start
        if best is None or case.quantity.kind != "percentage" or best.score >= _OWN:
            return None
        rate = self.words.share.search(self.bare, start, end)
        if rate is None or not self._names_a_rate(start, end):
            return None
        close = min(case.sentence.end, case.quantity.end + _NAME_REACH)
        own = self.indicators.said(self.indicators.terms_of(best.indicator), rate.start(), close, beyond=rate.end())
        return None if own else Settled(None)

    def _whole(self, case: Case) -> Settled | None:
        """``105.213 hồ sơ trực tuyến trên tổng số 198.406 hồ sơ``: no part says what the whole is, but the gazetteer
        may; and a density (``158.000, tương đương 21,4 thuê bao/100 dân``) is about itself."""
        best = case.best
        density = (
            best is not None and case.quantity.kind == "count" and self.known[best.indicator].kind == "measurement"
        )
        if not density and not case.where.whole:
            return None
        itself = best is not None and best.indicator == case.before.indicator  # the part's words were all there is
        return Settled((self._whole_of(case) if best is None or itself else None) or best)

    def _whole_of(self, case: Case) -> Candidate | None:
        """What a part is a share of, by the ratio that the gazetteer knows, where the same noun is counted."""
        part = case.before.indicator
        share = None if part is None else self.known[part].share
        ratio = None if share is None else self.known[share].ratio
        if ratio is None or ratio[0] != part or not self.indicators.counts(case.where, ratio[1]):
            return None
        if self.indicators.forbids(case.where, ratio[1]):
            return None
        return _passed_on(case.before, ratio[1])

    def _predicate_of_its_own(self, case: Case) -> Settled | None:
        """``68% hộ dân có điện thoại thông minh, 45% hộ có tài khoản thanh toán``: what is said of the one share is
        not said of the next."""
        best, before, quantity = case.best, case.before, case.quantity
        if best is None or best.indicator != before.indicator or quantity.kind != "percentage" or not case.same_kind:
            return None
        if before.sentence is not case.sentence:
            return None
        own = self._said_behind(case)
        telling = self.indicators.terms_of(best.indicator) - self.known[best.indicator].nouns
        if own is None or self.indicators.said(telling, quantity.end, own):
            return None
        return Settled(None) if self.indicators.said(telling, before.quantity.end, quantity.start) else None

    def _said_behind(self, case: Case) -> int | None:
        """Where what is said of a share behind it ends: ``45% hộ có tài khoản``, ``14% còn phải nộp``."""
        folded, start, end = self.document.folded, case.quantity.end, case.sentence.end
        if case.where.noun_follows:
            own = self.words.has_behind.match(folded, start, end)
            return None if own is None else own.end()
        said = self.words.predicate.match(folded, start, end)
        if case.where.dependent or said is None or "," in said[0]:
            return None
        closed = self.words.boundary.search(folded, start, min(end, start + _NAME_REACH))
        return min(end, start + _NAME_REACH) if closed is None else closed.start()

    def _nothing_new(self, case: Case) -> Settled | None:
        """``906 dịch vụ công (chiếm 50,4%)``, ``đạt 59,25%, vượt mục tiêu 55%``: nothing new was said between."""
        where, before, best = case.where, case.before, case.best
        if not where.dependent:
            return None
        level = case.recent.get(case.quantity.kind)
        if before.change and not case.change and level is not None and level.sentence is case.sentence:
            before = level  # "đạt 11,8%, tăng 0,9 điểm phần trăm nhưng vẫn hụt so với chỉ tiêu 13%"
        elif before.change and not case.change and self.words.makes_up.search(self._gap(case)):
            return None  # "kinh tế số tăng trưởng 19,2%, chiếm 13,4% GRDP"
        own = where.noun_follows and best is not None and best.score >= _OWN
        if before.quantity.kind == case.quantity.kind and not own:
            return Settled(None if where.noun_follows and self._forbidden(case, before) else _passed_on(before))
        if before.indicator is None or case.quantity.kind != "percentage":
            return None
        share = self.known[before.indicator].share
        return None if share is None else Settled(_passed_on(before, share))

    def _share_of_a_count(self, case: Case) -> Settled | None:
        """``74.615 hồ sơ gửi trực tuyến, chiếm 48,6% số tiếp nhận mới``, ``đạt 48,6% tổng số hồ sơ``."""
        before, quantity, folded = case.before, case.quantity, self.document.folded
        if not case.weak or quantity.kind != "percentage" or before.indicator is None:
            return None
        share = self.known[before.indicator].share
        gap = self._gap(case)
        if ";" in gap:
            return None
        of = self.words.determiner.match(folded, quantity.end)
        total = of is not None and of["total"] is not None
        makes_up = self.words.makes_up.search(gap) is not None
        if share is None:  # "đúng hạn 97,8%. Cấp xã giải quyết 193.500 hồ sơ, bằng 72% tổng số"
            counted = before.quantity.kind == "count" and bool(gap)
            return Settled(None) if total and makes_up and counted and not self._says(case, before) else None
        if case.best is not None and case.best.indicator in self.known[share].confusable_with:
            return None  # "738.900 người tích hợp sổ sức khỏe trên VNeID, tương đương 47,6% số người có thẻ"
        if self._is_of_its_own(case, share):
            return None
        alike = of is not None and self._counts_again(before, of.end())
        reached = of is not None and _REACHED.fullmatch(gap) is not None and self._counted_before(case, of.end())
        return Settled(_passed_on(before, share)) if makes_up or total or alike or reached else None

    def _is_of_its_own(self, case: Case, share: str) -> bool:
        """``214 sản phẩm OCOP trên sàn, thương mại điện tử mới chiếm 7% tổng mức bán lẻ``: whether what stands behind
        the number is of its own indicator and not of the one that a count before would give it."""
        if case.best is None:
            return False
        behind = case.quantity.end + 1
        named = self.indicators.named_at
        return named(behind, case.best.indicator) > 0 and named(behind, share) == 0

    def _counts_again(self, before: MetricDraft, at: int) -> bool:
        """``kích hoạt 2.604.738 tài khoản định danh, đạt 89,6% số tài khoản đã cấp``: whether what was counted before
        stands there."""
        if before.quantity.kind != "count" or before.unit is None:
            return False
        noun = " ".join(fold(before.unit).split()[:_NOUN])
        return self.document.folded.startswith(f" {noun} ", at)

    def _counted_before(self, case: Case, at: int) -> bool:
        """``thu nhận 1.403 hồ sơ, kích hoạt 1.289 tài khoản, đạt 91,9% số hồ sơ``: whether what stands there was
        counted before the count that the share is of."""
        noun = WORD.match(self.document.folded, at + 1, case.sentence.end)
        told = self.document.folded[case.sentence.start : case.before.quantity.start]
        return noun is not None and re.search(rf"\d {re.escape(noun[0])}(?!\w)", told) is not None

    def _says(self, case: Case, before: MetricDraft) -> bool:
        """Whether more than a noun speaks for a number's indicator between the level before and the number."""
        if case.best is None:
            return False
        telling = self.indicators.terms_of(case.best.indicator) - self.known[case.best.indicator].nouns
        return self.indicators.said(telling, before.quantity.end, case.quantity.start)

    def _rate_of_a_count(self, case: Case) -> Settled | None:
        """``412 hồ sơ nộp qua mạng, gấp 3 lần, đưa tỷ lệ từ 38% lên 81%``: the rate that is not named again."""
        last = case.recent.get("count")
        if case.best is not None or case.quantity.kind != "percentage" or last is None or last.indicator is None:
            return None
        share = self.known[last.indicator].share
        if share is None or last.sentence is not case.sentence or case.where.noun_follows:
            return None
        start, end = last.quantity.end, case.quantity.start
        if self.words.share.search(self.bare, start, end) is None or self._names_a_rate(start, end):
            return None
        return Settled(_passed_on(last, share))

    def _growth(self, case: Case) -> Settled | None:
        """Growth of what a count counts is no rate of its own."""
        if not case.change or case.quantity.kind != "percentage":
            return None
        best = case.best
        own = best is not None and best.score >= _OWN and best.start >= case.before.quantity.end
        return Settled(best if own and not case.where.noun_follows else None)

    def _same_noun_again(self, case: Case) -> Settled | None:
        """``152.000 hồ sơ trực tuyến. Phú Hòa và Tuy An có 12.500 hồ sơ``; what stands behind a mark goes on about the
        whole, not about its part: ``6.480 trạm, gồm 512 trạm 5G; riêng vùng cao 1.720 trạm``."""
        before, alike = case.before, case.alike
        if not case.where.plain or not self._counts_the_same(case, before):
            return None
        if alike is not None and ";" in self.document.folded[before.quantity.end : case.quantity.start]:
            before = alike
        return Settled(None if self._forbidden(case, before) else _passed_on(before))

    def _same_noun_before(self, case: Case) -> Settled | None:
        """``57 thôn lõm sóng, ...; riêng Phú Xuân 41 thôn``."""
        alike = case.alike
        if (
            alike is None
            or not (case.where.opens or case.best is None)
            or not self._counts_the_same(case, alike, alone=True)
        ):
            return None
        return Settled(None if self._forbidden(case, alike) else _passed_on(alike))

    def _goes_on(self, case: Case) -> Settled | None:
        """A part, another place or another name of what the last number of its kind was about."""
        if case.change or (case.best is not None and case.best.indicator != case.before.indicator):
            return None
        if case.best is not None:  # named too far away to be found by its own words
            return Settled(_passed_on(case.before)) if case.same_kind and self._is_foremost(case) else None
        found = (
            self._of_a_part(case)
            or self._of_its_names(case)
            or self._of_another_aspect(case)
            or self._of_another_place(case)
            or self._of_another_time(case)
            or self._of_units(case)
            or self._of_a_counted_part(case)
            or self._of_another_thing(case)
        )
        if found is None or self.indicators.forbids(case.where, found.indicator):  # "đúng hạn 99,2%, còn 0,8% quá hạn"
            return None
        return Settled(found)

    # ------------------------------------------------------------------ what they ask

    def _gap(self, case: Case) -> str:
        """What stands between the level before and a number, in its sentence."""
        return self.document.folded[max(case.sentence.start, case.before.quantity.end) : case.quantity.start]

    def _forbidden(self, case: Case, before: MetricDraft) -> bool:
        return before.indicator is not None and self.indicators.forbids(case.where, before.indicator)

    def _counts_the_same(self, case: Case, before: MetricDraft, *, alone: bool = False) -> bool:
        """Whether the noun behind a number is one that the indicator before counts, and nothing is said of another."""
        where, best = case.where, case.best
        if before.indicator is None or where.noun is None or before.quantity.kind != case.quantity.kind:
            return False
        if not self.indicators.counts(where, before.indicator):
            return False
        named = self.indicators.named_at(where.noun, before.indicator)
        end = where.noun + named
        ends = _GOES_ON.match(self.document.folded, end) is None or self._is_located(end)
        if best is None:
            return ends or not alone
        return ends and self.indicators.named_at(where.noun, best.indicator) <= named

    def _is_located(self, at: int) -> bool:
        """``3 bản thuộc xã Kim Thủy``: whether nothing goes on but the place that something is in."""
        within_place = self.words.located.match(self.document.folded, at)
        return within_place is not None and bool(within(self.covered, within_place.end(), within_place.end() + 1))

    def _of_another_aspect(self, case: Case) -> Candidate | None:
        """``mức hài lòng về công chức đạt 86,4%; về kết quả 85,8%``: the next thing that was measured in one way."""
        last, quantity, folded = case.recent.get(case.quantity.kind), case.quantity, self.document.folded
        if last is None or last.sentence is not case.sentence or last.indicator_span is None:
            return None
        if quantity.kind not in ("percentage", "score") or quantity.start - last.quantity.end > _NAME_REACH:
            return None
        aspect = self.words.concerning.match(folded, last.indicator_span.end)
        joint = _JOINT.match(folded, last.quantity.end)
        again = (
            aspect is not None and joint is not None and self.words.concerning.match(folded, joint.end()) is not None
        )
        return _passed_on(last) if again else None

    def _of_a_part(self, case: Case) -> Candidate | None:
        """``Hồ sơ trực tuyến đạt 79%, riêng đất đai 61%, ba xã dưới 50%``: a share of a part, or of others, is about
        what the whole's is."""
        last, quantity = case.recent.get(case.quantity.kind), case.quantity
        if last is None or quantity.kind not in ("percentage", "score") or last.quantity.end < case.sentence.start:
            return None
        whole = self.document.folded[last.quantity.end : quantity.start]
        between = whole[max(0, case.left - last.quantity.end) :]
        if len(between) > _NAME_REACH or self.words.new_subject.search(between) is not None:
            return None
        compared = self.cues.yardstick.search(whole) is not None
        named = case.where.noun_follows and not compared  # "đạt 70%, 100% thôn có điện lưới"
        others = not named and self.words.light_words.issuperset(
            _WORD_OR_NUMBER.findall(self.words.bodies.sub(" ", whole))
        )
        return _passed_on(last) if others or self.words.part.search(between) is not None else None

    def _of_its_names(self, case: Case) -> Candidate | None:
        """``Học bạ số ở bậc THCS đạt 54%, THPT 38%``: a share's own words are some of what names the one before."""
        before = case.before
        if before.indicator is None or before.sentence is not case.sentence or not case.same_kind:
            return None
        if case.quantity.kind != "percentage" or not case.words:
            return None
        named, known = self.indicators.term_at(case.words), self.known[before.indicator]
        says = named not in known.nouns and any(named in group for way in known.evidence for group in way.groups)
        return _passed_on(before) if says or self._named_before(case) else None

    def _named_before(self, case: Case) -> bool:
        """``tiểu học đạt 99%, THCS 92%; năm học trước tiểu học mới 61%``: whether a number's own words named one of the
        parts told before it in its sentence."""
        folded, words = self.document.folded, case.words
        said = folded[words.start : words.end]
        if len(words) < _SHORTEST_PART or self.words.light_words.issuperset(_WORD_OR_NUMBER.findall(said)):
            return False
        start = max(case.sentence.start, case.left - _PARTS_REACH)
        at = folded.find(said, start, case.left)
        return at >= 0 and not (folded[at - 1].isalnum() or folded[at + len(said)].isalnum())

    def _of_another_place(self, case: Case) -> Candidate | None:
        """``đạt 13,1%, gấp 2,4 lần. Vũ Thư làm tốt hơn cả với 22,6%``: a share or a score with no subject but a name is
        about what the last one of its paragraph was about."""
        last, quantity = case.recent.get(case.quantity.kind), case.quantity
        if last is None or quantity.kind == "count" or case.where.noun_follows:
            return None
        start = max(case.sentence.start, last.quantity.end)
        if last.sentence.paragraph != case.sentence.paragraph and not self._goes_on_about(last, case):
            return None
        covered = within(self.covered, start, quantity.start)
        name = next((s for s in reversed(covered) if self._names_place(s)), None)
        if name is None:  # "Khối sở, ngành có Sở Công Thương đạt 100%"
            said = WORD.findall(self.bare, start, quantity.start)
            return _passed_on(last) if said and self.words.light_words.issuperset(said) else None
        between = self.bare[name.end : quantity.start]
        told = len(between) > _NAME_REACH or self.words.new_subject.search(between) is not None
        told = told or (
            not self.document.text[name.start].isupper()
            and self.words.new_subject.search(self.bare, start, name.start) is not None
        )
        told = told or self._names_a_rate(start, quantity.start)
        return None if told else _passed_on(last)

    def _of_another_time(self, case: Case) -> Candidate | None:
        """``chiếm 12,4% GRDP; năm 2023 là 10,9%``: a share in whose clause only a time is named is about what the one
        before it in its paragraph was about."""
        last, quantity = case.recent.get("percentage"), case.quantity
        if last is None or last.indicator is None or quantity.kind != "percentage" or case.where.noun_follows:
            return None
        if last.sentence.paragraph != case.sentence.paragraph:
            return None
        between = self.bare[last.quantity.end : quantity.start]
        told = max(map(between.rfind, _CLAUSE_MARKS))
        if told < 0 or told > _NAME_REACH or not self.words.light_words.issuperset(WORD.findall(between[told:])):
            return None
        named = within(self.covered, last.quantity.end + told, quantity.start)
        if not named or any(self._names_place(span) for span in named):
            return None
        another = self.indicators.names_another(last.indicator, last.quantity.end, quantity.start)
        return None if another else _passed_on(last)

    def _names_a_rate(self, start: int, end: int) -> bool:
        """``tỷ lệ đơn thuốc liên thông ở Hàm Yên``: whether a rate is named, be it an unknown one."""
        rate = self.words.share.search(self.bare, start, end)
        return rate is not None and WORD.search(self.words.light.sub(" ", self.bare[rate.end() : end])) is not None

    def _of_units(self, case: Case) -> Candidate | None:
        """``Thanh toán trực tuyến đạt 21,5%. ⏎ Chênh lệch còn lớn: 6 sở đạt trên 60%, 3 huyện dưới 10%``: what so many
        units reach is a share of what the paragraph before was about, where nothing else has been named since."""
        last, before, quantity = case.recent.get("percentage"), case.before, case.quantity
        if last is None or last.indicator is None or quantity.kind != "percentage" or before.quantity.kind != "count":
            return None
        if before.sentence is not case.sentence or case.where.noun_follows:
            return None
        if not 0 <= case.sentence.paragraph - last.sentence.paragraph <= 1:
            return None
        said = self.document.folded[before.quantity.start : quantity.start]
        units = self.words.bodies.match(said)
        if units is None or not self.words.light_words.issuperset(_WORD_OR_NUMBER.findall(said[units.end() :])):
            return None
        if self.indicators.names_another(last.indicator, last.quantity.end, quantity.start):
            return None
        return _passed_on(last)

    def _of_a_counted_part(self, case: Case) -> Candidate | None:
        """``Nộp trực tuyến đạt 97%, trong đó 11 dịch vụ của ngành công an đạt 99%``: what a counted part reaches is a
        share of what its whole was about, where nothing else is named between."""
        last, part, quantity = case.recent.get("percentage"), case.before, case.quantity
        if last is None or last.indicator is None or quantity.kind != "percentage" or part.quantity.kind != "count":
            return None
        if last.sentence is not case.sentence or part.sentence is not case.sentence or case.where.noun_follows:
            return None
        opening = self.document.folded[last.quantity.end : part.quantity.start].strip(", ")
        if self.words.part.fullmatch(opening) is None:
            return None
        if self.words.reaches.search(self.document.folded[part.quantity.end : quantity.start]) is None:
            return None
        if self.indicators.names_another(last.indicator, last.quantity.end, quantity.start):
            return None
        return _passed_on(last)

    def _of_another_thing(self, case: Case) -> Candidate | None:
        """``Nộp trực tuyến đạt 84%. Đăng ký thường trú đạt 97%, cấp giấy phép lái xe 90%``: a share of something behind
        one of something else, neither of which is an indicator's own, is a share of the same."""
        before, start = case.before, case.before.quantity.end
        if not case.same_kind or case.quantity.kind != "percentage":
            return None
        if before.sentence is not case.sentence:
            return _passed_on(before) if self._is_foremost(case) else None
        if before.indicator_score is None or before.indicator_score >= _BORROWED or case.where.noun_follows:
            return None
        gap = self.bare[start : case.quantity.start]
        told = len(gap) > _NAME_REACH or not gap.startswith(",") or self.words.new_subject.search(gap) is not None
        return None if told or self.words.says.search(gap) is not None else _passed_on(before)

    def _is_foremost(self, case: Case) -> bool:
        """``Cấp hộ tịch 93%, lý lịch tư pháp 79%. Nhóm đất đai thấp nhất, chỉ 21%``: whether a sentence of the same
        paragraph says of something else that it comes first or last, and nothing more."""
        start, at = case.sentence.start, case.quantity.start
        if case.before.sentence.paragraph != case.sentence.paragraph or case.where.noun_follows:
            return False
        said = self.bare[start:at]
        first = self.words.foremost.search(said)
        if first is None or len(said) > _NAME_REACH or any(c.isdigit() for c in said):
            return False
        behind = said[first.end() :].strip().removeprefix("là ").removeprefix("thuộc về ")
        apart = self.words.says.search(said[: first.start()]) or self.words.says.search(behind)
        return apart is None and "có" not in said.split() and self.words.share.search(said) is None

    def _goes_on_about(self, last: MetricDraft, case: Case) -> bool:
        """``Dẫn đầu là Quế Võ 89%``: whether a paragraph opens with who comes first or last in what the last one with
        a level was about."""
        if last.sentence.paragraph != case.before.sentence.paragraph:
            return False
        start, end = case.sentence.start, case.quantity.start
        words = (word for word in WORD.findall(self.bare, start, end))
        return self.words.foremost.search(self.bare, start, end) is not None and self.words.light_words.issuperset(
            words
        )

    def _names_place(self, span: Span) -> bool:
        """Whether a covered span is a name, or ``cả nước``."""
        folded = self.document.folded[span.start : span.end]
        return self.document.text[span.start].isupper() or folded in ("cả nước", "toàn quốc")


def _passed_on(before: MetricDraft, indicator: str | None = None) -> Candidate | None:
    """The indicator of the number before, or another on its ground; None where it has none."""
    indicator = indicator or before.indicator
    if indicator is None or before.indicator_span is None:
        return None
    span, score = before.indicator_span, (before.indicator_score or 0.0) * _PASSED_ON
    return Candidate(indicator, score, score, span.start, span.end)
