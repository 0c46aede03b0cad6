"""The closed classes of English grammar that the rules lean on; open classes live in the lexicons."""

from collections.abc import Iterator, Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE_PRESENT = _words("is are am 's 're")
BE_PAST = _words("was were")
HAVE_PRESENT = _words("has have 've")
HAVE_PAST = _words("had")
# “got connected” is a passive.
GET = _words("got gets")
WILL = _words("will shall 'll ’ll")
SHOULD = _words("should would")
MAY = _words("may might can could must ought")
COULD = _words("could")
AUXILIARIES = _words("was were is are will has have had")
MODALS = WILL | SHOULD | MAY
DEGREES = _words("least less more most")
# Written apart from their verb by a hyphen: “was pre-positioned”.
VERB_PREFIXES = _words("pre re co")
NEGATIONS = _words("not n't never no nor")
ADVERBS = _words(
    "also now still already soon since then yet just again further both recently currently jointly first once "
    "later thus therefore instead today yesterday likewise meanwhile so far however even only all each together "
    "finally officially formally successfully busy"
)
ADVERBIALS = frozenset(
    {("in", "addition"), ("in", "turn"), ("since", "then"), ("to", "date"), ("this", "week"), ("this", "month")}
)
CONTRACTED = _words("it that there here what who he she we they you i")
PRONOUNS = _words("it its they their this these that those he she we you i")
PRONOUN_SUBJECTS = _words("we they i you")
# A verb behind one of them is in the present tense, not a plural noun: “it plans”.
SINGULAR_SUBJECTS = _words("it this that which who he she now also still")
PARTICLES = _words("up out over")
RELATIVES = _words("which who whom whose that")
DETERMINERS = _words("the a an this these those that its their our his her each every some any another such")
ARTICLES = _words("the a an")
DEFINITES = _words("the this these those its their such both")
PREPOSITIONS = _words(
    "of in on at for to with by from during through under over across within among between into onto about "
    "against via per including towards toward upon after before since until around without throughout "
    "beyond following concerning regarding as than like amid alongside despite"
)
# Those that tell a place or a time, so that a capital behind them makes no name.
PLACING = _words("in at from on since until by during near for")
CONJUNCTIONS = _words("and or but & nor while whereas although though because if when where unless as well")
COMPOUND_PREPOSITIONS = frozenset({("according", "to"), ("owing", "to"), ("thanks", "to")})
CONTRASTS = _words("while whereas whilst although though")
# Where the noun phrase that ends in an activity's noun begins, with the verbs and cues that the word lists have.
PHRASE_BREAKS = AUXILIARIES | _words(
    "the a an this that these its their and in on at by with to of for from as be through during while which"
)
# The commonest little words of other languages that English has none of.
FOREIGN_WORDS = _words(
    "de la le les des du et en une dans sur pour avec est el los las del y para por con una und der das den von mit "
    "di il che della os dos em na que se um uma i w na z se je van het een och att til og ya wa kwa dan yang untuk"
)
# What joins the words of a body's name; the names of other languages keep their own.
NAME_LINKS = _words("of for on against and & de da do des del du la las les los e y et para pour the -")
NAME_AND = _words("and & e y et")
NAME_OF = _words("of for on against de del da do des du para pour")
NAME_ARTICLES = _words("the a an la las les los")
FOREIGN_OF = _words("de del do da du")
NAME_INSIDE = _words("of for and & - on 's ' ’")
NAME_TAIL = _words("of for in and the")
FUNCTION_WORDS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | RELATIVES | MODALS | BE_PRESENT | BE_PAST | HAVE_PRESENT | HAVE_PAST
)


def is_adverb(word: str) -> bool:
    """Return True for a word that may stand between an auxiliary and its verb."""
    return word in ADVERBS or word in NEGATIONS or (word.endswith("ly") and len(word) > 4)


def ends_object_clause(words: Sequence[str], i: int) -> bool:
    """Return True for the last word of “which Japan supports,” and “whom the ministry employs,”: it is a verb there.

    Args:
        words: Folded tokens.
        i: Number of the token.
    """
    at = next((k for k in range(i - 2, max(i - 10, -1), -1) if words[k] in ("which", "whom")), None)
    if at is None or words[i + 1 : i + 2] != [","]:
        return False
    inner = words[at + 1 : i]
    return words[at - 1] not in PREPOSITIONS and PREPOSITIONS.union(AUXILIARIES, MODALS).isdisjoint(inner)


def named() -> Iterator[tuple[str, str]]:
    """Yield the words that constructions name (“<auxiliary>”), each with its name."""
    classes = {"auxiliary": AUXILIARIES, "be": BE_PRESENT | BE_PAST, "phrase_break": PHRASE_BREAKS}
    for name, words in classes.items():
        yield from ((name, word) for word in words)


def is_be(words: Sequence[str], i: int) -> bool:
    """Return True for a form of “be”; tells “it's” from “Turkey's”."""
    if words[i].startswith("'"):
        return i > 0 and words[i - 1] in CONTRACTED
    return words[i] in BE_PRESENT or words[i] in BE_PAST


def starts_sentence(words: Sequence[str], i: int) -> bool:
    """Return True for the first token of a sentence, or behind a colon."""
    return i == 0 or words[i - 1] in (".", ":", ";", "?", "!", "\n")
