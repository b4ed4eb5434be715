-- rule_id: missing-key-question
-- title: Every key question of a standard judged on case data has its percentage
-- kind: completeness
-- severity: warning
-- source: The framework's key questions (data/frameworks); every published report read prints all of them
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: Without all of its percentages nobody can tell whether a rating follows.
--
-- warning: a question has a figure neither in the body nor in the annex, though the report prints figures for others.
-- info: a gap says that the figure is a picture or could not be read, or one place leaves out a question that another
-- prints; or the report prints no figure at all. Only domains that the report rates are looked at.

WITH promised AS (
    SELECT p.report_id, p.framework, p.standard, [p.body_page, p.annex_page, p.summary_page] AS pages
    FROM rating_places AS p
    INNER JOIN rated_domains AS d ON p.report_id = d.report_id AND p.domain = d.domain
    WHERE p.basis = 'case_data'
),
with_figures AS (
    SELECT DISTINCT report_id FROM lowest_questions
),
unread AS (
    SELECT report_id, standard, arg_min(reason, reason) AS reason
    FROM gaps
    WHERE (field LIKE '%pct%' OR field LIKE '%question%') AND reason <> 'not_printed'
    GROUP BY report_id, standard
),
-- Standards for which no place gives all figures.
lacking AS (
    SELECT p.report_id, p.framework, p.standard, p.pages
    FROM promised AS p
    INNER JOIN with_figures AS w ON p.report_id = w.report_id
    ANTI JOIN (SELECT report_id, standard FROM lowest_questions WHERE complete) AS c
        ON p.report_id = c.report_id AND p.standard = c.standard
),
nowhere AS (
    SELECT l.report_id, l.standard, q.ordinal, q.question, l.pages
    FROM lacking AS l
    INNER JOIN framework_questions AS q ON l.framework = q.framework AND l.standard = q.standard
    LEFT JOIN question_places AS k ON l.report_id = k.report_id AND l.standard = k.standard AND q.ordinal = k.ordinal
    WHERE coalesce(k.body, k.annex) IS NULL
),
-- Places that give some figures of a standard, but not all, where another place gives the others.
one_place AS (
    SELECT q.report_id, q.standard, q.ordinal, l.place, l.page, coalesce(q.body, q.annex) AS elsewhere
    FROM lowest_questions AS l
    INNER JOIN question_places AS q ON l.report_id = q.report_id AND l.standard = q.standard
    WHERE NOT l.complete
        AND coalesce(q.body, q.annex) IS NOT NULL
        AND CASE l.place WHEN 'body' THEN q.body ELSE q.annex END IS NULL
)
SELECT
    n.report_id,
    CASE WHEN u.reason IS NULL THEN 'warning' ELSE 'info' END AS severity,
    n.standard,
    n.ordinal AS key_question_ordinal,
    NULL::VARCHAR AS published,
    n.question AS expected,
    format(
        'Key question {} of standard {} has no percentage anywhere in the report (the standard is on {}){}',
        n.ordinal, n.standard, in_words(n.pages),
        CASE WHEN u.reason IS NULL THEN '.' ELSE '; what stands there could not be read as a figure.' END
    ) AS message,
    distinct_pages(n.pages) AS pages
FROM nowhere AS n
LEFT JOIN unread AS u ON n.report_id = u.report_id AND n.standard = u.standard
UNION ALL
SELECT
    report_id,
    'info' AS severity,
    standard,
    ordinal AS key_question_ordinal,
    NULL::VARCHAR AS published,
    elsewhere || '%' AS expected,
    format(
        'Key question {} of standard {} has no percentage in the {} (page {}); elsewhere it has {} per cent.',
        ordinal, standard, place, page, elsewhere
    ) AS message,
    [page] AS pages
FROM one_place
UNION ALL
SELECT
    p.report_id,
    'info' AS severity,
    NULL AS standard,
    NULL AS key_question_ordinal,
    NULL AS published,
    NULL AS expected,
    'No percentage of any key question is printed, so that no rating on case data can be checked.' AS message,
    [] AS pages
FROM promised AS p
ANTI JOIN with_figures AS w ON p.report_id = w.report_id
GROUP BY p.report_id;
