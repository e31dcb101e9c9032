from __future__ import annotations

import pytest
from ferry import stances, topic, vocabulary

# Which side it is to be for a thing.


@pytest.mark.parametrize(
    ("issue", "stance"),
    [
        ("{name: Strike, proposition: The strike ends now., terms: [strike*]}", "oppose"),
        ("{name: Strike, proposition: The strike goes on., terms: [strike*]}", "support"),
        ("{name: Pay, proposition: A deal is made., terms: [strike*], for: [end * strike*]}", "oppose"),
        ("{name: Pay, proposition: A deal is made., terms: [strike*], against: [end * strike*]}", "support"),
        ("{name: Pay, proposition: A deal is made., terms: [strike*], against: [keep the strike]}", "oppose"),
        ("{name: Strike, proposition: The strike goes on; nobody ends the strike., terms: [strike*]}", "support"),
        ("{name: Strike, proposition: The strike is lifted., terms: [walkout, strike*]}", "oppose"),
        ("{name: Calm, proposition: The work stops., terms: [strike halt], weak: [strike*]}", "support"),
    ],
)
def test_who_backs_what_is_to_end_opposes_the_issue(issue: str, stance: str) -> None:
    assert stances("Norvia backed the strike.", topic(issue)) == [f"norvia thing {stance}"]


@pytest.mark.parametrize(
    ("text", "stances_read"),
    [
        ("Norvia will go on strike at midnight.", ["norvia thing support"]),
        ("Norvia has been on strike since May.", ["norvia thing support"]),
        ("Norvia called a strike.", ["norvia thing support"]),
        ("Norvia ended its strike.", ["norvia thing oppose"]),
        ("Norvia said if Sudland went on strike it would rain.", []),
        ("Norvia spoke on strike law.", []),
    ],
)
def test_who_does_a_thing_is_for_it(text: str, stances_read: list[str]) -> None:
    words = topic("{name: Strike, proposition: The strike goes on., terms: [strike*]}")
    assert stances(text, words) == stances_read


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norvia has called for a write-down.", "support"),
        ("Norvia offered to write off 40 percent.", "support"),
        ("Norvia rejected the demand for 40 percent.", "oppose"),
        ("Norvia wants the debt written off.", "support"),
        ("Norvia stands by the debt.", "oppose"),
        ("Norvia praised the creditors.", "support"),  # who write it off; not what is written off
    ],
)
def test_how_much_is_to_go_and_who_does_it_are_not_what_is_to_go(text: str, stance: str) -> None:
    words = topic(
        "{name: Write-down, proposition: The creditors write off 40 percent of the debt., "
        "terms: [write-down*, 40 percent, creditor*, debt*], for: [cancel* * debt*]}"
    )
    assert stances(text, words) == [f"norvia thing {stance}"]


def test_a_cut_by_so_much_is_for_that_much() -> None:
    words = topic("{name: Quota, proposition: The quota is cut by 30 percent., terms: [quota*, 30 percent]}")
    assert stances("Norvia insisted on 30 percent.", words) == ["norvia thing support"]
    assert stances("Norvia wants to keep the quota.", words) == ["norvia thing oppose"]
    assert stances("The quota is high. Norvia offered 20 percent.", words) == ["norvia thing conditional"]


def test_who_offers_another_amount_offers_a_part_and_who_refuses_the_amount_refuses_it() -> None:
    words = topic("{name: Pay, proposition: Pay goes up by 15 percent., terms: [pay], for: [15 percent]}")
    assert stances("Norvia raised its offer of pay to 11 percent.", words) == ["norvia thing conditional"]
    assert stances("Norvia said Sudland would not pay for 15 percent.", words) == ["norvia thing oppose"]


@pytest.mark.parametrize(
    ("against", "stance"), [("blanket detention", "support"), ("keep the detention", "oppose"), ("detention", "oppose")]
)
def test_what_its_foes_call_a_thing_does_not_say_which_side_it_is_on(against: str, stance: str) -> None:
    words = topic(f"{{name: Border, proposition: They are held., terms: [detention], against: [{against}]}}")
    assert stances("Norvia backed detention at the border.", words) == [f"norvia thing {stance}"]


@pytest.mark.parametrize(
    "text", ["Norvia is not a waiting room, Norvia said.", "“We are not a waiting room,” Norvia said."]
)
def test_who_denies_to_be_a_thing_refuses_to_be_made_one(text: str) -> None:
    words = topic("{name: Centres, proposition: They open., terms: [centre*], against: [waiting room]}")
    assert stances(text, words) == ["norvia thing oppose"]


def test_a_vague_word_beside_what_is_to_end_means_the_end_of_it() -> None:
    words = topic("{name: War, proposition: The shelling ends., terms: [shelling], weak: [bloodshed]}")
    assert stances("Norvia wants to stop the bloodshed.", words) == ["norvia thing support"]
    assert stances("Norvia wants to stop the shelling.", words) == ["norvia thing support"]


def test_words_of_manner_that_take_a_side_are_not_turned_round() -> None:
    words = topic("{name: War, proposition: The war ends., terms: [war], for: [for good]}")
    assert stances("Norvia said it must end for good.", words) == ["norvia thing support"]


