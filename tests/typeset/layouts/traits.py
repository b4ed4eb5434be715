"""The traits of a layout, which combine freely, and named presets of them."""

from typing import Literal

from tests.typeset.framework import Frozen

SummaryForm = Literal["ruled", "shaded", "tabbed", "two_columns", "bare"]
Orientation = Literal["portrait", "landscape", "rotate_flag", "rotate_back", "sideways"]


class Layout(Frozen):
    """How a report looks. Every field is one trait."""

    engine: Literal["typst", "canvas"] = "canvas"
    framework: Literal["youth-2018", "youth-2021"] = "youth-2021"
    font: Literal["sans", "serif", "vera", "modern"] = "sans"
    size: float = 10.5
    colour: str = "#3b2470"
    long: bool = True
    chapter_pages: bool = True

    # what is printed
    annex: bool = True
    annex_rules: Literal["all", "rows", "none"] = "all"
    annex_title: str = "Annex 2 – Inspection results"
    body_tables: bool = True
    findings: Literal["standard", "domain"] = "standard"
    key_findings: bool = False
    unrated: Literal["", "2", "3"] = ""
    resettlement: bool = True
    isbn: bool = True
    contents: bool = True
    glossary: bool = True
    sample_place: Literal["body", "methodology"] = "body"

    # summary of ratings
    summary: SummaryForm = "ruled"
    summary_title: str = "Ratings"
    summary_orientation: Orientation = "portrait"
    summary_split: Literal["no", "header", "no_header"] = "no"
    rating_side: Literal["right", "left"] = "right"
    rating_two_lines: bool = False
    narrow_names: bool = False
    icons: Literal["none", "before_number", "beside_rating"] = "none"
    pictured: tuple[str, ...] = ()
    capital_improvement: bool = False
    score: Literal["none", "slash", "colon_spaced", "out_of", "label_above"] = "slash"
    score_mark: bool = False
    rating_mark: bool = False
    resettlement_mark: bool = True
    mark: Literal["super", "full"] = "super"
    overall_note: bool = False
    fieldwork: Literal["started", "colon", "colon_day", "bare_month"] = "started"
    cover_date: Literal["sentence", "capitals"] = "sentence"

    # body
    domain_titles: Literal["words", "numbers", "plain"] = "words"
    standard_numbers: bool = True
    number_dot: bool = True
    number_cell: bool = False
    rating_place: Literal[
        "box_below", "same_row", "below_statement", "above_statement", "rating_line", "our_rating_line"
    ] = "box_below"
    statement_first: bool = False
    orphan_heading: bool = False
    question_rules: Literal["ruled", "bare", "zebra"] = "ruled"
    percent_sign: bool = True
    percent_header: Literal["% 'Yes'", "% yes", "Yes (%)", "%"] = "% 'Yes'"
    value_align: Literal["top", "middle", "bottom"] = "middle"
    bold_lowest: bool = True
    question_numbers: bool = False
    question_mark_note: bool = False
    split_question_table: bool = False
    draw_order: Literal["rows", "columns", "values_first", "shuffled"] = "rows"
    bullet: Literal["•", "▪", "–", "o", "\uf0b7", "circle"] = "•"
    bullet_inline: bool = False
    findings_colon: bool = True
    findings_side_by_side: bool = False
    bullet_notes: bool = False
    bullet_over_break: bool = False
    sub_bullets: bool = False
    prose_columns: bool = False
    justified: bool = False
    recommendation_numbers: Literal["through", "restart", "bracket", "bullets"] = "through"
    addressee_break: bool = False
    furniture: Literal["footer", "header", "both", "none"] = "footer"
    page_number: Literal["left", "right", "middle", "after_title", "outer"] = "right"

    # hostile text; scraps, gaps and soft hyphens on the canvas only, where the codes of the hyphens are known
    scraps: float = 0.0
    glued: float = 0.0
    bogus_spaces: float = 0.0
    word_by_word: bool = False
    ligatures: bool = False
    soft_hyphens: bool = False
    no_break: bool = False
    curly: bool = True
    spaced_headings: bool = False
    fake_bold: bool = False
    white_text: bool = False
    slug: bool = False
