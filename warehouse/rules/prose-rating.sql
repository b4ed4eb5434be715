-- rule_id: prose-rating
-- title: A rating named in the prose is the one that is printed for it
-- kind: prose
-- severity: error
-- source: A report gives one rating to a standard and one overall (every published report read)
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: Most readers read the foreword, not the table.
--
-- Reads the table claims. error: a sentence that names a standard, or the overall rating, with another rating than any
-- place prints. warning: a sentence on ratings that names no single standard, or one that uses a rating word of one key
-- question, whose percentage lies in another band: words are not ratings. The same wrong rating in several sentences gives
-- one row. The overall rating is of no standard, so its row names none.

WITH wrong AS (
    SELECT
        c.report_id, c.standard, c.key_question_ordinal, c.value,
        min(c.sentence) AS sentence,
        list(c.page) AS pages
    FROM checked_reports AS r
    INNER JOIN claims AS c ON r.report_id = c.report_id
    WHERE c.kind = 'rating' AND NOT c.agrees
    GROUP BY c.report_id, c.standard, c.key_question_ordinal, c.value
),
printed AS (
    SELECT
        report_id, standard, NULL::INTEGER AS ordinal, NULL::INTEGER AS pct_yes, first_printed AS rating,
        distinct_pages([summary_page, body_page, annex_page]) AS pages
    FROM rating_places
    WHERE report_id IN (SELECT report_id FROM wrong)
    UNION ALL
    SELECT
        r.report_id, 'overall' AS standard, NULL::INTEGER AS ordinal, NULL::INTEGER AS pct_yes,
        r.overall_rating AS rating, [e.page] AS pages
    FROM checked_reports AS r
    LEFT JOIN report_evidence AS e ON r.report_id = e.report_id AND e.field = 'overall_rating'
    WHERE r.report_id IN (SELECT report_id FROM wrong)
    UNION ALL
    SELECT
        q.report_id, q.standard, q.ordinal, coalesce(q.body, q.annex) AS pct_yes,
        b.rating, distinct_pages([q.body_page, q.annex_page]) AS pages
    FROM question_places AS q
    INNER JOIN checked_reports AS r ON q.report_id = r.report_id
    INNER JOIN framework_rating_bands AS b
        ON r.framework = b.framework AND coalesce(q.body, q.annex) BETWEEN b.from_pct AND b.to_pct
    WHERE q.report_id IN (SELECT report_id FROM wrong)
)
SELECT
    w.report_id,
    CASE WHEN p.rating IS NULL OR w.key_question_ordinal IS NOT NULL THEN 'warning' ELSE 'error' END AS severity,
    nullif(w.standard, 'overall') AS standard,
    w.key_question_ordinal,
    w.value AS published,
    p.rating AS expected,
    format('The text says "{}" ({}), ', w.sentence, in_words(w.pages))
    || CASE
        WHEN p.rating IS NULL THEN 'which does not agree with the ratings that the report prints.'
        WHEN w.standard = 'overall' THEN format('but the overall rating is {} ({}).', p.rating, in_words(p.pages))
        WHEN p.ordinal IS NOT NULL THEN format(
            'but key question {} of standard {} has {} per cent ({}), which is {}.',
            p.ordinal, w.standard, p.pct_yes, in_words(p.pages), p.rating
        )
        ELSE format('but standard {} is rated {} ({}).', w.standard, p.rating, in_words(p.pages))
    END AS message,
    distinct_pages(w.pages || coalesce(p.pages, [])) AS pages
FROM wrong AS w
LEFT JOIN printed AS p
    ON w.report_id = p.report_id AND w.standard = p.standard
    AND w.key_question_ordinal IS NOT DISTINCT FROM p.ordinal;
