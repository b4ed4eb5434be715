-- rule_id: dg-1.1-inadequate
-- title: 1.1 is Inadequate where fewer than half of domain two and three are Good or better, and the rest mostly
--         Inadequate
-- kind: decision guidance
-- severity: info
-- source: Rules and guidance v3.4 (June 2024), Decision rules and decision guidance, standard 1.1: "An 'Inadequate'
--         rating is usually consistent with a) less than half of domain two and three ratings being 'Good' or
--         'Outstanding' and more than half of the remaining ratings being 'Inadequate'". In force: the document
--         gives no date; reports of earlier fieldwork depart from it, so it is held to bind fieldwork from the month
--         of that version.
-- in_force_from: 2024-06-01
-- in_force_to:
-- frameworks: youth-2018, youth-2021
-- why: Decision guidance "should be followed other than in defensible and evidence-based circumstances", so a
--         departure is worth a look, not a mistake.
--
-- The text does not say whether 3.4 is among "domain two and three ratings"; a row stands only where both readings
-- depart. Silent where a rating of domains two or three is missing or differs between places.

WITH readings AS (
    SELECT
        d.report_id, d.reading, d.ratings, d.good_or_better, d.requires_improvement, d.inadequate,
        d.ratings - d.good_or_better AS remainder
    FROM rating_places AS leadership
    INNER JOIN domain_two_three AS d ON leadership.report_id = d.report_id
    WHERE leadership.standard = '1.1' AND leadership.agreed = 'Inadequate'
),
judged AS (
    SELECT
        report_id,
        max(ratings) AS ratings,
        max(good_or_better) AS good_or_better,
        max(requires_improvement) AS requires_improvement,
        max(inadequate) AS inadequate
    FROM readings
    GROUP BY report_id
    HAVING bool_and(2 * good_or_better >= ratings OR 2 * inadequate <= remainder)
),
placed AS (
    SELECT j.report_id, distinct_pages(flatten(list([p.summary_page, p.body_page, p.annex_page]))) AS pages
    FROM judged AS j
    INNER JOIN rating_places AS p ON j.report_id = p.report_id AND p.domain IN ('2', '3')
    GROUP BY j.report_id
)
SELECT
    r.report_id,
    'info' AS severity,
    p.standard,
    NULL::INTEGER AS key_question_ordinal,
    p.agreed AS published,
    NULL::VARCHAR AS expected,
    format(
        'Standard 1.1 is rated Inadequate ({}); of the {} ratings of domains two and three {} are Good or '
        || 'better, {} Requires improvement and {} Inadequate ({}), a departure from guidance: usually fewer than '
        || 'half Good or better and more than half of the rest Inadequate.',
        in_words([p.summary_page, p.body_page, p.annex_page]),
        j.ratings, j.good_or_better, j.requires_improvement, j.inadequate, in_words(d.pages)
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages(d.pages || [p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dg-1.1-inadequate' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '1.1' AND p.agreed = 'Inadequate'
INNER JOIN judged AS j ON r.report_id = j.report_id
INNER JOIN placed AS d ON r.report_id = d.report_id;
