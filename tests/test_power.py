"""Voting power: every published value, every identity that theory promises, and the mistakes that others make.

Values are exact. Where a source prints something else, the test says what and why; `what-we-reproduce-power` in the
documentation tells the whole story.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

import networkx as nx
import pytest

from unsc_sim import P5, Affirmative, Assembly, Concurrence, Council, Group, Vote, rule_for
from unsc_sim import power as p
from unsc_sim.power.profile import _shortened

COUNCIL, RULE = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
OLD_COUNCIL, OLD_RULE = Council.on("1965-11-23"), rule_for("substantive", "1965-11-23")
UNIFORM = {"yes": Fraction(1, 3), "no": Fraction(1, 3), "abstain": Fraction(1, 3)}


def frac(text: str) -> Fraction:
    return Fraction(text)


def veto_game(permanent: int, elected: int, required: int, tolerating: int | None = 0) -> p.Game:
    """A Council of any size: so many members that can block, so many that cannot, so many votes required."""
    holders = tuple(f"P{i}" for i in range(permanent))
    body = Assembly((*holders, *(f"E{i}" for i in range(elected))), {"permanent members": holders})
    veto = Affirmative(0) if tolerating is None else Concurrence(P5, tolerating=tolerating)
    return p.Game(Affirmative(required) & veto, body)


def pair(values) -> tuple[Fraction, Fraction]:
    """The value of a permanent member and that of an elected one, after checking that all of a kind are equal."""
    members = list(values)
    permanent = [m for m in members if str(m).startswith("P") or m in COUNCIL.permanent]
    elected = [m for m in members if m not in permanent]
    assert len({values[m] for m in permanent}) == 1
    assert len({values[m] for m in elected}) == 1
    return values[permanent[0]], values[elected[0]]


class TestCouncilWithoutAbstention:
    """The Council since 1966 as a yes/no game: [39; 7 five times, 1 ten times]."""

    @pytest.mark.parametrize(
        ("index", "permanent", "elected"),
        [
            (p.shapley_shubik, "421/2145", "4/2145"),  # Straffin, Handbook of Game Theory II (1994), chapter 32
            (p.banzhaf, "53/1024", "21/4096"),
            (p.coleman_prevent, "1", "21/212"),  # Coleman (1971)
            (p.coleman_initiate, "53/1995", "1/380"),
            (p.rae, "1077/2048", "4117/8192"),
            (p.deegan_packel, "1/9", "2/45"),
            (p.holler_packel, "1/9", "2/45"),
            (p.johnston, "283/1590", "7/636"),
            (p.inclusiveness, "1", "233/424"),
            (p.nevison, "53/1024", "233/8192"),
        ],
        ids=lambda value: getattr(value, "__name__", None),
    )
    def test_index(self, index, permanent, elected) -> None:
        """Exact values; those of the program EPIC agree with each to its six digits."""
        assert (frac(permanent), frac(elected)) == pair(index(RULE, COUNCIL))

    def test_normalised_banzhaf(self) -> None:
        """0.1669 and 0.0165 in the literature."""
        assert (frac("106/635"), frac("21/1270")) == pair(p.banzhaf(RULE, COUNCIL, normalised=True))

    def test_swings_and_coalitions(self) -> None:
        """848 winning coalitions, 210 of them minimal (Taylor and Pacelli, chapter 3); an elected one swings C(9,3)."""
        counted = p.coalitions(RULE, COUNCIL)

        assert (848, 84) == pair(p.swings(RULE, COUNCIL))
        assert comb(9, 3) == 84
        assert (848, 210, 31920) == (counted.winning, counted.minimal_winning, counted.blocking)
        assert frac("53/2048") == p.coleman_collective(RULE, COUNCIL)

    def test_the_weighted_form_is_the_same_game(self) -> None:
        """[39; 7 x 5, 1 x 10] and [49; 9 x 5, 1 x 10] give the same power as the rule of the Charter."""
        for heavy, quota in ((7, 39), (9, 49)):
            game = p.weighted([heavy] * 5 + [1] * 10, quota)
            assert frac("421/2145") == p.shapley_shubik(game)[1]
            assert frac("4/2145") == p.shapley_shubik(game)[15]
            assert frac("21/4096") == p.banzhaf(game)[15]

    def test_members_go_by_any_of_their_names(self) -> None:
        values = p.shapley_shubik(RULE, COUNCIL)

        assert values["Russia"] == values["RUS"] == values["Russian Federation"] == frac("421/2145")


class TestCouncilOf1946:
    """Eleven members, seven votes: [27; 5 five times, 1 six times]."""

    @pytest.mark.parametrize(
        ("index", "permanent", "elected"),
        [
            (p.shapley_shubik, "76/385", "1/462"),
            (p.banzhaf, "57/1024", "5/1024"),
            (p.coleman_prevent, "1", "5/57"),
            (p.coleman_initiate, "57/1991", "5/1991"),
            (p.rae, "1081/2048", "1029/2048"),
            (p.deegan_packel, "1/7", "1/21"),
            (p.holler_packel, "1/7", "1/21"),
            (p.johnston, "123/665", "5/399"),
        ],
        ids=lambda value: getattr(value, "__name__", None),
    )
    def test_index(self, index, permanent, elected) -> None:
        assert (frac(permanent), frac(elected)) == pair(index(OLD_RULE, OLD_COUNCIL))

    def test_the_big_five_have_98_point_7_per_cent(self) -> None:
        """Shapley and Shubik, American Political Science Review 48 (1954), pages 787-792."""
        permanent, _ = pair(p.shapley_shubik(OLD_RULE, OLD_COUNCIL))

        assert 5 * permanent == frac("76/77")
        assert f"{float(5 * permanent):.1%}" == "98.7%"

    def test_counts(self) -> None:
        counted = p.coalitions(OLD_RULE, OLD_COUNCIL)

        assert (57, 15) == (counted.winning, counted.minimal_winning)
        assert (57, 5) == pair(p.swings(OLD_RULE, OLD_COUNCIL))
        assert (frac("19/105"), frac("1/63")) == pair(p.banzhaf(OLD_RULE, OLD_COUNCIL, normalised=True))
        assert frac("57/2048") == p.coleman_collective(OLD_RULE, OLD_COUNCIL)

    def test_with_abstention(self) -> None:
        ternary = {"abstention": True}

        assert p.tripartitions(OLD_RULE, OLD_COUNCIL).winning == 2503
        assert frac("2503/177147") == p.coleman_collective(OLD_RULE, OLD_COUNCIL, **ternary)
        assert (frac("632/19683"), frac("985/59049")) == pair(p.banzhaf(OLD_RULE, OLD_COUNCIL, **ternary))
        assert (frac("316/2565"), frac("197/3078")) == pair(
            p.banzhaf(OLD_RULE, OLD_COUNCIL, normalised=True, **ternary)
        )
        expected = frac("7654357/45467730"), frac("1439189/54561276")
        assert expected == pair(p.shapley_shubik(OLD_RULE, OLD_COUNCIL, **ternary))


class TestCouncilWithAbstention:
    """Members vote in favour, against or abstain; nine votes in favour and no permanent member against."""

    def test_shapley_shubik(self) -> None:
        """Freixas (2005), example 2.6, prints 0.1636 and 0.0182 after Felsenthal and Machover (1998), pages 291-293.

        The exact values differ in the fourth digit; the printed pair is 9/55 and 1/55 rounded. Three independent ways
        agree on the fractions, and 5 x 0.1636 + 10 x 0.0182 is right only to the digits printed.
        """
        permanent, elected = pair(p.shapley_shubik(RULE, COUNCIL, abstention=True))

        assert (frac("118525786/725416965"), frac("26557607/1450833930")) == (permanent, elected)
        assert frac("118525786/145083393") == 5 * permanent
        assert abs(permanent - frac("0.1636")) <= frac("3/10000")
        assert abs(elected - frac("0.0182")) <= frac("3/10000")

    def test_tripartitions(self) -> None:
        counted = p.tripartitions(RULE, COUNCIL)

        assert (14_348_907, 146_796, 5005) == (counted.total, counted.winning, counted.minimal_winning)
        assert comb(15, 9) == 5005
        assert frac("48932/4782969") == p.coleman_collective(RULE, COUNCIL, abstention=True)

    def test_wins_given_each_vote(self) -> None:
        ways = p.wins_by_vote(RULE, COUNCIL, abstention=True)

        assert {Vote.YES: 108_336, Vote.ABSTAIN: 38_460, Vote.NO: 0} == ways["Russia"]
        assert {Vote.YES: 84_368, Vote.ABSTAIN: 31_214, Vote.NO: 31_214} == ways["Egypt"]

    def test_the_swing_in_two_steps(self) -> None:
        """A permanent member's swings: 69,876 from in favour to abstaining, 38,460 from there to against."""
        ways = p.wins_by_vote(RULE, COUNCIL, abstention=True)
        steps = [
            (ways[m][Vote.YES] - ways[m][Vote.ABSTAIN], ways[m][Vote.ABSTAIN] - ways[m][Vote.NO])
            for m in ("Russia", "Egypt")
        ]

        assert [(69_876, 38_460), (53_154, 0)] == steps
        assert (108_336, 53_154) == pair(p.swings(RULE, COUNCIL, abstention=True))

    def test_banzhaf(self) -> None:
        assert (frac("36112/1594323"), frac("5906/531441")) == pair(p.banzhaf(RULE, COUNCIL, abstention=True))
        shares = p.banzhaf(RULE, COUNCIL, abstention=True, normalised=True)
        assert (frac("9028/89435"), frac("8859/178870")) == pair(shares)

    def test_two_readings_of_the_power_to_prevent(self) -> None:
        """Of what passes with its vote in favour, an elected member could stop 0.63; of all that passes, 0.36.

        Coleman's own index counts all that passes, so ours does, and abstention of chance 0 gives back his value.
        """
        ways = p.wins_by_vote(RULE, COUNCIL, abstention=True)["Egypt"]

        assert frac("26577/42184") == Fraction(ways[Vote.YES] - ways[Vote.NO], ways[Vote.YES])
        assert (Fraction(1), Fraction(53_154, 146_796)) == pair(p.coleman_prevent(RULE, COUNCIL, abstention=True))

    @pytest.mark.parametrize(
        ("member", "times", "vote", "passing", "share"),
        [
            ("Russia", 5, Vote.NO, False, "75.2%"),
            ("Russia", 5, Vote.ABSTAIN, False, "5.9%"),
            ("Russia", 5, Vote.YES, True, "0.4%"),
            ("Russia", 5, Vote.ABSTAIN, True, "0.1%"),
        ],
    )
    def test_how_permanent_members_are_pivotal(self, member, times, vote, passing, share) -> None:
        """Nearly always by voting against; 0.446 % and 0.140 % of roll calls are settled in favour."""
        ways = p.roll_call_pivots(RULE, COUNCIL)

        assert share == f"{float(times * ways[member][p.Pivot(vote, passing)]):.1%}"

    def test_how_elected_members_are_pivotal(self) -> None:
        """17.9 % of roll calls are settled against, and 0.44 % in favour, by an elected member."""
        ways = p.roll_call_pivots(RULE, COUNCIL)["Egypt"]
        settled = {side: sum(share for how, share in ways.items() if how.passing is side) for side in (True, False)}

        assert ("0.44%", "17.9%") == (f"{float(10 * settled[True]):.2%}", f"{float(10 * settled[False]):.1%}")
        assert p.shapley_shubik(RULE, COUNCIL, abstention=True)["Egypt"] == sum(ways.values())

    @pytest.mark.parametrize(
        ("chances", "passing", "permanent", "elected"),
        [
            ({"yes": 0.45, "abstain": 0.10, "no": 0.45}, 0.0263012, 0.1894547, 0.0052727),
            ({"yes": 0.4, "abstain": 0.2, "no": 0.4}, 0.0207145, 0.1796858, 0.0101571),
            ({"yes": 0.25, "abstain": 0.5, "no": 0.25}, None, 0.1401334, 0.0299333),
        ],
    )
    def test_unequal_chances(self, chances, passing, permanent, elected) -> None:
        """Floats are read as the decimals they print, so the answers stay exact."""
        found = pair(p.shapley_shubik(RULE, COUNCIL, chances=chances))

        assert (permanent, elected) == tuple(round(float(one), 7) for one in found)
        assert sum(p.shapley_shubik(RULE, COUNCIL, chances=chances).values()) == 1
        if passing:
            assert passing == round(float(p.coleman_collective(RULE, COUNCIL, chances=chances)), 7)

    def test_chances_of_passing(self) -> None:
        for chances, passing in (
            ({"yes": frac("1/2"), "no": frac("1/2")}, "53/2048"),
            ({"yes": frac("2/5"), "abstain": frac("1/5"), "no": frac("2/5")}, "632157696/30517578125"),
            ({"yes": frac("4/5"), "abstain": frac("1/10"), "no": frac("1/10")}, "17892900864/30517578125"),
        ):
            assert frac(passing) == p.coleman_collective(RULE, COUNCIL, chances=chances)

    def test_absence_is_one_more_way_not_to_vote(self) -> None:
        """With staying away as likely as each other vote, members that do not take a side do so with chance 1/2."""
        half = {"yes": frac("1/4"), "no": frac("1/4"), "abstain": frac("1/4"), "absent": frac("1/4")}
        for index in (p.shapley_shubik, p.banzhaf, p.coleman_prevent, p.coleman_initiate, p.satisfaction):
            assert index(RULE, COUNCIL, chances=half) == index(RULE, COUNCIL, abstention=True, absence=True)

    def test_chances_may_differ_from_member_to_member(self) -> None:
        """A permanent member that never votes against keeps the weight of its vote in favour only."""
        mild = {"yes": frac("1/2"), "abstain": frac("1/2")}
        chances = {str(m): UNIFORM for m in COUNCIL.members} | {"Russian Federation": mild}
        values = p.shapley_shubik(RULE, COUNCIL, chances=chances)

        assert sum(values.values()) == 1
        assert values["Russia"] < values["China"]
        assert values["China"] == values["France"]

    def test_freixas_and_zwicker_write_it_with_weights(self) -> None:
        """Permanent members weigh 1, 0 and -6 in favour, abstaining and against; elected ones 1, 0, 0; the quota is 9.

        Freixas and Zwicker, Social Choice and Welfare 21 (2003): the same on every division of the members.
        """
        for mine in [(y, n) for y in range(6) for n in range(6 - y)]:
            for theirs in [(y, n) for y in range(11) for n in range(11 - y)]:
                cast = [Vote.YES] * mine[0] + [Vote.NO] * mine[1] + [Vote.ABSTAIN] * (5 - sum(mine))
                cast += [Vote.YES] * theirs[0] + [Vote.NO] * theirs[1] + [Vote.ABSTAIN] * (10 - sum(theirs))
                votes = dict(zip(COUNCIL.permanent + COUNCIL.elected, cast, strict=True))
                assert RULE.holds(votes, COUNCIL) == (mine[0] + theirs[0] - 6 * mine[1] >= 9)

    def test_freixas_example_2_5(self) -> None:
        """Three voters: the first in favour, and the other two not both against: 22/27, 5/54, 5/54.

        Freixas, Decision Support Systems 39 (2005), example 2.5; Felsenthal and Machover (1998), example 8.3.7.
        """
        body = Assembly(("1", "2", "3"))
        rule = Affirmative(1, among=Group("the first", ("1",))) & Concurrence(Group("2, 3", ("2", "3")), tolerating=1)

        assert [frac("22/27"), frac("5/54"), frac("5/54")] == list(
            p.shapley_shubik(rule, body, abstention=True).values()
        )


