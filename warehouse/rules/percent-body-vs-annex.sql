-- rule_id: percent-body-vs-annex
-- title: A key question has one percentage in the body and in the annex
-- kind: comparison
-- severity: error
-- source: One percentage is found for a key question; reports print it at the standard and in the annex (every
--         published report read)
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: The rating rests on this figure; two figures may mean two ratings.
--
-- Silent where one of the two places prints no figure.

SELECT
    report_id,
    'error' AS severity,
    standard,
    ordinal AS key_question_ordinal,
    body || '%' AS published,
    annex || '%' AS expected,
    format(
        'Key question {} of standard {} has {} per cent in the body (page {}) and {} per cent in the annex (page {}).',
        ordinal, standard, body, body_page, annex, annex_page
    ) AS message,
    distinct_pages([body_page, annex_page]) AS pages
FROM question_places
WHERE body <> annex;
