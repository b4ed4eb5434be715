-- rule_id: dg-1.3-good
-- title: 1.3 is Good where 2.3 and 3.3 are Good or Requires improvement
-- kind: decision guidance
-- severity: info
-- source: Rules and guidance v3.4 (June 2024), Decision rules and decision guidance, standard 1.3: "A 'Good' rating
--         for 1.3 requires a 'Good' or 'Requires Improvement' rating for both 2.3 and 3.3". In force: the document
--         gives no date; reports of earlier fieldwork depart from it, so it is held to bind fieldwork from the month
--         of that version.
-- in_force_from: 2024-06-01
-- in_force_to:
-- frameworks: youth-2018, youth-2021
-- why: Decision guidance "should be followed other than in defensible and evidence-based circumstances", so a
--         departure is worth a look, not a mistake.
--
-- Taken by the letter: Outstanding is a departure too. Silent where 2.3 or 3.3 is not rated, for which the text makes
-- no provision, or differs between places.

WITH pair AS (
    SELECT
        p.report_id,
        string_agg(p.standard || ' is ' || p.agreed, ' and ' ORDER BY p.standard) AS ratings,
        flatten(list([p.summary_page, p.body_page, p.annex_page])) AS pages
    FROM rating_places AS services
    INNER JOIN rating_places AS p ON services.report_id = p.report_id AND p.standard IN ('2.3', '3.3')
    WHERE services.standard = '1.3' AND services.agreed = 'Good'
    GROUP BY p.report_id
    -- Without both, the text cannot be applied; where places differ, the rating is not known.
    HAVING count(*) = 2 AND count(p.agreed) = 2 AND NOT bool_and(p.agreed IN ('Good', 'Requires improvement'))
)
SELECT
    r.report_id,
    'info' AS severity,
    p.standard,
    NULL::INTEGER AS key_question_ordinal,
    p.agreed AS published,
    NULL::VARCHAR AS expected,
    format(
        'Standard 1.3 is rated Good ({}), which by guidance requires Good or Requires improvement for both 2.3 '
        || 'and 3.3, but {} ({}).',
        in_words([p.summary_page, p.body_page, p.annex_page]), b.ratings, in_words(b.pages)
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages(b.pages || [p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dg-1.3-good' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '1.3' AND p.agreed = 'Good'
INNER JOIN pair AS b ON r.report_id = b.report_id;