UK_US_FRANCE = ["France", "United Kingdom", "United States"]
UNIONS = {
    "three": [UK_US_FRANCE],
    "three and two": [UK_US_FRANCE, ["Russia", "China"]],
    "permanent": [[str(m) for m in COUNCIL.permanent]],
    "elected": [[str(m) for m in COUNCIL.elected]],
}


@pytest.mark.parametrize(
    ("index", "unions", "us", "russia", "egypt"),
    [
        (p.owen, "three", "133/1287", "133/429", "1/143"),
        (p.banzhaf_owen, "three", "53/1024", "53/256", "21/1024"),
        (p.symmetric_coalitional_banzhaf, "three", "53/768", "53/256", "21/1024"),
        (p.owen, "three and two", "14/99", "7/33", "1/66"),
        (p.banzhaf_owen, "three and two", "53/512", "53/256", "21/512"),
        (p.symmetric_coalitional_banzhaf, "three and two", "53/384", "53/256", "21/512"),
        (p.owen, "permanent", "7/55", "7/55", "2/55"),
        (p.banzhaf_owen, "permanent", "53/1024", "53/1024", "21/256"),
        (p.symmetric_coalitional_banzhaf, "permanent", "53/320", "53/320", "21/256"),
        (p.owen, "elected", "1/6", "1/6", "1/60"),
        (p.banzhaf_owen, "elected", "1/32", "1/32", "21/4096"),
        (p.symmetric_coalitional_banzhaf, "elected", "1/32", "1/32", "1/320"),
    ],
)
def test_unions(index, unions, us, russia, egypt) -> None:
    """EPIC agrees on the first two structures, powerindexR on Owen and Banzhaf-Owen of the first."""
    values = index(RULE, COUNCIL, unions=UNIONS[unions])

    assert (frac(us), frac(russia), frac(egypt)) == (values["US"], values["Russia"], values["Egypt"])


