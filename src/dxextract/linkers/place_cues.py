"""The words of ``gazetteer/place_words.yaml`` as expressions over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dxextract.knowledge.anchors import Anchored, Anchors
from dxextract.knowledge.phrases import Ending
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_words import any_of, from_word
from dxextract.knowledge.places import Level


def _word(words: Iterable[str]) -> str:
    return rf"{from_word(words)}(?!\w)"


class PlaceCues:
    """What stands between, before and behind place names. Names in ``_before`` look at the text that ends there."""

    def __init__(self, index: PlaceIndex) -> None:
        words = index.words
        types = any_of(w for t in words.types for w in t.written if "." not in w and not w.isascii())
        sites = any_of(words.site_words)
        up_to_name = rf"(?:\s+{sites})*\s*\Z"
        up_to_word = rf"(?:\s+{sites})*\s+"
        few = r"(?:\s+[^\W\d_]+){0,3}"
        ands, ranks = _word(words.and_words), any_of(words.rank_words)
        # names and what joins them
        self.qualifies = re.compile(rf"\s*[,(-]?\s*(?:{any_of(words.qualifier_words)})?\s*")
        self.former = re.compile(rf"\s*\(?{any_of(words.former_words)}(?!\w)")
        self.before_merger = re.compile(_word(words.before_merger))
        self.since_merger = re.compile(_word(words.since_merger))
        self.merges = re.compile(_word(words.merging))
        self.join = re.compile(rf"\s*(?:{any_of(words.former_words)})?\s*{any_of(words.list_joins)}\s*(?:{sites}\s+)*")
        self.plural_end = re.compile(rf"{from_word(words.plurals)}\s*\Z")
        self.join_asides = re.compile(rf"\s*(?:\([^()]{{0,200}}\))?{self.join.pattern}")
        self.collective_before = re.compile(
            rf"(?<!\w)(?:{any_of(words.collective_before)}|\d{{1,3}})(?:\s+{types}{few})?{up_to_name}"
        )
        self.collective_after = re.compile(rf"\s*,?\s*{any_of(words.collective_after)}(?!\w)")
        self.apposed_before = re.compile(
            rf"{from_word(words.copulas)}\s[^,;.()\d]{{0,60}}?{from_word(words.qualifier_words)}\s*\Z"
        )
        # what a name does in its clause
        self.boundary_before = re.compile(r"(?:\A|[,;:.(\"“”'–-])\s*\Z")
        self.opener_before = Ending(rf"{from_word(words.clause_openers)}\s*\Z", words.clause_openers)
        self.secondary_before = Ending(
            rf"(?<!\w)(?!{any_of(words.not_secondary)}){any_of(words.secondary_before)}{up_to_name}",
            (*words.secondary_before, *words.site_words),
        )
        self.part_before = Ending(
            rf"{from_word(words.part_before)}{up_to_name}", (*words.part_before, *words.site_words)
        )
        self.commune_head_before = re.compile(
            rf"{from_word(words.commune_heads)}(?:(?:\s+[^\s,;:()]+){{0,4}}\s*\(|\s+của)?\s*\Z"
        )
        self.residence_before = Ending(rf"{from_word(words.residence_before)}\s*\Z", words.residence_before)
        abroad = re.compile(_word(words.abroad))
        abroad_back = re.compile(_word(words.abroad_back))
        beyond = re.compile(_word(words.beyond))
        self.venue_before = re.compile(rf"\W\s*{any_of(words.venue_before)}\s+\Z")
        self.located_before = re.compile(rf"{from_word(words.venue_before)}\s+\Z")
        self.speaker_behind = re.compile(rf"\s*,\s*{any_of(words.says_words)}(?!\w)")
        self.venue_event = re.compile(_word(words.venue_events))
        loose = any_of(words.loose_units)
        self.unit_counted = re.compile(rf"\s+(?:(?P<type>{types})|(?P<loose>{loose}))(?!\w)")
        self.where = re.compile(rf"\s*,\s*{any_of(words.where_words)}(?!\w)")
        self.has_before = re.compile(rf"(?:{from_word(words.has_words)}\s+)+\Z")
        self.region_word = re.compile(rf"(?:{from_word(words.region_words)}\s+)+\Z")
        self.comma = re.compile(r"\s*,")
        self.region_place = re.compile(rf"{any_of((*words.venue_before, *words.region_words))}(?!\w)")
        self.people_of = re.compile(rf"\s+{any_of(words.peoples)}(?:\s+{any_of(words.region_words)}){{0,2}}\s+")
        self.compared_before = Ending(rf"{from_word(words.compared_before)}\s+\Z", words.compared_before)
        self.average_before = re.compile(
            rf"{from_word(words.average_words)}(?:(?:\s+[^\s,;.()]+){{0,4}}\s+{any_of(words.qualifier_words)})?\s+\Z"
        )
        self.country_verb = re.compile(rf"\s+{any_of(words.country_verbs)}(?!\w)")
        self.predicate = re.compile(rf"\s*(?:[:\d]|{any_of(words.predicates)}(?!\w))")
        self.clause_end = re.compile(rf"\s*(?:[,;.)]|{ands}|\Z)")
        self.lives = re.compile(
            rf"\s*(?:(?:\d{{1,3}}\s+{any_of(words.age_words)}|{any_of(words.born_words)}\s+(?:19|20)\d\d)"
            rf"\s*[,;-]\s*(?:{any_of((*words.residence_before, *words.venue_before))}\s+)?)?"
            rf"(?:{any_of((*words.settlements, *words.namesakes))}\s[^,;()]{{1,40}},\s*)?"
        )
        self.mark = re.compile(r"[,;]")
        self.part_named = re.compile(rf"[,;]\s*{any_of(words.part_before)}(?:\s+[^\W\d_]+){{1,5}}\s*\Z")
        self.part_opens = re.compile(rf"[,;]\s*{any_of(words.part_before)}(?!\w)")
        self.aside_figure = re.compile(r"\s*\(\s*\d")
        self.aside = re.compile(r"\s*\([^()]{0,200}\)")
        # numbers and names
        one_to_one = re.compile(_word(words.one_to_one))
        self.up_to = re.compile(rf"\s*{any_of(words.up_to_words)}\s+(?:{ranks}\s+){{0,2}}")
        self.coordinated = re.compile(rf"[^,;:.()\d]{{0,20}}(?:[,;]|{ands})\s*(?:{ranks}\s+){{0,2}}")
        no_and = "".join(
            rf"(?<!\s{re.escape(word)}\s)" for word in (*words.and_words, *words.contrast_words)
        )  # "11 trạm và ở Kon Tum có 9 trạm"
        owner = rf"[^,;:.()\n]{{0,60}}?{no_and}{from_word(words.owner_before)}{up_to_word}"
        self.owner = re.compile(owner)
        unit = rf"(?:{types}|{any_of(words.loose_units)})"
        among = rf"\s*(?:(?:trong|trên)\s+(?:tổng\s+)?(?:số\s+)?(?:các|\d{{1,3}})\s+)?{unit}"
        self.among = re.compile(rf"{among}(?!\w)")
        self.among_before = Ending(
            rf"(?<!\w){ranks}\s+\d{{1,3}}(?:/\d{{1,3}})?{among}(?:,\s*{unit}){{0,4}}\s+{any_of(words.owner_before)}{up_to_name}",
            (*words.owner_before, *words.site_words),
        )
        self.owner_of_units = re.compile(rf"\s*{types}(?:,\s*{types}){{1,4}}{owner}")
        self.mostly_before = Ending(
            rf"{from_word(words.mostly_words)}\s+{any_of(words.owner_before)}{up_to_name}",
            (*words.owner_before, *words.site_words),
        )
        self.mostly = re.compile(_word(words.mostly_words))
        self.whole_owner = {
            Level(level): re.compile(
                rf"(?:[^,;:.()\d\n]{{0,60}}?{from_word(written)}|\s*{any_of(words.whole_touching[level])})(?!\w)"
            )
            for level, written in words.whole_owners.items()
        }
        self.share_before = Ending(rf"{from_word(words.share_before)}\s+\Z", words.share_before)
        self.speaks = re.compile(rf"\s*[,-]?\s*(?:{any_of(words.speech_words)}\s+)?{any_of(words.person_titles)}(?!\w)")
        self.rank_owner = re.compile(rf"[^,;:.()\n]{{0,60}}?{from_word(words.rank_owner_before)}{up_to_word}")
        self.rank_before = Ending(rf"(?<!\w){ranks}\s+\Z", words.rank_words)
        self.taken_before = Ending(
            rf"{from_word(words.taken_before)}\s+(?:{ranks}\s+){{0,3}}\Z", (*words.taken_before, *words.rank_words)
        )
        self.distance_opener = re.compile(
            rf"[\W_]*{any_of(words.distance_openers)}(?!\w|\s+{any_of(words.so_words)}(?!\w))"
        )
        self.goes_on = re.compile(rf"[;.\s]*{any_of(words.parts_openers)}(?!\w)")
        parts_opener = re.compile(_word(words.parts_openers))
        self.age = re.compile(rf"\s*{any_of(words.age_words)}(?!\w)")
        # words that refer back
        self.demonstrative = re.compile(rf"\s+{any_of(words.demonstratives)}(?!\w)")
        self.time_behind = re.compile(
            rf"\s+(?:{any_of(words.whole_words)}\s+)?(?:\d+\s+)?{any_of(words.time_units)}(?!\w)"
        )
        latest = re.compile(_word(words.latest_place))
        ministries = re.compile(_word(words.ministries_block))
        self.best_before = re.compile(rf"\s{any_of(words.superlatives)}(?:\s+{any_of(words.predicates)})?\s+\Z")
        self.opens_aside = re.compile(rf"\s*(?:{any_of(words.score_words)}\s*)?\(")
        statistics = re.compile(_word(words.national_statistics))
        national_total = re.compile(_word(words.national_totals))
        every = re.compile(
            rf"{from_word(words.every_average)}(?:(?:\s+[^\s,;:.()]+){{0,6}}?\s+{any_of(words.owner_before)})?\s+{any_of(words.every_unit)}"
            rf"(?!\w|\s+{any_of(words.narrowing)}(?!\w))"
        )
        whole = [re.compile(_word(written)) for written in words.whole_province.values()]
        body = [re.compile(_word(written)) for written in words.province_bodies.values()]
        self.field_before = Ending(rf"{from_word(words.field_before)}\s+\Z", words.field_before)
        national_goal = re.compile(rf"{from_word(words.national_bodies)}\s+{any_of(words.sets_goals)}(?!\w)")
        adverbs = rf"\s+(?:{any_of(words.verb_adverbs)}\s+){{0,3}}"
        national_unit = re.compile(
            rf"{from_word(words.national_units)}(?={adverbs}{any_of((*words.rank_verbs, *words.figure_verbs))}(?!\w))"
        )
        unnamed = re.compile(
            rf"{from_word(words.loose_units)}(?={adverbs}{any_of((*words.rank_verbs, *words.figure_verbs))}(?!\w))"
            rf"(?![^,;.\n]{{0,60}}\s{any_of(words.copulas)}\s)"
        )
        self.appraised_before = Ending(rf"{from_word(words.appraised_before)}{up_to_name}", words.appraised_before)
        self.winner_before = re.compile(
            rf"(?:{from_word(words.winner_before)}|{from_word(words.rank_words)}\s+\w{{1,4}}\s+{any_of(words.copulas)})"
            rf"{up_to_name}"
        )
        self.office_before = re.compile(
            rf"(?:{from_word(words.offices)}|{from_word(words.departments)}(?:\s+[^\s,;:.()]+){{1,6}}?)\s+\Z"
        )
        self.issues = re.compile(rf"[^,;:.()\n]*{from_word(words.issued_by)}[^,;:.()\n\d]*")
        self.issued_behind = re.compile(rf"\s*(?:[,;.:)]|{any_of(words.issued_about)}(?!\w))")
        self.told_behind = re.compile(
            rf"{adverbs}(?:{any_of((*words.rank_verbs, *words.figure_verbs, *words.copulas))}"
            rf"|[^\W\d_]+\s+{any_of(words.superlatives)})(?!\w)"
        )
        averages = any_of(words.average_words)
        self.distance_before = re.compile(
            rf"{from_word(words.distance_from)}(?:\s+{averages})?(?:\s+{any_of(words.qualifier_words)})?\s+\Z"
        )
        self.district_office = re.compile(rf"(?<!\w){any_of(words.district_offices)}\s[A-ZĐ]")
        self.nation_heads = re.compile(rf"\W{{0,6}}(?:{any_of(words.national_words)}|bộ\s[^:.,;\n\d]{{2,40}}?)\s*:\s")
        self.every_average = re.compile(rf"{from_word(words.every_average)}\s+(?:{any_of(words.copulas)}\s+)?\Z")
        self.of_every = re.compile(
            rf"\s+{any_of(words.owner_before)}\s+{any_of(words.every_unit)}(?!\w|\s+{any_of(words.narrowing)}(?!\w))"
        )
        back = re.compile(rf"(?<!\w)(?P<all>{any_of(words.whole_words)}\s+)?(?P<type>{types})(?!\w)")
        self.reference_before = Ending(rf"{from_word(words.reference_before)}\s+\Z", words.reference_before)
        self.indefinite_before = re.compile(
            rf"(?:(?:{from_word(words.indefinite_before, inside=words.compounds)}|(?<!\w)\d{{1,3}})\s+"
            rf"|{types}\s*[,/]\s*)\Z"
        )
        self.indefinite_after = re.compile(rf"\s+{any_of(words.indefinite_after)}(?!\w)|\s*[,/]\s*{types}(?!\w)")
        # looked for in every sentence of a text, which is therefore gone over once for all of them
        self.anchors = anchors = Anchors(
            [
                abroad,
                abroad_back,
                beyond,
                one_to_one,
                parts_opener,
                back,
                national_goal,
                national_unit,
                latest,
                every,
                unnamed,
                statistics,
                national_total,
                ministries,
                *whole,
                *body,
            ]
        )
        anchored = iter([Anchored(anchors, number) for number in range(len(anchors.patterns))])
        self.abroad, self.abroad_back, self.beyond = (next(anchored) for _ in range(3))
        self.one_to_one, self.parts_opener, self.back = (next(anchored) for _ in range(3))
        self.national_goal, self.national_unit, self.latest = (next(anchored) for _ in range(3))
        self.every, self.unnamed, self.statistics, self.national_total = (next(anchored) for _ in range(4))
        self.ministries = next(anchored)
        self.whole = {type_: next(anchored) for type_ in words.whole_province}
        self.body = {type_: next(anchored) for type_ in words.province_bodies}


@lru_cache(maxsize=4)
def place_cues(index: PlaceIndex) -> PlaceCues:
    """The cues of a gazetteer, compiled once."""
    return PlaceCues(index)
