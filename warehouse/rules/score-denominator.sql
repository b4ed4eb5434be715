-- rule_id: score-denominator
-- title: The printed maximum is three times the number of standards that count
-- kind: score
-- severity: error
-- source: Recomputed from 83 published scores: 36 for twelve rated standards, 24 for eight where a domain was not
--         rated; Rules and guidance v3.4, Introduction: the resettlement standard "sits outside our 12 core
--         standards"
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A score means something else under another maximum.
--
-- The standards that count are those of the domains in which the report rates any standard; a domain that is not rated
-- takes its standards out of the maximum; a single standard that is not printed may do so or not. Three is the
-- framework's highest number of points for one standard. Silent where no maximum is printed.

SELECT
    r.report_id,
    'error' AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    r.score_max::VARCHAR AS published,
    any_value(s.score_max)::VARCHAR AS expected,
    format(
        'The score is printed out of {} ({}), but {} standards that count are rated, which makes {}.',
        r.score_max, in_words([any_value(e.page)]), any_value(s.standards), any_value(s.score_max)
    ) AS message,
    distinct_pages(list_append(flatten(list(s.pages)), any_value(e.page))) AS pages
FROM checked_reports AS r
INNER JOIN score_sums AS s ON r.report_id = s.report_id
LEFT JOIN report_evidence AS e ON r.report_id = e.report_id AND e.field = 'score_max'
WHERE r.score_max <> s.score_max AND r.score_max <> s.score_max_printed
GROUP BY r.report_id, r.score_max;
