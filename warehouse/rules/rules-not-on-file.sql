-- rule_id: rules-not-on-file
-- title: The rules of the report's framework are on file
-- kind: completeness
-- severity: info
-- source: data/frameworks: a framework is on file when its standards, ratings, points and bands are
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: No other rule speaks of such a report, and silence must not be read as soundness.
--
-- One row a report, and no other rule gives any for it.

SELECT
    r.report_id,
    'info' AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    r.framework AS published,
    NULL::VARCHAR AS expected,
    format(
        'Rules not on file: nothing in this report was checked, because the rules of {} are not known.',
        r.framework
    ) AS message,
    []::INTEGER[] AS pages
FROM reports AS r
WHERE r.framework NOT IN (SELECT b.framework FROM framework_rating_bands AS b);
