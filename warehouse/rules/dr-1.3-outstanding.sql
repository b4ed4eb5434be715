-- rule_id: dr-1.3-outstanding
-- title: 1.3 is Outstanding only where 2.3 and 3.3 are
-- kind: decision rule
-- severity: error
-- source: Rules and guidance v3.4 (June 2024), Decision rules and decision guidance, standard 1.3: "An 'Outstanding'
--         rating for 1.3 requires an 'Outstanding' rating for both 2.3 and 3.3". In force: the document gives no date;
--         reports of earlier fieldwork depart from it, so it is held to bind fieldwork from the month of that version.
-- in_force_from: 2024-06-01
-- in_force_to:
-- frameworks: youth-2018, youth-2021
-- why: Decision rules are, in the inspectorate's words, non-negotiable.
--
-- error for fieldwork from the date in force, else info, marked retrospective. Silent where 2.3 or 3.3 is not rated,
-- for which the text makes no provision, or differs between places. info as well where what is not Outstanding would be
-- by its own percentages: then that rating is what is in doubt (see band).

WITH pair AS (
    SELECT
        p.report_id,
        string_agg(p.standard || ' is ' || p.agreed, ' and ' ORDER BY p.standard) AS ratings,
        flatten(list([p.summary_page, p.body_page, p.annex_page])) AS pages,
        bool_or(p.agreed <> 'Outstanding' AND coalesce(due.rating, p.agreed) <> 'Outstanding') AS holds
    FROM rating_places AS services
    INNER JOIN rating_places AS p ON services.report_id = p.report_id AND p.standard IN ('2.3', '3.3')
    LEFT JOIN due_ratings AS due ON p.report_id = due.report_id AND p.standard = due.standard
    WHERE services.standard = '1.3' AND services.agreed = 'Outstanding'
    GROUP BY p.report_id
    -- Without both, the text cannot be applied; where places differ, the rating is not known.
    HAVING count(*) = 2 AND count(p.agreed) = 2 AND NOT bool_and(p.agreed = 'Outstanding')
)
SELECT
    r.report_id,
    CASE WHEN binds(r.fieldwork_started, rule.in_force_from) AND b.holds THEN 'error' ELSE 'info' END AS severity,
    p.standard,
    NULL::INTEGER AS key_question_ordinal,
    p.agreed AS published,
    'Good or lower' AS expected,
    format(
        'Standard 1.3 is rated Outstanding ({}), which requires Outstanding for both 2.3 and 3.3, but {} ({}).{}',
        in_words([p.summary_page, p.body_page, p.annex_page]), b.ratings, in_words(b.pages),
        CASE WHEN b.holds THEN '' ELSE ' The percentages printed for that give Outstanding.' END
    ) || retrospective(r.fieldwork_started, rule.in_force_from) AS message,
    distinct_pages(b.pages || [p.summary_page, p.body_page, p.annex_page]) AS pages
FROM checked_reports AS r
INNER JOIN rules AS rule ON rule.rule_id = 'dr-1.3-outstanding' AND list_contains(rule.frameworks, r.framework)
INNER JOIN rating_places AS p ON r.report_id = p.report_id AND p.standard = '1.3' AND p.agreed = 'Outstanding'
INNER JOIN pair AS b ON r.report_id = b.report_id;
