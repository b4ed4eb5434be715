-- rule_id: missing-standard
-- title: Every standard of the framework is rated, in every place that rates its domain
-- kind: completeness
-- severity: error
-- source: The framework's standards (data/frameworks); Rules and guidance v3.4, Introduction: 4.1 applies only where
--         there were resettlement cases in the 12 months before the fieldwork; Ceredigion 2024 and Bridgend 2022 are
--         scored out of 24, one domain not being rated
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A standard without a rating leaves the score and the overall rating without ground.
--
-- error: the report rates other standards of the domain, but names this one nowhere. info: the printed maximum leaves
-- it out, or a gap says that it could not be read; no standard of a domain is rated, with or without labels (a domain
-- may be left unrated, and the maximum is then lower); cases of resettlement are sampled, but not rated; a place leaves
-- out a standard that another place prints. Silent where resettlement is absent and no cases are printed for it.

WITH promised AS (
    SELECT
        r.report_id, r.score_max, s.standard, s.domain, s.name, s.in_score, d.name AS domain_name,
        CASE d.sample
            WHEN 'court_cases' THEN r.court_cases
            WHEN 'oocd_cases' THEN r.oocd_cases
            WHEN 'resettlement_cases' THEN r.resettlement_cases
        END AS cases
    FROM checked_reports AS r
    INNER JOIN framework_standards AS s ON r.framework = s.framework
    INNER JOIN framework_domains AS d ON s.framework = d.framework AND s.domain = d.domain
),
absent AS (
    SELECT p.*
    FROM promised AS p
    ANTI JOIN rating_places AS rp ON p.report_id = rp.report_id AND p.standard = rp.standard
),
-- A page of each place of a report that prints anything of a domain that it rates.
domain_pages AS (
    SELECT
        p.report_id, p.domain,
        max(p.summary_page) AS summary_page, max(p.body_page) AS body_page, max(p.annex_page) AS annex_page
    FROM rating_places AS p
    INNER JOIN rated_domains AS d ON p.report_id = d.report_id AND p.domain = d.domain
    GROUP BY p.report_id, p.domain
),
unread AS (
    SELECT DISTINCT report_id, standard FROM gaps WHERE field LIKE '%rating%' AND reason <> 'not_printed'
),
one_standard AS (
    SELECT
        a.report_id,
        CASE WHEN u.standard IS NOT NULL OR a.score_max = t.score_max_printed THEN 'info' ELSE 'error' END AS severity,
        a.standard,
        a.name AS expected,
        format(
            'Standard {}, {}, is rated nowhere, though others of domain {} are ({}){}',
            a.standard, a.name, a.domain, in_words([d.summary_page, d.body_page, d.annex_page]),
            CASE
                WHEN u.standard IS NOT NULL THEN '; what stands there could not be read.'
                WHEN a.score_max = t.score_max_printed THEN format(
                    '; the printed maximum of {} leaves it out.',
                    a.score_max
                )
                ELSE '.'
            END
        ) AS message,
        distinct_pages([d.summary_page, d.body_page, d.annex_page]) AS pages
    FROM absent AS a
    INNER JOIN domain_pages AS d ON a.report_id = d.report_id AND a.domain = d.domain
    LEFT JOIN unread AS u ON a.report_id = u.report_id AND a.standard = u.standard
    LEFT JOIN (SELECT DISTINCT report_id, score_max_printed FROM score_sums) AS t ON a.report_id = t.report_id
),
whole_domain AS (
    SELECT
        p.report_id,
        'info' AS severity,
        NULL AS standard,
        'domain ' || p.domain AS expected,
        CASE
            WHEN bool_or(p.in_score) THEN format(
                'No standard of domain {}, {}, is rated; its standards do not count toward the score.',
                p.domain, p.domain_name
            )
            ELSE format(
                'Domain {}, {}, is not rated, though a sample of {} is printed.',
                p.domain, p.domain_name, p.cases || CASE p.cases WHEN 1 THEN ' case' ELSE ' cases' END
            )
        END AS message,
        [] AS pages
    FROM promised AS p
    ANTI JOIN rated_domains AS d ON p.report_id = d.report_id AND p.domain = d.domain
    GROUP BY p.report_id, p.domain, p.domain_name, p.cases
    HAVING bool_or(p.in_score) OR p.cases > 0
),
left_out AS (
    SELECT
        p.report_id, p.standard, p.name, p.domain, p.summary_page, p.body_page, p.annex_page,
        unnest(['summary', 'body', 'annex']) AS place,
        unnest([p.summary_page, p.body_page, p.annex_page]) AS page,
        unnest([d.summary_page, d.body_page, d.annex_page]) AS domain_page
    FROM rating_places AS p
    INNER JOIN domain_pages AS d ON p.report_id = d.report_id AND p.domain = d.domain
    WHERE (p.summary_page IS NULL AND d.summary_page IS NOT NULL)
        OR (p.body_page IS NULL AND d.body_page IS NOT NULL)
        OR (p.annex_page IS NULL AND d.annex_page IS NOT NULL)
),
one_place AS (
    SELECT
        report_id,
        'info' AS severity,
        standard,
        name AS expected,
        format(
            'Standard {}, {}, is left out where others of domain {} are rated: {}.',
            standard, name, domain,
            string_agg(format('in the {} (page {})', place, domain_page), ' and ' ORDER BY place DESC)
        ) AS message,
        distinct_pages(list(domain_page) || [summary_page, body_page, annex_page]) AS pages
    FROM left_out
    WHERE page IS NULL AND domain_page IS NOT NULL
    GROUP BY report_id, standard, name, domain, summary_page, body_page, annex_page
),
found AS (
    SELECT * FROM one_standard
    UNION ALL
    SELECT * FROM whole_domain
    UNION ALL
    SELECT * FROM one_place
)
SELECT
    report_id,
    severity,
    standard,
    NULL::INTEGER AS key_question_ordinal,
    NULL::VARCHAR AS published,
    expected,
    message,
    pages
FROM found;