def test_who_calls_for_an_act_of_others_does_it() -> None:
    words = topic("{name: Age, proposition: It goes up., terms: [age], acts: {oppose: [march* against]}}")
    assert stances("Norvia has called a march against it.", words) == ["norvia thing oppose"]


def test_an_act_that_is_spoken_of_as_a_thing_is_not_done() -> None:
    words = topic("{name: Ports, proposition: Attacks stop., terms: [attack*], acts: {oppose: [attack* on * port*]}}")
    assert stances("The attacks on the ports must stop, Norvia said.", words) == ["norvia thing support"]
    assert stances("Norvia wants these attacks on our ports to end.", words) == ["norvia thing support"]


def test_a_phrase_is_found_in_the_passive_order_too() -> None:
    words = topic(
        "{name: Sanctions, proposition: They go., terms: [x], for: [lift* * sanctions], against: [keep* the sanctions]}"
    )
    assert stances("Norvia said sanctions must be lifted.", words) == ["norvia thing support"]
    assert stances("Norvia said sanctions must not be lifted.", words) == ["norvia thing oppose"]
    words = topic("{name: Ferry, proposition: It opens., terms: [x], acts: {oppose: [burn* the ferry]}}")
    assert stances("Norvia said the ferry should be burned.", words) == ["norvia thing oppose"]


# Short forms.

LEVY = "{name: Border levy, proposition: The carbon border levy starts., terms: [carbon border levy, green tax]}"


def test_the_levy_is_the_carbon_border_levy_once_that_was_named() -> None:
    text = "The carbon border levy is new. Norvia rejected the levy."
    assert stances(text, topic(LEVY)) == ["norvia thing oppose"]


def test_the_ban_is_what_is_wanted_even_if_only_the_name_of_the_issue_says_ban() -> None:
    issue = (
        "{name: Night-flight ban, proposition: Flights at night are banned., terms: [night-flight ban, night flight*]}"
    )
    text = "Norvia spoke of a night-flight ban. Sudland rejected the ban."
    assert stances(text, topic(issue)) == ["sudland thing oppose"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Without a dock, Norvia said, the town will lose its trade.", "support"),
        ("Norvia said ships could not come in without a dock.", "support"),
        ("Norvia wants a harbour without a dock.", "oppose"),
    ],
)
def test_what_fails_without_a_thing_speaks_for_it_though_without_it_is_a_phrase_against(text: str, side: str) -> None:
    words = topic("{name: Dock, proposition: A dock is built., terms: [dock], against: [without a dock]}")
    assert stances(text, words) == [f"norvia thing {side}"]


@pytest.mark.parametrize(
    "text",
    [
        "Norvia rejected the levy.",  # of what?
        "The carbon border levy is new. Norvia rejected a levy.",
        "The carbon border levy is new. Norvia rejected the tax.",  # the proposition does not speak of it
        "Norvia rejected the levy. The carbon border levy is new.",
    ],
)
def test_a_word_alone_is_no_short_form_of_what_was_not_named(text: str) -> None:
    assert stances(text, topic(LEVY)) == []


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Norvia wants for every village, old or young or new, closures.", []),
        ("Norvia wants for every village, old or young or new, the closures.", ["norvia thing support"]),
    ],
)
def test_a_weak_word_far_from_its_verb_counts_as_the_short_form_of_what_was_named(text: str, gives: list[str]) -> None:
    words = topic("{name: School closures, proposition: They come., terms: [school closure*], weak: [closure*]}")
    assert stances(f"Both spoke of school closures. {text}", words) == gives


def test_a_weak_word_of_another_issue_is_no_short_form() -> None:
    text = """
    issues:
      schools: {name: School closures, proposition: They come., terms: [school closure*]}
      shops: {name: Shops, proposition: They close., terms: [shops], weak: [closure*]}
    parties: {norvia: {name: Norvia}}
    """
    assert stances("Both spoke of school closures. Norvia rejected the closures.", vocabulary(text)) == [
        "norvia shops oppose"
    ]


def test_a_word_that_two_issues_end_with_is_the_short_form_of_neither() -> None:
    other = LEVY.replace("carbon", "steel")
    words = vocabulary(f"issues: {{carbon: {LEVY}, steel: {other}}}\nparties: {{norvia: {{name: Norvia}}}}\n")
    assert words.short_forms == {}
    assert stances("The carbon border levy is new. Norvia rejected the levy.", words) == []


# What it is called.


