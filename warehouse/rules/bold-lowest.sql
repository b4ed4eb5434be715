-- rule_id: bold-lowest
-- title: Where the lowest key question is marked in bold, it is the right one
-- kind: rating
-- severity: warning
-- source: Staffordshire, December 2023, footnote 2: the lowest score "is placed in a rating band, indicated in bold in
--         the table"
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: The bold figure tells the reader on which question the rating rests.
--
-- Bold is taken from the PDF's fonts. A place marks its lowest figures where more than half of its standards have one
-- of their lowest figures in bold and no other; then a standard whose bold is on a higher figure is a warning. Several
-- figures may share the lowest value, and any of them may be bold. Silent in reports that do not mark.

WITH figures AS (
    SELECT r.report_id, r.framework, kq.standard, kq.place, kq.ordinal, kq.pct_yes, kq.is_bold, kq.page
    FROM checked_reports AS r
    INNER JOIN key_questions AS kq ON r.report_id = kq.report_id
    WHERE kq.pct_yes IS NOT NULL AND kq.is_bold IS NOT NULL
),
tables AS (
    SELECT
        f.report_id, f.place, f.standard,
        min(f.pct_yes) AS lowest,
        arg_min(f.ordinal, f.pct_yes * 100 + f.ordinal) AS lowest_ordinal,
        max(f.pct_yes) FILTER (f.is_bold) AS bold,
        arg_max(f.ordinal, f.pct_yes * 100 + f.ordinal) FILTER (f.is_bold) AS bold_ordinal,
        bool_and(f.is_bold) AS all_bold,
        list(f.page) AS pages
    FROM figures AS f
    INNER JOIN framework_standards AS s ON f.framework = s.framework AND f.standard = s.standard
    WHERE s.basis = 'case_data'
    GROUP BY f.report_id, f.place, f.standard
    -- Where all figures are equal, bold tells nothing.
    HAVING min(f.pct_yes) < max(f.pct_yes)
),
marking AS (
    SELECT report_id, place
    FROM tables
    GROUP BY report_id, place
    HAVING 2 * count(*) FILTER (bold = lowest) > count(*)
)
SELECT
    t.report_id,
    'warning' AS severity,
    t.standard,
    t.bold_ordinal AS key_question_ordinal,
    t.bold || '%' AS published,
    t.lowest || '%' AS expected,
    format(
        'In the {} ({}) standard {} has {} per cent in bold (key question {}), but its lowest is {} per cent '
        || '(key question {}).',
        t.place, in_words(t.pages), t.standard, t.bold, t.bold_ordinal, t.lowest, t.lowest_ordinal
    ) AS message,
    distinct_pages(t.pages) AS pages
FROM tables AS t
INNER JOIN marking AS m ON t.report_id = m.report_id AND t.place = m.place
WHERE t.bold > t.lowest AND NOT t.all_bold;
