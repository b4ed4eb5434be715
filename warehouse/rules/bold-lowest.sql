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
-- figures may share the lowest value, and any of them may be bold. The same figure in both places gives one row.
-- Silent in reports that do not mark.

WITH bold AS (
    SELECT
        report_id, place, standard,
        max(pct_yes) AS highest,
        arg_max(ordinal, pct_yes * 100 + ordinal) AS ordinal,
        count(*) AS figures,
        list(page) AS pages
    FROM key_questions
    WHERE is_bold AND pct_yes IS NOT NULL
    GROUP BY report_id, place, standard
),
tables AS (
    SELECT
        l.report_id, l.place, l.standard, l.lowest, l.ordinal AS lowest_ordinal, list_append(b.pages, l.page) AS pages,
        b.highest AS bold, b.ordinal AS bold_ordinal, b.figures = l.figures AS all_bold
    FROM lowest_questions AS l
    LEFT JOIN bold AS b ON l.report_id = b.report_id AND l.place = b.place AND l.standard = b.standard
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
        string_agg(t.place, ' and the ' ORDER BY t.place DESC), in_words(flatten(list(t.pages))),
        t.standard, t.bold, t.bold_ordinal, t.lowest, t.lowest_ordinal
    ) AS message,
    distinct_pages(flatten(list(t.pages))) AS pages
FROM tables AS t
INNER JOIN marking AS m ON t.report_id = m.report_id AND t.place = m.place
WHERE t.bold > t.lowest AND NOT t.all_bold
GROUP BY t.report_id, t.standard, t.bold, t.bold_ordinal, t.lowest, t.lowest_ordinal;
