"""The small words of English, by what they do in a sentence."""

from __future__ import annotations

BE = frozenset("be is are was were been being am 's 're 'm remain remains remained become becomes became seem seems seemed stay stayed appears appeared feel felt".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset(("do", "does", "did"))
WILL = frozenset(("will", "would", "'ll", "'d", "wo", "shall"))
MODALS = WILL | frozenset("can could may might should must ca cannot ought".split())
AUXILIARIES = BE | HAVE | DO | MODALS

DETERMINERS = frozenset("the a an this that these those any some all both each every no another such its his her their our my your".split())
POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my", "your"))
PREPOSITIONS = frozenset(
    "of for from in on at to with by between among into about over against under after before during since through "
    "without within towards toward across amid upon per despite regarding concerning including".split()
)
SUBORDINATORS = frozenset(
    "that if unless while whereas when whenever after before because although though as since until once whether what "
    "where why how who whom whose which despite amid than so but or nor yet following even".split()
)
# After these a clause with a subject of its own begins, which what was said before does not reach into.
CUTTING = frozenset("while whereas when after because although though as despite amid where which who whose following even hours days weeks months since before ahead".split())
# Of these, some begin what is a condition rather than another story: they do not cut.
NO_CUT_BEFORE = frozenset(("long", "soon", "well", "part", "a", "an", "much", "many", "far"))
PUNCTUATION = frozenset(",;:.!?()[]–—\"“”«»„")
STOPS = frozenset(";:.!?()[]–—\"“”«»„")
QUOTATION = frozenset("\"“”«»„")

ADVERBS = frozenset(
    "also still then now again first later earlier already never not n't nevertheless nonetheless meanwhile however ever "
    "since just once twice always often even only once-again so far too instead thus therefore previously once indeed "
    "once today yesterday tomorrow tonight openly flat flatly long soon both all each themselves himself herself itself "
    "yet more further".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow tonight week weeks month months year years day days "
    "night morning evening afternoon hours hour minutes time times weekend decade decades earlier later ago noon midday".split()
)
TIME_WORDS = TIMES | frozenset(
    "more than recent past last next previous early late the this that a an several two three four five six seven eight nine "
    "ten some almost nearly over about few same first second third coming each every past".split()
)
TIME_PREPOSITIONS = frozenset("on in at for since during over after before by until from".split())

PEOPLE = frozenset(("he", "she", "him", "her", "his"))
GROUPS = frozenset(("they", "it", "them", "its", "their", "itself"))
SPEAKERS = frozenset(("i", "we", "us", "me", "our", "my", "ours", "mine"))
PRONOUNS = PEOPLE | GROUPS | SPEAKERS | frozenset(("you",))
SUBJECT_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "you"))

# "continues to reject" rejects: such a verb before "to" only tells when or how.
ASPECTS = frozenset(
    "continue continues continued begin begins began start starts started come came comes choose chose chosen chooses decide decides decided "
    "appear appears appeared seem seems seemed tend tends managed manage manages go going gone happen moved moves got get dared dare rushed hurried voted vote proceeded went".split()
)

NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "nor", "hardly", "cannot", "nobody", "none", "nothing", "without"))


def is_adverb(word: str) -> bool:
    """Tell whether a word only modifies: known ones, and what ends in -ly."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in ("only", "early", "family", "italy", "ally", "july"))
