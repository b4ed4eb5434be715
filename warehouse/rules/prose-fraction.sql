-- rule_id: prose-fraction
-- title: Numbers of cases in the prose agree with the table
-- kind: prose
-- severity: error
-- source: A statement and the table it sums up are about the same cases (every published report read)
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: Numbers of cases are easier to picture than percentages, and are quoted in their stead.
--
-- Reads the table claims. error: "13 of the 18 cases" that names a key question and does not round to any figure
-- printed for it. warning: numbers that name no single question, and totals. The same statement in several places
-- gives one row.

WITH wrong AS (
    SELECT
        c.report_id, c.standard, c.key_question_ordinal, c.kind,
        coalesce(c.numerator || ' of ' || c.denominator, c.value) AS published,
        min(c.sentence) AS sentence,
        list(c.page) AS pages
    FROM checked_reports AS r
    INNER JOIN claims AS c ON r.report_id = c.report_id
    WHERE c.kind IN ('fraction', 'total') AND NOT c.agrees
    GROUP BY ALL
)
SELECT
    w.report_id,
    CASE WHEN w.kind = 'fraction' AND w.key_question_ordinal IS NOT NULL THEN 'error' ELSE 'warning' END AS severity,
    w.standard,
    w.key_question_ordinal,
    w.published,
    CASE
        WHEN q.body <> q.annex THEN format('{}% or {}%', q.body, q.annex)
        ELSE coalesce(q.body, q.annex) || '%'
    END AS expected,
    format('The text says "{}" ({}), ', w.sentence, in_words(w.pages))
    || CASE
        WHEN q.report_id IS NULL THEN 'which does not agree with what the report prints elsewhere.'
        ELSE format(
            'but key question {} of standard {} has {} per cent ({}).', w.key_question_ordinal, w.standard,
            array_to_string(list_distinct([coalesce(q.body, q.annex), coalesce(q.annex, q.body)]), ' or '),
            in_words([q.body_page, q.annex_page])
        )
    END AS message,
    distinct_pages(w.pages || [q.body_page, q.annex_page]) AS pages
FROM wrong AS w
LEFT JOIN question_places AS q
    ON w.report_id = q.report_id AND w.standard = q.standard AND w.key_question_ordinal = q.ordinal
    AND (q.body IS NOT NULL OR q.annex IS NOT NULL);
