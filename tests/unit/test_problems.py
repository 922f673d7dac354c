"""How a problem prints."""

from generator.problems import FORMATS, Problem, as_github, as_text
from generator.source import Place

HERE = Place("modules/a.yml", 3, 7)


def test_text() -> None:
    assert (
        as_text(Problem(HERE, "known-step", "start again")) == "modules/a.yml:3:7: start again [known-step]"
    )


def test_text_is_one_line_that_moves_no_cursor() -> None:
    line = as_text(Problem(HERE, "r", "one\n two\t\x1b[2J\x9b\u202e\x07three"))
    assert line == "modules/a.yml:3:7: one two  [2J   three [r]"


def test_a_files_name_moves_no_cursor_either() -> None:
    assert as_text(Problem(Place("a\x1b\n.md"), "r", "b")).isprintable()


def test_words_of_any_script_print_as_they_are() -> None:
    assert "نیا 新しい é 👍" in as_text(Problem(HERE, "r", "نیا 新しい é 👍"))


def test_github_puts_a_problem_on_its_line() -> None:
    expected = "::error file=modules/a.yml,line=3,col=7,title=known-step::start again [known-step]"
    assert as_github(Problem(HERE, "known-step", "start again")) == expected


def test_github_cannot_be_spoken_to_by_an_author() -> None:
    problem = Problem(Place("a,b:c%\n.yml", 1, 2), "r", "50%\n::stop-commands::x")
    line = as_github(problem)
    assert line == "::error file=a%2Cb%3Ac%25%0A.yml,line=1,col=2,title=r::50%25 ::stop-commands::x [r]"


def test_problems_sort_in_file_order() -> None:
    places = [Place("b.yml", 1, 1), Place("a.yml", 10, 1), Place("a.yml", 9, 2), Place("a.yml", 9, 1)]
    assert [problem.place for problem in sorted(Problem(place, "r", "m") for place in places)] == places[::-1]


def test_every_format_prints_one_line() -> None:
    for form in FORMATS.values():
        assert "\n" not in form(Problem(HERE, "r", "one\ntwo"))
