"""The small words of English, by what they do in a sentence."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(text.split())


RELATIVES = words("who which that")
ABOUT = words("on about over regarding concerning")  # before what is spoken of
BE = words(
    "be is are was were been being am 's 're 'm remain remains remained become becomes became seem seems seemed stay "
    "stayed appears appeared feel felt stand stands stood prove proves proved look looks looked sound sounds sounded"
)
HAVE = words("have has had having 've")
WILL = words("will would 'll 'd wo shall")
MODALS = WILL | words("can could may might should must ca cannot ought")
AUXILIARIES = BE | HAVE | MODALS | words("do does did")
DUTIES = MODALS | words("need needs needed has have had")

ARTICLES = words("a an the")
DETERMINERS = words(
    "the a an this that these those any some all both each every no another such its his her their our my your"
)
POSSESSIVES = words("its his her their our my your")
PREPOSITIONS = words(
    "of for from in on at to with by between among into about over against under after before during since through "
    "without within towards toward across amid upon per despite regarding concerning including"
)
SUBORDINATORS = words(
    "that if unless while whereas when whenever after before because although though as since until once whether what "
    "where why how who whom whose which despite amid than so but or nor yet following even"
)
# Before these, what was said ends: another story begins, with a subject of its own.
CUTTING = words(
    "while whereas when after because although though as despite amid where which who whose following even hours days "
    "weeks months since before ahead"
)
NO_CUT_BEFORE = words("long soon well part a an much many far")  # as long as, as soon as, as part of
PUNCTUATION = words(', ; : . ! ? ( ) [ ] – — " “ ” « » „')
STOPS = PUNCTUATION - {","}
QUOTATION = words('" “ ” « » „')
SIGNS = PUNCTUATION - QUOTATION

ADVERBS = words(
    "also still then now again first later earlier already never not n't nevertheless longer meanwhile however "
    "nonetheless ever since just once twice always often even only so far too instead thus therefore previously "
    "indeed today yesterday tomorrow tonight openly flat long soon both all each themselves himself herself itself "
    "yet more further"
)
TIMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow tonight week weeks month months year years day days "
    "past night morning evening afternoon hours hour minutes time times weekend decade decades earlier later ago noon "
    "midday"
)
TIME_WORDS = TIMES | words(
    "more than recent past last next previous early late the this that a an several two three four five six seven "
    "eight nine ten some almost nearly over about few same following very first second third coming each every"
)
TIME_PREPOSITIONS = words("on in at for since during over after before by until from")

PEOPLE = words("he she him her his")
GROUPS = words("they it them its their itself")
SPEAKERS = words("i we us me our my ours mine")
PRONOUNS = PEOPLE | GROUPS | SPEAKERS | {"you"}
SUBJECT_PRONOUNS = words("he she they it we i you")
_NO_VERB = DETERMINERS | PREPOSITIONS | PRONOUNS | words("not even also then such half so")  # after "and"

# "continues to reject" rejects: such a verb before "to" only tells when or how.
ASPECTS = words(
    "continue continues continued begin begins began start starts started come came comes choose chose chosen chooses "
    "decide decides decided appear appears appeared seem seems seemed tend tends managed manage manages go going gone "
    "happen moved moves got get dared dare rushed hurried voted vote proceeded went"
)
NEGATIONS = words("not n't never no neither nor hardly cannot nobody none nothing without")
NOBODY = words("nobody none nothing neither")  # who may be subjects
# What comes of a thing, or of its want, where it is bad.
HARMS = words(
    "lose loses lost losing fail fails failed suffer suffers die dies strike strikes collapse collapses disaster "
    "catastrophe chaos bankrupt starve unemployed fewer worse shortage shortages impossible unthinkable useless "
    "worthless"
)
_NO_ADVERBS = words("early family italy july reply supply apply ally rally")


def is_count(word: str) -> bool:
    """Tell whether a word may belong to how a vote went: by 24 to 19."""
    return word in ("by", "to", "-", "–") or word[0].isdigit()


def is_adverb(word: str) -> bool:
    """Tell whether a word only modifies: known ones, and what ends in -ly."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS)


def joins_verb(low: list[str], at: int) -> bool:
    """Tell whether "and" joins a verb with an object of its own: "drop the toll and open the ferry"."""
    verb, behind = low[at + 1 : at + 2], low[at + 2 : at + 3]
    is_word = bool(verb) and verb[0].isalpha() and verb[0] not in _NO_VERB
    return is_word and not DETERMINERS.isdisjoint(behind)
