-- rule_id: dr-1.1-outstanding
-- title: 1.1 is Outstanding only where all domain two and three ratings are Good or better
-- kind: decision rule
-- severity: error
-- source: Rules and guidance v3.4 (June 2024), Decision rules and decision guidance, standard 1.1: "An 'Outstanding'
--         rating requires that all domain two and three ratings are 'Good' or 'Outstanding'". In force: the document
--         gives no date; reports of earlier fieldwork depart from it, so it is held to bind fieldwork from the month
--         of that version.
-- in_force_from: 2024-06-01
-- in_force_to:
-- frameworks: youth-2018, youth-2021
-- why: Decision rules are, in the inspectorate's words, non-negotiable.
--
-- error for fieldwork from the date in force, else info, marked retrospective. The text does not say whether 3.4 is
-- among "domain two and three ratings"; it is left out here, so that a row stands under both readings. Only ratings
-- that all places agree on are looked at. info as well where all of the low ratings are too low for their own
-- percentages: then they are what is in doubt (see band). The rule's other half, the qualitative key questions, is not
-- printed.

WITH low AS (
    SELECT
        p.report_id,
        string_agg(p.standard || ' is ' || p.agreed, ', ' ORDER BY p.standard) AS ratings,
        flatten(list([p.summary_page, p.body_page, p.annex_page])) AS pages,
        bool_or(coalesce(due.rating, p.agreed) NOT IN ('Good', 'Outstanding')) AS holds
    FROM rating_places AS leadership
    INNER JOIN rating_places AS p ON leadership.report_id = p.report_id AND p.domain IN ('2', '3')
    LEFT JOIN due_ratings AS due ON p.report_id = due.report_id AND p.standard = due.standard
    WHERE leadership.standard = '1.1' AND leadership.agreed = 'Outstanding'
        AND p.standard <> '3.4' AND p.agreed NOT IN ('Good', 'Outstanding')
    GROUP BY p.report_id
)
SELECT
    r.report_id,
    CASE WHEN binds(r.fieldwork_started, rule.in_force_from) AND low.holds THEN 'error' ELSE 'info' END AS severity,
    p.standard,
    NULL::INTEGER AS key_question_ordinal,
    p.agreed AS published,
    'Good or lower' AS expected,
    format(
        'Standard 1.1 is rated Outstanding ({}), which requires Good or Outstanding for every standard of '
        || 'domains two and three, but {} ({}).{}',
        in_words([p.summary_page, p.body_page, p.annex_page]), low.ratings, in_words(low.pages),
        CASE WHEN low.holds THEN '' ELSE ' The percentages printed for that give Good or better.' END
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages(low.pages || [p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dr-1.1-outstanding' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '1.1' AND p.agreed = 'Outstanding'
INNER JOIN low ON r.report_id = low.report_id;
