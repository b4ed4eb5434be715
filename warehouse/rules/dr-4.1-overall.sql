-- rule_id: dr-4.1-overall
-- title: A service rated Inadequate for resettlement is not Outstanding overall
-- kind: decision rule
-- severity: error
-- source: Rules and guidance v3.4 (June 2024), Introduction ("from 2021 we will inspect resettlement") and Decision
--         rules, standard 4.1: "Any YJS that is rated as inadequate on the resettlement standard (4.1) is unable to
--         achieve an outstanding overall rating". In force with the framework that brought the standard.
-- in_force_from: 2021-07-15
-- in_force_to:
-- frameworks: youth-2021
-- why: Decision rules are, in the inspectorate's words, non-negotiable.
--
-- error for fieldwork from the date in force, else info, marked retrospective. Only a rating of 4.1 that all places
-- agree on is looked at. info as well where the ratings do not add up to Outstanding in any place: then the overall
-- rating is what is in doubt (see overall-band).

WITH earned AS (
    SELECT s.report_id, bool_or(b.rating = 'Outstanding') AS outstanding
    FROM score_sums AS s
    INNER JOIN framework_score_bands AS b
        ON s.framework = b.framework AND s.score_max = b.score_max AND s.score BETWEEN b.from_score AND b.to_score
    GROUP BY s.report_id
)
SELECT
    r.report_id,
    CASE
        WHEN binds(r.fieldwork_started, rule.in_force_from) AND coalesce(earned.outstanding, true) THEN 'error'
        ELSE 'info'
    END AS severity,
    p.standard,
    NULL::INTEGER AS key_question_ordinal,
    r.overall_rating AS published,
    'Good or lower' AS expected,
    format(
        'The overall rating is Outstanding ({}), which a service cannot have whose resettlement, standard 4.1, '
        || 'is rated Inadequate ({}).{}',
        in_words([e.page]), in_words([p.summary_page, p.body_page, p.annex_page]),
        CASE WHEN coalesce(earned.outstanding, true) THEN '' ELSE ' Nor do the ratings add up to it.' END
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages([e.page, p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dr-4.1-overall' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '4.1' AND p.agreed = 'Inadequate'
LEFT JOIN earned ON r.report_id = earned.report_id
LEFT JOIN report_evidence AS e ON r.report_id = e.report_id AND e.field = 'overall_rating'
WHERE r.overall_rating = 'Outstanding';
