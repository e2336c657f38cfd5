"""The words that steer linking: which words are light, which end a counted noun, which end a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dxextract.knowledge.files import AnyFolder, Entry, read_table
from dxextract.knowledge.phrases import INTO_WORD, OUT_OF_WORD, AtEnd, alternatives, anywhere, at_start
from dxextract.text import fold

_LETTERS = re.compile(r"[^\W\d_]+")


class LinkWordsEntry(Entry):
    """``gazetteer/link_words.yaml``."""

    light: tuple[str, ...]
    function: tuple[str, ...]
    predicates: tuple[str, ...]
    answers: tuple[str, ...]
    generic: tuple[str, ...]
    generic_headers: tuple[str, ...]
    levels: tuple[str, ...]
    reaching: tuple[str, ...]
    having: tuple[str, ...]
    unit_stop: tuple[str, ...]
    paid: tuple[str, ...]
    boundaries: tuple[str, ...]
    determiners: tuple[str, ...]
    totals: tuple[str, ...]
    apart: tuple[str, ...]
    apart_by: tuple[str, ...]
    measured_against: tuple[str, ...]
    points: tuple[str, ...]
    more_than: tuple[str, ...]
    less_than: tuple[str, ...]
    earlier_times: tuple[str, ...]
    parts: tuple[str, ...]
    parts_behind: tuple[str, ...]
    to_parts: tuple[str, ...]
    part_labels: tuple[str, ...]
    of_wholes: tuple[str, ...]
    carried_on: tuple[str, ...]
    companions: tuple[str, ...]
    scored_by: tuple[str, ...]
    concerning: tuple[str, ...]
    foremost: tuple[str, ...]
    located: tuple[str, ...]
    purposes: tuple[str, ...]
    plans: tuple[str, ...]
    amounts_to: tuple[str, ...]
    acting: tuple[str, ...]
    acts: tuple[str, ...]
    copulas: tuple[str, ...]
    among: tuple[str, ...]
    opposing: tuple[str, ...]
    parts_before: tuple[str, ...]
    linking: tuple[str, ...]
    makes_up: tuple[str, ...]
    apposing: tuple[str, ...]
    shares: tuple[str, ...]
    no_scores: tuple[str, ...]
    new_subjects: tuple[str, ...]
    short_of: tuple[str, ...]
    exceeds: tuple[str, ...]
    starts_from: tuple[str, ...]
    both: tuple[str, ...]
    joins: tuple[str, ...]
    about: tuple[str, ...]
    listed_on: tuple[str, ...]
    opens_behind: tuple[str, ...]
    opens_with: tuple[str, ...]
    anaphors: tuple[str, ...]
    after_comma: tuple[str, ...]
    respectively: tuple[str, ...]
    negations: tuple[str, ...]
    counting: tuple[str, ...]
    money: tuple[str, ...]
    money_not_before: tuple[str, ...]
    per: tuple[str, ...]
    own_ordering: tuple[str, ...]
    own_ordering_compounds: tuple[str, ...]
    listed: tuple[str, ...]
    whole_nouns: tuple[str, ...]
    implied: dict[str, tuple[str, ...]]
    digital: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The lists, compiled.

    Attributes:
        light: whole words that bring no new subject.
        light_words: the words of ``light``, one by one: what holds any other cannot be light.
        function: matches where no counted noun follows.
        generic: matches a noun that says nothing of what is counted and ends its clause.
        generic_header: matches a header that says nothing of what is counted.
        level_behind: matches, behind a share, a level of government that ends its clause or list item.
        reaches: matches at the end of what stands before a level that is reached.
        has_behind: matches, behind a share, those that it is of and what they have.
        answers: matches what those who were asked say.
        predicate: matches where a predicate follows whose subject the number itself may be.
        unit_stop: whole words that end a counted noun.
        boundary: matches where a clause ends.
        determiner: a word between a number and its noun; group ``total`` when it makes the noun a total.
        total: words that name a total by themselves, of which a percentage is a part.
        counting: words that open a number of things in the clause, unless a word of ``money`` follows.
        money: words that make a bare amount a sum of money.
        negation: words that deny what follows them.
        respectively: words that give each of several numbers to one of several names.
        listed: matches nouns that commas join, behind a number, or one with a comma or ``và`` in it; group ``nouns``
            holds them.
        clause_comma: matches a comma that ends a clause: no decimal comma, none inside a list of bodies or people.
        off: finds the words of ``apart`` anywhere.
        apart, apart_by: match at the end of what stands before a number that is a distance, with or without
            ``measured_against`` behind it.
        measured_against: matches what a distance is measured from.
        measured_behind: the same, a counted noun between.
        points: a difference between percentages, as written.
        differs: matches at the end of what stands before a difference; ``increase`` or ``decrease`` is the group of its
            word, ``time`` that of the time that it is one from.
        since: matches, behind a difference, the time that it is one from.
        part: whole words that open a part of what was told before.
        of_whole: matches at the end of what stands between a part and the whole of it.
        carried_on: matches at the end of what stands before a number: a verb that goes on about what was told.
        companion: matches at the end of what stands between two counts, where the second belongs to the first.
        scored_by: all that stands between a score and the name of its index.
        concerning: matches, behind a number, what opens its subject.
        opposing: whole words that set a clause against the one before.
        copula: matches at the end of what stands between a subject and its number.
        among: matches at the end of what stands before a number of things that another was measured on.
        acts: matches where somebody does something.
        listable: matches at the end of what stands before a comma that may join a list of bodies or people.
        bodies: a number of bodies: ``6 tỉnh``.
        of_plan, amounts_to: match behind and at the end of what stands before a percentage of a plan.
        purpose: matches, behind a sum of money, what leads to its purpose.
        located: matches, behind a noun, what leads to the place that it is in.
        foremost: whole words that say who comes first or last.
        says: whole words that say something of a noun.
        part_label: ends what stands before a part: the mark or word that opens it, and what tells it from the others.
        part_behind: matches behind the number of a part that is told from the others there.
        to_part: whole words between a whole and a part of it.
        of_those: matches where the same is said behind a number: ``2.580 trong đó``.
        part_opens: matches at the end of what stands before a number that is a part.
        linking: the verb between such a number and its noun: ``trong đó 81,7% là thuê bao``.
        makes_up: matches at the end of what stands before the share that a count makes up.
        share: whole words that say that a share is measured.
        no_score: whole words that make a percentage behind the name of an index none of its scores.
        new_subject: a number, or a whole word that begins another subject.
        subject_opens: matches where one of these words begins.
        short_of: matches at the end of what stands before a plan, where the number is how far off it is.
        exceeds: matches a comparator that may say by how much something is exceeded.
        starts_from: matches at the end of what stands before the first level of a range.
        coordinated: all that stands between two numbers that share a modifier.
        joined: all that stands between two numbers of a series.
        both: whole words that join two things.
        joining: matches at the end of what stands before a number that is joined to the one before.
        listed_next: matches at the end of what stands before the next number of a list.
        opens: matches at the end of what stands before a number that begins a clause.
        anaphor: whole words that point back to what was measured before.
        implied: nouns, with what matches a header or a subject that implies them.
        digital: at the end of what stands before ``số`` where that means digital.
        own_ordering: whole words that name an ordering other than an index.
        per_behind, per_before: what a rate is counted by, behind the number (groups ``slash``, ``any``
            where it is none of the list, ``per``, ``base``) and before it (``per``; ``every`` for a rate over time).
    """

    light: re.Pattern[str]
    light_words: frozenset[str]
    function: re.Pattern[str]
    predicate: re.Pattern[str]
    answers: re.Pattern[str]
    generic: re.Pattern[str]
    generic_header: re.Pattern[str]
    level_behind: re.Pattern[str]
    reaches: AtEnd
    has_behind: re.Pattern[str]
    unit_stop: re.Pattern[str]
    boundary: re.Pattern[str]
    determiner: re.Pattern[str]
    total: re.Pattern[str]
    apart: AtEnd
    apart_by: AtEnd
    off: re.Pattern[str]
    measured_against: re.Pattern[str]
    measured_behind: re.Pattern[str]
    points: AtEnd
    differs: re.Pattern[str]
    since: re.Pattern[str]
    part: re.Pattern[str]
    of_whole: re.Pattern[str]
    carried_on: AtEnd
    companion: AtEnd
    scored_by: re.Pattern[str]
    concerning: re.Pattern[str]
    foremost: re.Pattern[str]
    located: re.Pattern[str]
    purpose: re.Pattern[str]
    bodies: re.Pattern[str]
    of_plan: re.Pattern[str]
    amounts_to: re.Pattern[str]
    acts: re.Pattern[str]
    listable: AtEnd
    copula: AtEnd
    among: re.Pattern[str]
    opposing: re.Pattern[str]
    says: re.Pattern[str]
    part_label: re.Pattern[str]
    part_behind: re.Pattern[str]
    to_part: re.Pattern[str]
    of_those: re.Pattern[str]
    part_opens: re.Pattern[str]
    linking: re.Pattern[str]
    makes_up: re.Pattern[str]
    apposing: re.Pattern[str]
    share: re.Pattern[str]
    no_score: re.Pattern[str]
    new_subject: re.Pattern[str]
    subject_opens: re.Pattern[str]
    short_of: AtEnd
    exceeds: re.Pattern[str]
    starts_from: AtEnd
    coordinated: re.Pattern[str]
    joined: re.Pattern[str]
    both: re.Pattern[str]
    joining: re.Pattern[str]
    listed_next: re.Pattern[str]
    opens: re.Pattern[str]
    anaphor: re.Pattern[str]
    clause_comma: re.Pattern[str]
    per_behind: re.Pattern[str]
    per_before: re.Pattern[str]
    own_ordering: re.Pattern[str]
    listed: re.Pattern[str]
    respectively: re.Pattern[str]
    negation: re.Pattern[str]
    counting: re.Pattern[str]
    money: re.Pattern[str]
    implied: tuple[tuple[str, re.Pattern[str]], ...]
    digital: AtEnd