def test_unions_of_one_change_nothing() -> None:
    """Owen's value is then Shapley's; and so it is with all members in one union."""
    plain = p.shapley_shubik(RULE, COUNCIL)

    assert plain == p.owen(RULE, COUNCIL, unions=[])
    assert plain == p.owen(RULE, COUNCIL, unions=[[m] for m in COUNCIL.members])
    assert plain == p.owen(RULE, COUNCIL, unions=[COUNCIL.members])
    assert p.banzhaf(RULE, COUNCIL) == p.banzhaf_owen(RULE, COUNCIL, unions=[])


class TestMyerson:
    """Only members that can talk to each other can act together."""

    def test_everybody_talks(self) -> None:
        graph = nx.complete_graph([str(m) for m in COUNCIL.members])

        assert p.shapley_shubik(RULE, COUNCIL) == p.myerson(RULE, COUNCIL, graph=graph)

    def test_permanent_members_connected_and_everyone_tied_to_one(self) -> None:
        graph = nx.path_graph(list(COUNCIL.permanent))
        graph.add_edges_from((COUNCIL.permanent[i % 5], one) for i, one in enumerate(COUNCIL.elected))

        assert p.shapley_shubik(RULE, COUNCIL) == p.myerson(RULE, COUNCIL, graph=graph)

    def test_two_blocs_and_one_bridge(self) -> None:
        """The bridge is worth as much as a permanent member; 438 winning coalitions can act. tucoopy 0.1.0 agrees."""
        e = [str(m) for m in COUNCIL.elected]
        graph = nx.Graph([("US", "UK"), ("UK", "FR"), ("FR", "US"), ("RU", "CN"), (e[0], "FR"), (e[0], "RU")])
        graph = nx.relabel_nodes(graph, {"US": "United States", "UK": "United Kingdom", "FR": "France"})
        graph = nx.relabel_nodes(graph, {"RU": "Russian Federation", "CN": "China"})
        graph.add_edges_from((one, "United States") for one in e[1:5])
        graph.add_edges_from((one, "United Kingdom") for one in e[5:7])
        graph.add_edges_from([(e[7], "Russian Federation"), (e[8], "China")])
        values = p.myerson(RULE, COUNCIL, graph=graph)

        assert {frac("425/2574")} == {values[m] for m in (*COUNCIL.permanent, e[0])}
        assert {frac("1/858")} == {values[m] for m in e[1:9]}
        assert values[e[9]] == 0


