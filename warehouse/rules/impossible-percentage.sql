-- rule_id: impossible-percentage
-- title: Some number of cases, at most the sample, rounds to the printed percentage
-- kind: arithmetic
-- severity: error
-- source: Arithmetic. Reports print the size of the sample; key questions on safety may leave out cases without such a
--         need (Lambeth, April 2019, prints such smaller numbers), so any smaller number of cases is allowed
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A percentage that no number of cases gives was mistyped or comes from another sample.
--
-- A whole per cent p is reachable when k of m cases round to it for some m up to the sample of the standard's domain;
-- an exact half may be rounded up or down. Silent where no sample size is printed.

WITH reachable AS (
    -- The fewest cases with which each per cent can come about: 200k lies within m(2p - 1) and m(2p + 1) for some k.
    SELECT p.pct, min(m.cases) AS fewest
    FROM range(0, 101) AS p (pct)
    INNER JOIN range(1, 101) AS m (cases) ON (m.cases * (2 * p.pct + 1)) // 200 * 200 >= m.cases * (2 * p.pct - 1)
    GROUP BY p.pct
),
samples AS (
    SELECT
        r.report_id, s.standard, d.sample,
        CASE d.sample
            WHEN 'court_cases' THEN r.court_cases
            WHEN 'oocd_cases' THEN r.oocd_cases
            WHEN 'resettlement_cases' THEN r.resettlement_cases
        END AS cases
    FROM checked_reports AS r
    INNER JOIN framework_standards AS s ON r.framework = s.framework
    INNER JOIN framework_domains AS d ON s.framework = d.framework AND s.domain = d.domain
    WHERE s.basis = 'case_data'
),
printed AS (
    SELECT report_id, standard, ordinal, body AS pct, body_page AS page FROM question_places
    UNION ALL
    SELECT report_id, standard, ordinal, annex AS pct, annex_page AS page FROM question_places
),
impossible AS (
    SELECT p.report_id, p.standard, p.ordinal, p.pct, s.cases, s.sample, list(p.page) AS pages
    FROM printed AS p
    INNER JOIN samples AS s ON p.report_id = s.report_id AND p.standard = s.standard
    INNER JOIN reachable AS f ON p.pct = f.pct
    WHERE f.fewest > s.cases
    GROUP BY p.report_id, p.standard, p.ordinal, p.pct, s.cases, s.sample
),
nearest AS (
    SELECT
        i.report_id, i.standard, i.ordinal, i.pct,
        max(f.pct) FILTER (f.pct < i.pct) AS below,
        min(f.pct) FILTER (f.pct > i.pct) AS above
    FROM impossible AS i
    INNER JOIN reachable AS f ON f.fewest <= i.cases
    GROUP BY i.report_id, i.standard, i.ordinal, i.pct
)
SELECT
    i.report_id,
    'error' AS severity,
    i.standard,
    i.ordinal AS key_question_ordinal,
    i.pct || '%' AS published,
    format('{}% or {}%', n.below, n.above) AS expected,
    format(
        'Key question {} of standard {} has {} per cent ({}), but no part of at most {} ({}) rounds to that; the '
        || 'nearest that can come about are {} and {}.',
        i.ordinal, i.standard, i.pct, in_words(i.pages),
        i.cases || CASE i.cases WHEN 1 THEN ' case' ELSE ' cases' END, in_words([e.page]), n.below, n.above
    ) AS message,
    distinct_pages(list_append(i.pages, e.page)) AS pages
FROM impossible AS i
INNER JOIN nearest AS n
    ON i.report_id = n.report_id AND i.standard = n.standard AND i.ordinal = n.ordinal AND i.pct = n.pct
LEFT JOIN report_evidence AS e ON i.report_id = e.report_id AND i.sample = e.field;
