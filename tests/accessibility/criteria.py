"""What is known of each criterion of WCAG 2.2, levels A and AA, and which test shows it.

A line says `HELD` only with tests: they run with all others, so the line cannot outlive them.
`HAND` names what was tried, with what, and when. `NOT` says what is missing. `NONE` says why
there is nothing that the criterion could be about.
"""

from __future__ import annotations

from dataclasses import dataclass

HELD, PARTLY, HAND, NOT, UNTRIED, NONE = (
    "held by a test",
    "held in part",
    "tried by hand",
    "not met",
    "not tried",
    "nothing to meet",
)

F, L, N = "tests/browser/front/", "tests/browser/lab/", "tests/notebooks/"
AXE = f"{L}test_narrow.py::test_axe_finds_nothing_in_dark"
SMALL = f"{F}test_small.py::"
TABLES = f"{N}test_access.py::test_every_table_has_a_name_and_every_rule_for_listeners_holds"
FIGURE = f"{L}test_figures.py::test_a_figure_is_one_picture_with_a_name_and_its_words"
PACK = "tests/seminar/test_pack.py::test_a_listener_finds_every_part_of_every_page"
NAMED = "tests/seminar/test_tables_named.py::"
HEARD = f"{F}test_listening.py::"
PRINT = f"{F}test_print.py::test_what_is_printed_keeps_its_structure"
TOUCH = f"{F}test_touch.py::test_mark_note_answer_and_hand_in_by_touch"
STUDY = "November 2026, Chromium 156 and JupyterLab 4.6.6"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one criterion."""

    number: str
    name: str
    level: str
    state: str
    words: str = ""
    tests: tuple[str, ...] = ()


CRITERIA = (
    Known("1.1.1", "Non-text Content", "A", HELD, "Figures, pictures in prose.", (FIGURE, TABLES)),
    Known("1.2.1", "Audio-only and Video-only", "A", NONE, "There is no sound and no film."),
    Known("1.2.2", "Captions (Prerecorded)", "A", NONE, "There is no sound and no film."),
    Known("1.2.3", "Audio Description or Media Alternative", "A", NONE, "There is no film."),
    Known("1.2.4", "Captions (Live)", "AA", NONE, "There is no sound and no film."),
    Known("1.2.5", "Audio Description (Prerecorded)", "AA", NONE, "There is no film."),
    Known("1.3.1", "Info and Relationships", "A", HELD,
          "Tables, headings, sections, widgets; hand-in and marking pack printed to PDF.",
          (TABLES, f"{NAMED}test_in_the_marking_pack", f"{NAMED}test_in_the_web_edition",
           f"{NAMED}test_in_the_widgets", PACK, AXE, PRINT)),
    Known("1.3.2", "Meaningful Sequence", "A", PARTLY, "The form for quoting only.",
          ((f"{F}test_reader_access.py::"
           "test_quoting_asks_for_the_theme_before_the_button_and_confirms_once"),)),
    Known("1.3.3", "Sensory Characteristics", "A", UNTRIED),
    Known("1.3.4", "Orientation", "AA", UNTRIED, "Nothing in the course asks for one."),
    Known("1.3.5", "Identify Input Purpose", "AA", NONE,
          "The one name that is asked for may be a pseudonym."),
    Known("1.4.1", "Use of Color", "A", HELD, "Themes have lines and codes, heat maps digits.",
          (f"{F}test_reader_access.py::test_every_theme_has_its_own_line",
           f"{F}test_reader_lines.py::test_forced_colours_leave_each_theme_its_own_line",
           f"{N}test_access.py::test_a_heat_map_says_in_digits_what_it_says_in_colour")),
    Known("1.4.2", "Audio Control", "A", NONE, "There is no sound."),
    Known("1.4.3", "Contrast (Minimum)", "AA", HELD, "Widgets, marked words, figures.",
          (AXE, f"{F}test_reader_lines.py::test_words_keep_their_contrast_on_every_ground",
           f"{L}test_figures.py::test_in_the_dark_text_is_legible_and_no_paper_white")),
    Known("1.4.4", "Resize Text", "AA", PARTLY,
          "Figures at 200 %; widgets as narrow as they are at 400 %, not with text alone enlarged.",
          (f"{L}test_figures.py::test_at_twice_the_size_nothing_is_cut",
           f"{SMALL}test_nothing_sticks_out_or_is_cut")),
    Known("1.4.5", "Images of Text", "AA", HELD, "No picture of pixels in a notebook.", (TABLES,)),
    Known("1.4.10", "Reflow", "AA", PARTLY,
          "Every widget in 280 px, the file that is handed in at 400 px. JupyterLab's own bars "
          "take about half of the height at 400 %.",
          (f"{SMALL}test_nothing_sticks_out_or_is_cut",
           f"{L}test_phone.py::test_a_lesson_has_the_width_of_a_narrow_window",
           f"{F}test_handin_file.py::test_no_word_of_a_table_is_broken")),
    Known("1.4.11", "Non-text Contrast", "AA", HELD,
          "Lines under marks, dots and lines of figures. Borders of theme buttons are fainter; "
          "their words carry them.",
          (f"{F}test_reader_lines.py::test_every_line_of_every_overlap_is_seen_on_its_ground",
           f"{N}test_access.py::test_every_dot_line_and_bar_stands_out_from_the_paper",
           f"{F}test_handin_file.py::test_the_line_under_each_theme_stands_out_from_its_tint")),
    Known("1.4.12", "Text Spacing", "AA", HAND, f"Exercise 02, nothing was cut: {STUDY}."),
    Known("1.4.13", "Content on Hover or Focus", "AA", NOT,
          "What Plotly shows at the pointer cannot be put away without moving the pointer. The "
          "numbers stand in the table below each figure."),
    Known("2.1.1", "Keyboard", "A", HELD, "A whole exercise in JupyterLab, each kind of widget.",
          ((f"{L}test_by_keyboard.py::"
           "test_an_exercise_is_worked_through_and_handed_in_with_keys_alone"),
           (f"{L}test_waiting.py::"
            "test_a_page_is_scrolled_by_keys_from_its_opening_on_and_its_end_stays_in_sight"),
           f"{F}test_argument.py::test_a_map_is_built_by_the_keyboard_alone",
           f"{F}test_matrix.py::test_the_keyboard_alone_fills_a_cell",
           f"{F}test_scale.py::test_the_keyboard_alone_places_and_takes_back",
           f"{F}test_explorer.py::test_figure_words_and_rows_follow_the_keyboard")),
    Known("2.1.2", "No Keyboard Trap", "A", PARTLY, "The box for answers.",
          (f"{F}test_ask.py::test_keys_stay_in_the_widget_and_tab_leaves_it",)),
    Known("2.1.4", "Character Key Shortcuts", "A", HELD,
          "Single keys act only while the text of a reader has the focus.",
          (f"{F}test_reader_focus.py::test_jupyterlab_hears_no_plain_key",)),
    Known("2.2.1", "Timing Adjustable", "A", NONE, "Nothing has a time limit."),
    Known("2.2.2", "Pause, Stop, Hide", "A", PARTLY,
          "Only the cursor of the text blinks; it stands still where motion is reduced.",
          (f"{F}test_reader_access.py::test_the_caret_does_not_blink_when_motion_is_reduced",)),
    Known("2.3.1", "Three Flashes or Below", "A", NONE, "Nothing flashes."),
    Known("2.4.1", "Bypass Blocks", "A", PARTLY,
          "Pages of the marking pack. In a lesson: headings, and what JupyterLab offers.",
          (PACK, f"{F}test_pack.py::test_the_pages_are_worked_by_keyboard")),
    Known("2.4.2", "Page Titled", "A", NOT,
          "JupyterLab names its tab after the file: a lesson and its exercise share that name."),
    Known("2.4.3", "Focus Order", "A", PARTLY, "The focus is not lost when something is removed.",
          (f"{F}test_focus_kept.py::test_a_matrix",
           f"{F}test_reader_focus.py::test_the_focus_is_never_dropped")),
    Known("2.4.4", "Link Purpose (In Context)", "A", HELD, "Links in prose.", (TABLES,)),
    Known("2.4.5", "Multiple Ways", "AA", PARTLY,
          "A first page with all steps, and links on from each; no search over all pages.",
          (f"{N}test_course.py::test_ids_numbers_and_works_hold_over_the_whole_course",)),
    Known("2.4.6", "Headings and Labels", "AA", PARTLY, "Headings of notebooks and pages.",
          (TABLES, PACK)),
    Known("2.4.7", "Focus Visible", "AA", PARTLY, "The text of a reader.",
          (f"{F}test_reader_keyboard.py::test_the_caret_is_seen_where_the_focus_is",)),
    Known("2.4.11", "Focus Not Obscured (Minimum)", "AA", UNTRIED),
    Known("2.5.1", "Pointer Gestures", "A", NONE, "No gesture takes two fingers or a path."),
    Known("2.5.2", "Pointer Cancellation", "A", UNTRIED),
    Known("2.5.3", "Label in Name", "A", UNTRIED),
    Known("2.5.4", "Motion Actuation", "A", NONE, "Nothing is worked by moving the device."),
    Known("2.5.7", "Dragging Movements", "AA", PARTLY,
          "Words are marked by quoting them, too; the path by taps alone has no test.",
          ((f"{F}test_reader_access.py::"
           "test_quoting_asks_for_the_theme_before_the_button_and_confirms_once"),)),
    Known("2.5.8", "Target Size (Minimum)", "AA", HELD,
          "Widgets as they are first shown. Numbers of notes stand in a sentence (exempt).",
          (f"{SMALL}test_every_target_is_large_enough",)),
    Known("3.1.1", "Language of Page", "A", PARTLY, "The file that is handed in, and the pack.",
          (f"{F}test_handin.py::test_the_page_itself_has_nothing_for_axe_to_object_to",
           f"{F}test_pack.py::test_axe_finds_nothing_by_day_and_by_night")),
    Known("3.1.2", "Language of Parts", "AA", UNTRIED),
    Known("3.2.1", "On Focus", "A", UNTRIED),
    Known("3.2.2", "On Input", "A", UNTRIED),
    Known("3.2.3", "Consistent Navigation", "AA", HELD, "The links at the ends of each notebook.",
          (f"{N}test_course.py::test_ids_numbers_and_works_hold_over_the_whole_course",)),
    Known("3.2.4", "Consistent Identification", "AA", PARTLY,
          "What several widgets share: Save, Remove, Cancel, Undo, Paste, Reader name.",
          ("tests/widgets/test_labels.py::test_no_widget_has_another_word_for_the_same",
           "tests/widgets/test_labels.py::test_no_button_is_called_otherwise")),
    Known("3.2.6", "Consistent Help", "A", NONE, "No page offers a person or a form for help."),
    Known("3.3.1", "Error Identification", "A", PARTLY, "Unknown words and countries, by name.",
          (f"{F}test_explorer.py::test_an_unknown_country_is_said_and_close_names_are_offered",)),
    Known("3.3.2", "Labels or Instructions", "A", PARTLY,
          "Answers; and what a touched device says names no key.",
          (f"{F}test_ask.py::test_the_question_names_its_box", TOUCH)),
    Known("3.3.3", "Error Suggestion", "AA", PARTLY, "The explorer.",
          (f"{F}test_explorer.py::test_an_unknown_country_is_said_and_close_names_are_offered",)),
    Known("3.3.4", "Error Prevention (Legal, Financial, Data)", "AA", NONE,
          "No page makes a contract or pays; a file may be made again as often as one likes."),
    Known("3.3.7", "Redundant Entry", "A", HELD, "A name is asked for once.",
          (f"{F}test_choose.py::test_a_name_is_chosen_and_shown_everywhere",)),
    Known("3.3.8", "Accessible Authentication (Minimum)", "AA", NONE,
          "The course has no accounts; a server's sign-in is the server's."),
    Known("4.1.2", "Name, Role, Value", "A", HELD,
          "Widgets, documents, figures, the text of a reader.",
          (AXE, FIGURE,
           f"{HEARD}test_in_a_widget_every_stop_has_a_name_and_nothing_is_said_twice",
           f"{HEARD}test_on_every_document", (f"{F}test_reader_access.py::"
           "test_a_screen_reader_takes_the_text_for_a_box_and_passes_the_keys_on"))),
    Known("4.1.3", "Status Messages", "AA", PARTLY, "The hand-in, and what waits to be saved.",
          (f"{F}test_handin_heard.py::test_who_works_elsewhere_hears_nothing_of_it",
           f"{F}test_outbox_trouble.py::test_announces_only_trouble_and_its_end")),
)  # fmt: skip

NOTHING = "nothing_for_axe_to_object_to"
# Per widget and document: axe in light and dark, worked by keys alone; "" where there is no test.
PARTS = {
    "Reader": ("test_reader_access.py::test_axe_finds_nothing_in_any_state",
               "test_reader_keyboard.py::test_a_number_marks_at_once_and_n_adds_the_note"),
    "Ask": (f"test_ask.py::test_{NOTHING}",
            "test_ask.py::test_keys_stay_in_the_widget_and_tab_leaves_it"),
    "Choose": (f"test_choose.py::test_{NOTHING}",
               "test_choose.py::test_arrows_choose_and_stay_in_the_widget"),
    "Number": (f"test_number.py::test_{NOTHING}",
               "test_number.py::test_a_number_is_typed_compared_and_saved_by_keyboard_alone"),
    "Matrix": ("test_matrix.py::test_axe_finds_nothing",
               "test_matrix.py::test_the_keyboard_alone_fills_a_cell"),
    "Scale": ("test_scale.py::test_axe_finds_nothing",
              "test_scale.py::test_the_keyboard_alone_places_and_takes_back"),
    "Coding": ("test_coding.py::test_nothing_to_complain_about",
               "test_coding.py::test_digits_choose_the_code_of_the_case_that_has_the_focus"),
    "ClaimCards": ("test_claims.py::test_axe_finds_nothing",
                   "test_claims.py::test_the_keyboard_alone"),
    "Compare": ("test_comparison.py::test_axe_finds_nothing",
                "test_comparison_links.py::test_passages_are_linked_by_keys_and_are_on_disk"),
    "ArgumentMap": ("test_argument.py::test_axe_finds_nothing_and_nothing_stands_out",
                    "test_argument.py::test_a_map_is_built_by_the_keyboard_alone"),
    "Explore": ("test_explorer.py::test_axe_finds_nothing",
                "test_explorer.py::test_figure_words_and_rows_follow_the_keyboard"),
    "ReadingDesk": ("test_desk.py::test_a_text_is_opened_by_its_tab_and_by_keys",
                    "test_desk.py::test_a_text_is_opened_by_its_tab_and_by_keys"),
    "HandIn": (f"test_handin.py::test_{NOTHING}",
               "test_handin.py::test_the_file_is_made_and_downloaded_by_keyboard_alone"),
    "WhoAmI": ("", ""),
    "the file that is handed in": (f"test_handin.py::test_the_page_itself_has_{NOTHING}", ""),
    "the marking pack": ("test_pack.py::test_axe_finds_nothing_by_day_and_by_night",
                         "test_pack.py::test_the_pages_are_worked_by_keyboard"),
}  # fmt: skip