# members with a veto, members without, votes required; the chance of passing, Shapley-Shubik and normalised Banzhaf of
# both kinds: in the yes/no game, then with abstention. All computed for this project.
REFORMS = {
    "status quo": (5, 10, 9, 0.025879, 0.196270, 0.001865, 0.166929, 0.016535,
                   0.010230, 0.163390, 0.018305, 0.100945, 0.049528),
    "Uniting for Consensus": (5, 20, 15, 0.018378, 0.192464, 0.001884, 0.125062, 0.018735,
                              0.001859, 0.152388, 0.011903, 0.065751, 0.033562),
    "Model A": (5, 19, 14, 0.021131, 0.193944, 0.001594, 0.136145, 0.016804,
                0.003270, 0.155715, 0.011654, 0.070263, 0.034141),
    "G4, no new veto": (5, 20, 14, 0.023384, 0.195155, 0.001211, 0.144372, 0.013907,
                        0.004838, 0.158554, 0.010362, 0.071051, 0.032237),
    "G4, new vetoes": (11, 14, 14, 0.000485, 0.090908, 0.000001, 0.090358, 0.000433,
                       0.000985, 0.088689, 0.001744, 0.060576, 0.023833),
    "Ezulwini, 14": (11, 15, 14, 0.000486, 0.090908, 0.000001, 0.090565, 0.000252,
                     0.001301, 0.088950, 0.001437, 0.060761, 0.022109),
    "Ezulwini, 15": (11, 15, 15, 0.000480, 0.090905, 0.000003, 0.089529, 0.001012,
                     0.000620, 0.088249, 0.001951, 0.057678, 0.024369),
    "Ezulwini, 16": (11, 15, 16, 0.000459, 0.090893, 0.000012, 0.087054, 0.002827,
                     0.000257, 0.087332, 0.002624, 0.054939, 0.026378),
    "one seat for the EU": (4, 10, 9, 0.038940, 0.232517, 0.006993, 0.167366, 0.033054,
                            0.008041, 0.177700, 0.028920, 0.104108, 0.058357),
    "S5": (5, 16, 12, 0.024148, 0.195459, 0.001419, 0.151946, 0.015017,
           0.006482, 0.159874, 0.012540, 0.080387, 0.037379),
    "Razali": (5, 19, 15, 0.015625, 0.190580, 0.002479, 0.117317, 0.021759,
               0.001153, 0.148958, 0.013432, 0.065218, 0.035469),
}  # fmt: skip