def _boundary(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches what ends a clause; the words behind a bar belong to the next one already."""
    split = [phrase.partition("|") for phrase in phrases]
    return re.compile("|".join(f"{re.escape(fold(end))}(?={re.escape(fold(opens))})" for end, _, opens in split))


def load_links(gazetteer: AnyFolder) -> LinkWords:
    """Load ``gazetteer/link_words.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    entry = read_table(gazetteer / "link_words.yaml", LinkWordsEntry)
    per, listed = alternatives(entry.per), alternatives(entry.listed)
    each = rf"\s+(?:cho\s+)?(?:mỗi|một)\s+(?P<per>{per})"
    behind = rf"(?:\s*/\s*(?:(?P<slash>{per})|(?P<any>[^\W\d_]+))|{each}){OUT_OF_WORD}"
    base = rf"(?:\s+trên\s+|\s*/\s*)(?P<base>1[.0]*0\s+(?:người dân|dân|người|hộ dân|hộ)){OUT_OF_WORD}"
    parts, about, shares = map(alternatives, (entry.parts_before, entry.about, entry.shares))
    times, whole = alternatives(entry.earlier_times), alternatives(entry.whole_nouns)
    clause, opening = alternatives(entry.opens_behind), alternatives(entry.opens_with)
    unpaid = "".join(rf"(?<!{re.escape(fold(word))} )" for word in entry.paid)
    each_of = r"(?:(?P<every>hằng|hàng(?=\s+(?:giờ|ngày|tuần|tháng|quý|năm)))|mỗi|(?:bình quân|trung bình) (?:một|mỗi))"
    before = rf"{INTO_WORD}{unpaid}{each_of}\s+(?P<per>{per}){OUT_OF_WORD}"
    return LinkWords(
        light=anywhere(entry.light),
        light_words=frozenset(word for phrase in entry.light for word in _LETTERS.findall(fold(phrase))),
        function=at_start((*entry.function, *entry.predicates)),
        predicate=at_start(entry.predicates),
        answers=at_start(entry.answers),
        generic_header=re.compile(rf"\s*{alternatives(entry.generic_headers)}(?:\s+(?:năm\s+)?(?:19|20)\d\d)?\s*\Z"),
        generic=re.compile(rf"\s*{alternatives(entry.generic)}\s*(?=[,;.)]|$|\n)"),
        level_behind=re.compile(rf"\s*{alternatives(entry.levels)}\s*(?=[,;.)]|$|\n|(?:và|còn)\s)"),
        reaches=AtEnd(entry.reaching),
        has_behind=re.compile(
            rf"(?: [^\W\d_]+){{1,3}}? (?:đã |được |đang )?{alternatives(entry.having)}(?: [^\W\d_]+){{2,}}"
        ),
        unit_stop=anywhere(entry.unit_stop),
        boundary=_boundary(entry.boundaries),
        determiner=re.compile(
            rf"\s*(?:(?P<total>tổng số|tổng|trong tổng số)|{alternatives(entry.determiners)}){OUT_OF_WORD}"
        ),
        total=at_start(entry.totals),
        apart=AtEnd((*entry.apart, *entry.short_of)),
        apart_by=AtEnd(entry.apart_by),
        off=anywhere((*entry.apart, *entry.short_of)),
        measured_against=at_start(entry.measured_against),
        measured_behind=re.compile(rf"(?:\s+[^\W\d_]+){{0,4}}?\s*{alternatives(entry.measured_against)}{OUT_OF_WORD}"),
        points=AtEnd(entry.points),
        differs=re.compile(
            rf"(?<!\w)(?:(?P<increase>{alternatives(entry.more_than)})|(?P<decrease>{alternatives(entry.less_than)}))"
            rf"(?P<time>\s+(?:so với\s+)?{times}(?:\s+[\w/]+){{0,3}})?(?:\s+{about})?\s*\Z"
        ),
        since=re.compile(rf"\s*(?:[^\W\d_]+\s+){{0,3}}?so với\s+(?:mức\s+)?(?:của\s+)?{times}{OUT_OF_WORD}"),
        part=anywhere(entry.parts),
        of_whole=re.compile(rf"(?<!\w){alternatives(entry.of_wholes)}\s+(?:{about}\s+)?\Z"),
        carried_on=AtEnd(entry.carried_on),
        companion=AtEnd(entry.companions),
        scored_by=re.compile(alternatives(entry.scored_by)),
        concerning=at_start(entry.concerning),
        purpose=at_start(entry.purposes),
        foremost=anywhere(entry.foremost),
        located=re.compile(rf"\s+{alternatives(entry.located)}\s+"),
        opposing=anywhere(entry.opposing),
        copula=AtEnd(entry.copulas),
        among=re.compile(rf"(?<!\w){alternatives(entry.among)}\s+(?:{about}\s+)?\Z"),
        acts=re.compile(rf"{alternatives(entry.acting)}\s+{alternatives(entry.acts)}{OUT_OF_WORD}"),
        listable=AtEnd((*entry.after_comma, *entry.listed)),
        bodies=re.compile(rf"(?<![\w.,])\d+\s+{listed}{OUT_OF_WORD}"),
        of_plan=re.compile(rf"\s+{alternatives(entry.plans)}{OUT_OF_WORD}"),
        amounts_to=re.compile(rf"(?<!\w){alternatives(entry.amounts_to)}\s+(?:{about}\s+)?\Z"),
        says=anywhere((*entry.function, *entry.predicates)),
        part_label=re.compile(
            rf"(?:[,;(:]\s*|(?<!\w){alternatives((*entry.parts, *entry.to_parts, *entry.both))}\s+)"
            rf"{alternatives(entry.part_labels)}(?!\w)[^\d,;()\n]{{0,30}}\Z"
        ),
        part_behind=re.compile(rf"\s+{alternatives(entry.part_labels)}(?=\s*[,;.)]|\s+và\s+\d|$|\n)"),
        to_part=anywhere((*entry.parts, *entry.to_parts)),
        of_those=re.compile(rf"\s+(?:[^\W\d_]+\s+)?{alternatives(entry.parts_behind)}{OUT_OF_WORD}"),
        part_opens=re.compile(rf"(?:(?<!\w){parts}|[,;(])\s+(?:[^\W\d_]+\s+)?$"),
        linking=re.compile(rf"\s+{alternatives(entry.linking)}(?=\s)"),
        apposing=re.compile(rf",\s+{alternatives(entry.apposing)}\s+(?:{about}\s+)?\Z"),
        makes_up=re.compile(rf"(?<!\w){alternatives(entry.makes_up)}(?:\s+{shares})?(?:\s+{about})?\s+\Z"),
        share=anywhere(entry.shares),
        no_score=anywhere(entry.no_scores),
        new_subject=re.compile(rf"\d|{anywhere(entry.new_subjects).pattern}"),
        subject_opens=at_start(entry.new_subjects),
        short_of=AtEnd(entry.short_of),
        exceeds=at_start(entry.exceeds),
        starts_from=AtEnd(entry.starts_from),
        coordinated=re.compile(rf"(?:về [^\W\d_]+(?: [^\W\d_]+){{0,4}} )?{alternatives(entry.both)}"),
        joined=re.compile(rf"\s*{alternatives(entry.joins)}\s*(?:{about}\s*)?"),
        both=anywhere(entry.both),
        joining=re.compile(rf"(?<!\w){alternatives(entry.both)}\s+(?:{about}\s+)?\Z"),
        listed_next=re.compile(rf",\s*(?:{alternatives(entry.listed_on)}\s+)*\Z"),
        opens=re.compile(rf"(?:^|[;:,(]|\s{clause})\s*(?:{opening}\s+)*$"),
        anaphor=anywhere(entry.anaphors),
        clause_comma=re.compile(rf",\s+(?!\d(?!g\b))(?!(?:{alternatives(entry.after_comma)}){OUT_OF_WORD})"),
        per_behind=re.compile(f"{behind}|{base}"),
        per_before=re.compile(before),
        own_ordering=anywhere(entry.own_ordering, inside=entry.own_ordering_compounds),
        negation=anywhere(entry.negations),
        respectively=anywhere(entry.respectively),
        counting=re.compile(
            rf"(?<!\w){alternatives(entry.counting)}\s+(?!{alternatives(entry.money)}(?!\w))[^,;:()]*\Z"
        ),
        money=anywhere(entry.money, not_before=entry.money_not_before),
        digital=AtEnd(entry.digital),
        implied=tuple((fold(noun), at_start(words)) for noun, words in entry.implied.items()),
        listed=re.compile(rf"(?<!\s)\s*(?P<nouns>{whole}|{listed}(?:,\s*{listed})+){OUT_OF_WORD}"),
    )
