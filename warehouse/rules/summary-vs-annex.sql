-- rule_id: summary-vs-annex
-- title: A standard has one rating in the summary and in the annex
-- kind: comparison
-- severity: error
-- source: One rating is given to a standard; a report prints it in several places (every published report read)
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A reader who looks in one place only takes away another rating than one who looks in the other.
--
-- Silent where one of the two places prints no rating for the standard. Each pair of places has a rule of its own, so
-- where one place differs from both others two rules speak.

SELECT
    report_id,
    'error' AS severity,
    standard,
    NULL::INTEGER AS key_question_ordinal,
    summary AS published,
    annex AS expected,
    format(
        'Standard {} is rated {} in the summary (page {}) and {} in the annex (page {}).',
        standard, summary, summary_page, annex, annex_page
    ) AS message,
    distinct_pages([summary_page, annex_page]) AS pages
FROM rating_places
WHERE summary <> annex;
