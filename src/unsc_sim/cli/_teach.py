"""Commands for teachers: the whole kit in a folder, or one page of it on the terminal or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import App, Parameter

from unsc_sim import teach as room
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._pages import page_told
from unsc_sim.cli._report import OutFile, written
from unsc_sim.teach import _guides, _handouts

if TYPE_CHECKING:
    from unsc_sim.display._page import Page

said = frame.said

teach = App(
    name="teach",
    help="Make a lesson: plans, slides, role cards, tally cards, truth tables, a quiz, an exit ticket.\n\n"
    "For example: `unsc-sim teach quiz --seed 7`",
)

Day = Annotated[str, Parameter(help="The day of the Council that is played, year-month-day.")]
CaseName = Annotated[str, Parameter(name="--case", help="The id of the case that is replayed.")]


@teach.command
def kit(
    *,
    output: Annotated[str, Parameter(name=["--output", "-o"])] = "lesson",
    on: Day = "",
    case: CaseName = "",
    seed: int = 0,
    questions: int = 8,
    out: frame.Output = frame.TEXT,
) -> None:
    """Write every page of a lesson into a folder, to print or to open from a memory stick; begin with index.html.

    For example: `unsc-sim teach kit --on 2016-10-08 --output lesson`

    Parameters
    ----------
    output
        The folder, made where there is none; files of the same names in it are replaced.
    seed
        The number that draws the quiz; the same number draws the same quiz.
    questions
        So many questions in the quiz.
    """
    about = room.lesson(on or None, case or None, seed=seed, questions=questions)
    files = room.save_kit(output, about)
    plain = {"on": str(about.on), "case": about.case.id, "seed": seed, "files": [str(one) for one in files]}
    told = f"A lesson on the Council of {about.day}, with the case “{about.case.title}”: {len(files)} pages."
    out.give(plain, said(told, "bold"), said(f"Open {files[0]} in a browser; print the pages from there."))


@teach.command(name="plan")
def plan_command(
    *, minutes: int = 90, on: Day = "", case: CaseName = "", output: OutFile = "", out: frame.Output = frame.TEXT
) -> None:
    """Print the plan of a lesson with notes for the teacher.

    For example: `unsc-sim teach plan --minutes 45`

    Parameters
    ----------
    minutes
        90 or 45.
    output
        The HTML file to write it to instead.
    """
    about = room.lesson(on or None, case or None)
    plan = room.lesson_plan(minutes, about)
    _give(_guides.plan_page(about, minutes), attrs.asdict(plan) | {"times": list(plan.times)}, output, out)


@teach.command(name="quiz")
def quiz_command(
    *, seed: int = 0, questions: int = 8, key: bool = True, output: OutFile = "", out: frame.Output = frame.TEXT
) -> None:
    """Print a quiz drawn from the casebook, with its key; the same seed draws the same quiz.

    For example: `unsc-sim teach quiz --seed 7 --questions 8`

    Parameters
    ----------
    seed
        The number that draws the quiz.
    questions
        So many questions.
    key
        --no-key leaves out the answers.
    output
        The HTML file to write it to instead.
    """
    drawn = room.quiz(seed, questions)
    page = _handouts.quiz_page(room.lesson(seed=seed, questions=questions))
    if key:
        answers = _handouts.quiz_answers_page(room.lesson(seed=seed, questions=questions)).sections
        page = attrs.evolve(page, sections=page.sections + tuple(attrs.evolve(one, kind="sheet") for one in answers))
    plain = {"seed": seed, "questions": [_question(one, key=key) for one in drawn.questions]}
    _give(page, plain, output, out)


@teach.command(name="roles")
def roles_command(*, on: Day = "", case: CaseName = "", output: OutFile = "", out: frame.Output = frame.TEXT) -> None:
    """Print a role card for each seat: who holds it, what it can and cannot do, what the record says of that year.

    For example: `unsc-sim teach roles --on 1960-12-13`

    Parameters
    ----------
    output
        The HTML file to write them to instead, to cut out.
    """
    about = room.lesson(on or None, case or None)
    plain = {"on": str(about.on), "cards": [_card(one) for one in room.role_cards(about.on, without=about.case)]}
    _give(_handouts.roles_page(about), plain, output, out)


@teach.command(name="tables")
def tables_command(*, on: Day = "", output: OutFile = "", out: frame.Output = frame.TEXT) -> None:
    """Print the truth tables of a day: which votes adopt a text, by kind of matter.

    For example: `unsc-sim teach tables --on 1960-12-13`

    Parameters
    ----------
    output
        The HTML file to write them to instead.
    """
    about = room.lesson(on or None)
    tables = room.truth_tables(about.on)
    plain = {
        "on": str(about.on),
        "tables": [
            {
                "matter": one.provision.matter.value,
                "authority": one.provision.authority,
                "questions": [dict(zip(("enough", "permanent against", "result"), row, strict=True))
                              for row in one.questions.rows],
                "tallies": [dict(zip(("votes", "result"), row, strict=True)) for row in one.tallies.rows],
            }
            for one in tables
        ],
    }  # fmt: skip
    _give(_handouts.truth_page(about), plain, output, out)


@teach.command(name="ticket")
def ticket_command(*, on: Day = "", key: bool = True, output: OutFile = "", out: frame.Output = frame.TEXT) -> None:
    """Print the exit ticket, five questions by the rule of a day, with its key.

    For example: `unsc-sim teach ticket --on 2016-10-08`

    Parameters
    ----------
    key
        --no-key leaves out the answers.
    output
        The HTML file to write it to instead.
    """
    about = room.lesson(on or None)
    page = _handouts.ticket_page(about)
    if key:
        answers = _handouts.ticket_answers_page(about).sections
        page = attrs.evolve(page, sections=page.sections + tuple(attrs.evolve(one, kind="sheet") for one in answers))
    plain = {"on": str(about.on), "questions": [_question(one, key=key) for one in room.exit_ticket(about.on)]}
    _give(page, plain, output, out)


def _give(page: Page, plain: Any, output: str, out: frame.Output) -> None:
    if not output:
        out.give(plain, *page_told(page))
        return
    where = written(output, room.page_html(page), f"{page.name}.html")
    out.give({"file": str(where)}, said(f"{page.title}: {where}. Open it in a browser; print it from there."))


def _question(one: room.Question, *, key: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {"asks": one.asks, "choices": list(one.choices)}
    return plain | ({"answer": one.letter, "why": one.why, "source": one.source} if key else {})


def _card(card: room.RoleCard) -> dict[str, Any]:
    return attrs.asdict(card, filter=lambda field, _: field.name != "state") | {"code": card.state.code}
