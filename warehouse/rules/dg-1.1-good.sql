-- rule_id: dg-1.1-good
-- title: 1.1 is Good where a reasonable majority of domain two and three is Good or better, and none Inadequate
-- kind: decision guidance
-- severity: info
-- source: Rules and guidance v3.4 (June 2024), Decision rules and decision guidance, standard 1.1: "A 'Good' rating
--         requires that typically a reasonable majority of domain two and three ratings are 'Good' or 'Outstanding'
--         with no 'Inadequate' ratings". In force: the document gives no date; reports of earlier fieldwork depart
--         from it, so it is held to bind fieldwork from the month of that version.
-- in_force_from: 2024-06-01
-- in_force_to:
-- frameworks: youth-2018, youth-2021
-- why: Decision guidance "should be followed other than in defensible and evidence-based circumstances", so a
--         departure is worth a look, not a mistake.
--
-- The text does not say whether 3.4 is among "domain two and three ratings", nor whether a reasonable majority is 65
-- per cent (Definitions) or more than half; a row stands only where every reading departs. Silent where a rating of
-- domains two or three is missing or differs between places.

WITH readings AS (
    SELECT
        d.report_id, d.reading, d.ratings, d.good_or_better, d.requires_improvement, d.inadequate,
        d.ratings - d.good_or_better AS remainder,
        -- A reasonable majority: at least the lower end of the definitions' 65 to 79 per cent, which is that of the
        -- band Good; or more than half.
        unnest([good.from_pct / 100, 0.5]) AS share,
        unnest([true, false]) AS share_included
    FROM rating_places AS leadership
    INNER JOIN domain_two_three AS d ON leadership.report_id = d.report_id
    INNER JOIN framework_rating_bands AS good ON leadership.framework = good.framework AND good.rating = 'Good'
    WHERE leadership.standard = '1.1' AND leadership.agreed = 'Good'
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
    HAVING bool_and(
        inadequate > 0
        OR NOT (good_or_better > share * ratings OR (share_included AND good_or_better = share * ratings))
    )
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
        'Standard 1.1 is rated Good ({}); of the {} ratings of domains two and three {} are Good or better, {} '
        || 'Requires improvement and {} Inadequate ({}), a departure from guidance: typically a reasonable '
        || 'majority Good or better and none Inadequate.',
        in_words([p.summary_page, p.body_page, p.annex_page]),
        j.ratings, j.good_or_better, j.requires_improvement, j.inadequate, in_words(d.pages)
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages(d.pages || [p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dg-1.1-good' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '1.1' AND p.agreed = 'Good'
INNER JOIN judged AS j ON r.report_id = j.report_id
INNER JOIN placed AS d ON r.report_id = d.report_id;