class TestReforms:
    """Proposals to change the Council, with and without abstention."""

    @pytest.mark.parametrize("name", REFORMS)
    def test_table(self, name) -> None:
        permanent, elected, required, *expected = REFORMS[name]
        game, found = veto_game(permanent, elected, required), []
        for abstention in (False, True):
            found.append(p.coleman_collective(game, abstention=abstention))
            found += pair(p.shapley_shubik(game, abstention=abstention))
            found += pair(p.banzhaf(game, normalised=True, abstention=abstention))

        assert expected == [round(float(value), 6) for value in found]

    def test_without_any_veto(self) -> None:
        game = veto_game(5, 10, 9, tolerating=None)

        assert frac("9949/32768") == p.coleman_collective(game)
        assert round(float(p.coleman_collective(game, abstention=True)), 6) == 0.030828
        assert {frac("1/15")} == set(p.shapley_shubik(game, abstention=True).values())

    def test_two_negative_votes_to_veto(self) -> None:
        """Gould and Rablen, Public Choice (2017): the one of eleven proposals better in equity and efficiency.

        It more than doubles the chance of passing, which every enlargement of the table above lowers.
        """
        double = veto_game(5, 10, 9, tolerating=1)
        now = p.coleman_collective(RULE, COUNCIL, abstention=True)

        assert frac("113032/4782969") == p.coleman_collective(double, abstention=True) > 2 * now
        assert all(row[8] < float(now) for name, row in REFORMS.items() if name != "status quo")
        found = (*pair(p.shapley_shubik(double, abstention=True)),)
        found += pair(p.banzhaf(double, normalised=True, abstention=True))
        assert (0.105461, 0.047270, 0.081777, 0.059112) == tuple(round(float(one), 6) for one in found)
        assert frac("2019/16384") == p.coleman_collective(double)
        assert (frac("361/2145"), frac("34/2145")) == pair(p.shapley_shubik(double))
        assert (0.131838, 0.034081) == tuple(round(float(v), 6) for v in pair(p.banzhaf(double, normalised=True)))

    def test_headline_fractions(self) -> None:
        for game, passing, permanent, elected in (
            (veto_game(5, 20, 15), "308333/16777216", "332/1725", "13/6900"),
            (veto_game(5, 20, 14), "392313/16777216", "1571/8050", "39/32200"),
            (veto_game(11, 15, 15), "503/1048576", "148573/1634380", "7/2228700"),
        ):
            assert frac(passing) == p.coleman_collective(game)
            assert (frac(permanent), frac(elected)) == pair(p.shapley_shubik(game))

    def test_states_without_veto_hold_next_to_nothing_when_vetoes_multiply(self) -> None:
        """Volacu, Journal of International Relations and Development (2016): under 2 % (Banzhaf), under 0.01 % (S-S).

        True of the African proposal with 14 or 15 votes required and of the G4's with vetoes; with 16 it would not be.
        """
        for game, banzhaf, shapley in (
            (veto_game(11, 15, 15), 1.52, 0.0047),
            (veto_game(11, 15, 14), 0.38, 0.0010),
            (veto_game(11, 14, 14), 0.61, 0.0018),
            (veto_game(11, 15, 16), 4.24, 0.018),
        ):
            others = len(game.members) - 11
            shares = [100 * others * float(pair(values)[1])
                      for values in (p.banzhaf(game, normalised=True), p.shapley_shubik(game))]  # fmt: skip
            assert banzhaf == round(shares[0], 2)
            assert shapley == pytest.approx(shares[1], rel=0.05)
            assert (shares[0] < 2 and shares[1] < 0.01) == (banzhaf != 4.24)


@pytest.mark.parametrize(("length", "kept"), [(99, 99), (100, 100), (101, 97), (400, 97)])
def test_a_list_of_members_too_long_for_a_table_is_cut_with_a_sign(length: int, kept: int) -> None:
    members = "a" * length
    assert _shortened(members) == members[:kept] + ("…" if kept < length else "")