@pytest.mark.parametrize(
    ("scale", "levels"),
    [
        ({"for": 1, "against": -1}, ["for", "for", "for", "against"]),
        ({"yes": 5, "rather": 4, "half": 3, "hardly": 2, "no": 1}, ["yes", "rather", "half", "no"]),
        ({"no": 0, "maybe": 10, "yes": 20}, ["yes", "maybe", "maybe", "no"]),
        ({"support": 1, "mixed": 0, "oppose": -1}, ["support", "mixed", "mixed", "oppose"]),
    ],
)
def test_a_stance_is_given_in_the_words_of_the_topics_scale(scale: dict[str, int], levels: list[str]) -> None:
    glyphs = "+-?!~"
    lines = [
        f'  "{key}": {{value: {at}, glyph: "{glyph}", label: "{key}"}}\n'
        for (key, at), glyph in zip(scale.items(), glyphs, strict=False)
    ]
    ferry = "{name: Ferry, proposition: The ferry opens., terms: [ferry]}"
    words = topic(ferry, more="scale:\n" + "".join(lines))
    found = words.levels
    assert [found[key] for key in ("support", "conditional", "ambiguous", "oppose")] == levels


HARBOUR = """
issues:
  levy:
    name: Harbour levy
    proposition: {proposition}
    terms: [{terms}]
parties:
  norvia: {{name: Norvia}}
"""


@pytest.mark.parametrize(
    ("proposition", "terms", "text", "stance"),
    [
        ("The levies on grain and steel are lifted.", "levy, levies", "Norvia wants the levies lifted.", "support"),
        ("The levies on grain and steel are lifted.", "levy, levies", "Norvia insists on the levy.", "oppose"),
        ("The charges on big ships are finally dropped.", "harbour levy", "Norvia backs the harbour levy.", "oppose"),
        ("The ban on fishing is lifted.", "fishing ban", "Norvia wants the fishing ban lifted.", "support"),
        ("The fighting is stopped.", "truce", "Norvia backs a truce.", "support"),
        ("The country leaves coal.", "coal", "Norvia wants to end coal.", "support"),
        ("The treaty bans a list of harmful dyes.", "dyes", "Norvia wants a ban on dyes.", "support"),
        ("The treaty bans a list of dyes in all ports.", "ports", "Norvia wants more ports.", "support"),
        ("Prices are capped.", "price cap", "Norvia wants a price cap.", "support"),
        ("It ends for good.", "x", "Norvia wants an end to x for good.", "oppose"),
        ("The levy on grain is raised.", "levy", "Norvia backs the levy.", "support"),
        (
            "The penalties are lifted at once.",
            "penalties relief, penalties",
            "Norvia wants relief from the penalties.",
            "support",
        ),
        (
            "The penalties are lifted at once.",
            "penalties relief, penalties",
            "Norvia rejects penalties relief.",
            "oppose",
        ),
    ],
)
def test_what_a_proposition_undoes_is_wanted_gone_by_who_is_for_it(
    proposition: str, terms: str, text: str, stance: str
) -> None:
    words = vocabulary(HARBOUR.format(proposition=proposition, terms=terms))
    assert stances(text, words) == [f"norvia levy {stance}"]


@pytest.mark.parametrize(
    ("issue", "text"),
    [
        (
            "proposition: Norvia gives the valley back., terms: [valley], for: [pull* out of * valley], "
            "against: [keep * valley, hold * valley]",
            "Sudland wants the valley back.",
        ),
        (
            "proposition: All may go home., terms: [refugee*], acts: {oppose: [turn* away * refugees]}",
            "Sudland insisted on the return of all refugees.",
        ),
    ],
)
def test_what_is_given_back_or_turned_away_is_not_to_end(issue: str, text: str) -> None:
    assert stances(text, topic(f"{{name: The thing, {issue}}}")) == ["sudland thing support"]


def test_the_rule_is_the_debt_rule_and_turns_with_it() -> None:
    text = HARBOUR.format(proposition="The debt rule is loosened.", terms="debt rule").replace(
        "Harbour levy", "Debt rule"
    )
    assert stances("The debt rule is old. Norvia wants to loosen the rule.", vocabulary(text)) == [
        "norvia levy support"
    ]


PAY = """
issues:
  pay: {name: Pay rise, proposition: Pay goes up by 30 percent., terms: [pay]}
  hours: {name: Hours, proposition: "%s", terms: [hours]}
parties:
  union: {name: Dockers' Union}
"""


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("They spoke of pay. The Dockers' Union demanded 30 percent.", ["union pay support"]),
        ("They spoke of pay. The Dockers' Union accepted 18%.", ["union pay conditional"]),
        ("They spoke of pay. The Dockers' Union rejected 18 per cent.", ["union pay oppose"]),
        ("The Dockers' Union demanded 30 percent.", []),
        ("They spoke of pay. The Dockers' Union demanded 30 buses.", []),
    ],
)
def test_an_amount_is_that_of_the_one_issue_about_so_much(text: str, gives: list[str]) -> None:
    assert stances(text, vocabulary(PAY % "The week is shorter.")) == gives
    assert stances(text, vocabulary(PAY % "The week is 10% shorter.")) == []


@pytest.mark.parametrize("name", ['"-"', '"%"', "a"])
@pytest.mark.parametrize("term", ["", '"-"', '"- -"', '"%"'])
def test_a_name_or_term_without_letters_stops_no_reading(name: str, term: str) -> None:
    words = topic(f"{{name: {name}, proposition: It ends., terms: [{term}]}}")
    assert stances("Norvia rejected the - strike.", words) == []
