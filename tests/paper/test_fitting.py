"""Text is shrunk, broken and cut as the rules for plates and lists say (DOC-03)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.paper.text import Line, fit, fit_block, shape, wrap


def spelled(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


class TestFit:
    def test_a_text_that_fits_keeps_its_size(self) -> None:
        line = fit("Viet Nam", 200, 12, 6)
        assert (line.text, line.size, line.cut) == ("Viet Nam", 12, False)

    def test_the_exact_width_fits_and_a_hair_less_shrinks_by_half_a_point(self) -> None:
        width = shape("Viet Nam", 12).width
        assert fit("Viet Nam", width, 12, 6).size == 12
        assert fit("Viet Nam", width - 0.1, 12, 6).size == 11.5

    def test_it_shrinks_no_further_than_needed(self) -> None:
        text = "Maria Fernanda de los Ángeles Espinosa Garcés"
        line = fit(text, 160, 12, 6)
        assert line.text == text
        assert not line.cut
        assert line.width <= 160.01
        assert shape(text, line.size + 0.5).width > 160

    def test_under_the_minimum_it_is_cut_and_says_so(self) -> None:
        line = fit("Maria Fernanda de los Ángeles Espinosa Garcés", 60, 12, 6)
        assert line.cut
        assert line.size == 6
        assert line.text == "Maria Fernanda de…"
        assert line.width <= 60.01

    def test_no_room_at_all_leaves_the_mark(self) -> None:
        assert fit("Maria", 0.5, 12, 6).text == "…"

    def test_an_empty_text_stays_empty(self) -> None:
        assert (fit("", 10, 12, 6).text, fit("", 10, 12, 6).width) == ("", 0)

    def test_a_minimum_over_the_size_does_not_enlarge(self) -> None:
        assert fit("Viet Nam", 500, 8, 10).size == 8
        assert fit("Viet Nam", 5, 8, 10).size == 8

    def test_bold_is_measured_as_bold(self) -> None:
        assert shape("Viet Nam", 12, 700).width > shape("Viet Nam", 12, 400).width


class TestWrap:
    def test_words_stay_whole_and_all_are_there(self) -> None:
        text = "Minister of Foreign Affairs and International Cooperation of the Kingdom"
        lines = wrap(text, 100, 10)
        assert " ".join(spelled(lines)) == text
        assert all(line.width <= 100.01 for line in lines)
        assert spelled(lines)[0] == "Minister of Foreign"

    def test_typed_breaks_are_kept(self) -> None:
        assert spelled(wrap("One\nTwo\n\nThree\r\n", 100, 10)) == ["One", "Two", "", "Three"]

    def test_thai_breaks_between_words(self) -> None:
        text = "ราชอาณาจักรไทยผู้แทนถาวรประจำสหประชาชาติ"
        lines = spelled(wrap(text, 100, 12, language="th"))
        assert "".join(lines) == text
        assert lines[-1] == "สหประชาชาติ"
        assert len(lines) == 3

    def test_khmer_breaks_between_words(self) -> None:
        text = "ព្រះរាជាណាចក្រកម្ពុជារដ្ឋមន្ត្រីក្រសួងការបរទេស"
        lines = spelled(wrap(text, 100, 12, language="km"))
        assert lines == ["ព្រះរាជាណាចក្រកម្ពុជា", "រដ្ឋមន្ត្រីក្រសួង", "ការបរទេស"]

    def test_chinese_keeps_its_stops_with_the_word_before(self) -> None:
        text = "中华人民共和国外交部长，李强（部长）。"
        lines = spelled(wrap(text, 100, 12, language="zh"))
        assert "".join(lines) == text
        assert all(line[0] not in "，。）" for line in lines)

    def test_a_word_longer_than_a_line_is_broken_between_letters(self) -> None:
        word = "Donaudampfschifffahrtsgesellschaftskapitänswitwe"
        lines = wrap(f"die {word}", 80, 10)
        assert "".join(spelled(lines)) == f"die{word}"
        assert all(line.width <= 80.01 for line in lines)

    def test_a_letter_wider_than_the_line_stands_alone(self) -> None:
        assert spelled(wrap("កម្ពុជា", 1, 12)) == ["ក", "ម្ពុ", "ជា"]

    def test_the_last_line_says_that_it_was_cut(self) -> None:
        text = "Minister of Foreign Affairs and International Cooperation of the Kingdom"
        lines = wrap(text, 100, 10, max_lines=2)
        assert [line.cut for line in lines] == [False, True]
        assert lines[1].text.endswith("…")
        assert lines[1].width <= 100.01
        assert text.startswith(f"{lines[0].text} {lines[1].text[:-1]}")

    def test_a_text_that_just_fills_its_lines_is_not_cut(self) -> None:
        text = "Minister of Foreign Affairs and"
        assert [line.cut for line in wrap(text, 100, 10, max_lines=2)] == [False, False]

    @pytest.mark.parametrize("text", ["", "  ", "\n\n", "\u200b" * 0])
    def test_nothing_gives_no_lines(self, text: str) -> None:
        assert wrap(text, 100, 10) == []

    def test_lines_read_the_way_their_paragraph_does(self) -> None:
        lines = wrap("سعادة السيد محمد بن سلمان Ministry of Foreign Affairs of the Kingdom", 110, 10)
        assert len(lines) > 2
        assert all(line.rtl for line in lines)

    @given(st.lists(st.text("abcdefghijk—é ", min_size=1, max_size=25), max_size=12), st.integers(15, 200))
    @settings(max_examples=60, deadline=None)
    def test_no_line_is_too_wide_and_no_letter_is_lost(self, words: list[str], width: int) -> None:
        text = " ".join(words)
        lines = wrap(text, width, 10)
        assert "".join("".join(spelled(lines)).split()) == "".join(text.split())
        assert all(line.width <= width + 0.02 for line in lines)


class TestFitBlock:
    """A plate 600 points wide, letters from 96 down to 48."""

    def plate(self, name: str, height: float = 200, language: str = "en") -> list[Line]:
        return fit_block(name, 600, height, 96, 48, 3, 700, language)

    def test_a_short_name_fills_one_line(self) -> None:
        (line,) = self.plate("Viet Nam")
        assert (line.text, line.size) == ("Viet Nam", 96)

    def test_a_longer_name_shrinks_before_it_breaks(self) -> None:
        (line,) = self.plate("Trinidad and Tobago")
        assert 48 <= line.size < 96
        assert line.width <= 600.01

    def test_a_name_breaks_before_its_bracket(self) -> None:
        lines = self.plate("Bolivia (Plurinational State of)")
        assert spelled(lines) == ["Bolivia", "(Plurinational State of)"]
        assert lines[0].size == lines[1].size >= 48

    def test_a_name_breaks_at_its_and(self) -> None:
        assert spelled(self.plate("Saint Vincent and the Grenadines")) == ["Saint Vincent", "and the Grenadines"]

    def test_the_conjunction_is_that_of_the_language(self) -> None:
        lines = self.plate("Saint-Vincent et les Grenadines", language="fr")
        assert spelled(lines) == ["Saint-Vincent", "et les Grenadines"]

    def test_capital_letters_break_at_the_same_places(self) -> None:
        lines = self.plate("SAINT VINCENT AND THE GRENADINES")
        assert spelled(lines) == ["SAINT VINCENT", "AND THE GRENADINES"]

    def test_lines_are_balanced_when_words_decide(self) -> None:
        lines = fit_block("BOLIVIA (PLURINATIONAL STATE OF)", 790, 240, 110, 60, 3, 700)
        assert spelled(lines) == ["BOLIVIA", "(PLURINATIONAL", "STATE OF)"]

    def test_where_and_is_not_enough_words_decide(self) -> None:
        lines = self.plate("United Kingdom of Great Britain and Northern Ireland")
        assert spelled(lines) == ["United Kingdom of", "Great Britain and", "Northern Ireland"]
        assert lines[0].size >= 48

    def test_words_are_never_broken_while_they_fit_at_the_minimum(self) -> None:
        name = "Democratic People’s Republic of Korea"
        assert " ".join(spelled(self.plate(name))) == name

    def test_the_height_counts(self) -> None:
        low = self.plate("Saint Vincent and the Grenadines", height=125)
        assert sum(line.leading for line in low) <= 125.01
        assert low[0].size < self.plate("Saint Vincent and the Grenadines", height=300)[0].size

    def test_what_cannot_be_held_is_cut_and_says_so(self) -> None:
        lines = self.plate("x" * 300)
        assert len(lines) == 3
        assert lines[-1].cut
        assert all(line.width <= 600.01 for line in lines)

    def test_a_name_of_brackets_only_is_answered_quickly(self) -> None:
        assert self.plate("(" * 300 + " and" * 60)[-1].cut

    def test_an_empty_name_gives_no_lines(self) -> None:
        assert self.plate("  ") == []
