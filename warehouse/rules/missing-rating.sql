-- rule_id: missing-rating
-- title: Every standard's rating is printed as text, and so is the overall rating
-- kind: completeness
-- severity: warning
-- source: Published reports print some ratings only as a picture of a dial or a coloured box, and the summary or
--         the body of some lacks one
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A rating that is only a picture is lost to screen readers and to every copy of the text.
--
-- warning: a label stands without any rating beside it, in every place that prints the label. info: the rating is a
-- picture or cannot be read (see gaps), or another place prints it. Silent in a domain that is not rated at all, of
-- which missing-standard speaks.

WITH unrated AS (
    SELECT r.report_id, sr.standard, sr.place, sr.page
    FROM checked_reports AS r
    INNER JOIN standard_ratings AS sr ON r.report_id = sr.report_id
    INNER JOIN framework_standards AS s ON r.framework = s.framework AND sr.standard = s.standard
    INNER JOIN rated_domains AS d ON sr.report_id = d.report_id AND sr.domain = d.domain
    WHERE sr.rating IS NULL
    UNION ALL
    -- A gap without a row of its own in standard_ratings.
    SELECT r.report_id, g.standard, NULL AS place, g.page
    FROM checked_reports AS r
    INNER JOIN gaps AS g ON r.report_id = g.report_id
    INNER JOIN framework_standards AS s ON r.framework = s.framework AND g.standard = s.standard
    INNER JOIN rated_domains AS d ON g.report_id = d.report_id AND s.domain = d.domain
    WHERE g.field LIKE '%rating%'
    UNION ALL
    SELECT r.report_id, 'overall' AS standard, NULL AS place, NULL AS page
    FROM checked_reports AS r
    WHERE r.overall_rating IS NULL AND r.report_id IN (SELECT report_id FROM standard_ratings)
),
gathered AS (
    SELECT report_id, standard, distinct_pages(list(page)) AS pages
    FROM unrated
    GROUP BY report_id, standard
),
explained AS (
    SELECT
        g.report_id, g.standard, g.pages, p.first_printed,
        list_distinct(list(gap.reason) FILTER (gap.reason IS NOT NULL)) AS reasons
    FROM gathered AS g
    LEFT JOIN rating_places AS p ON g.report_id = p.report_id AND g.standard = p.standard
    LEFT JOIN gaps AS gap
        ON g.report_id = gap.report_id AND gap.field LIKE '%rating%' AND coalesce(gap.standard, 'overall') = g.standard
    GROUP BY g.report_id, g.standard, g.pages, p.first_printed
)
SELECT
    report_id,
    CASE
        WHEN standard = 'overall' OR first_printed IS NOT NULL THEN 'info'
        -- Another reason than that: something stands there.
        WHEN len(list_filter(reasons, LAMBDA r: r <> 'not_printed')) > 0 THEN 'info'
        ELSE 'warning'
    END AS severity,
    nullif(standard, 'overall') AS standard,
    NULL::INTEGER AS key_question_ordinal,
    NULL::VARCHAR AS published,
    first_printed AS expected,
    CASE standard WHEN 'overall' THEN 'The overall rating' ELSE format('The rating of standard {}', standard) END
    || CASE
        WHEN list_contains(reasons, 'printed_as_picture') THEN ' is printed as a picture'
        WHEN list_has_any(reasons, ['unreadable', 'unknown_label', 'ambiguous']) THEN ' could not be read for certain'
        ELSE ' is not printed'
    END
    || CASE WHEN len(pages) > 0 THEN format(' ({})', in_words(pages)) ELSE '' END
    || CASE WHEN first_printed IS NOT NULL THEN format('; elsewhere it is {}.', first_printed) ELSE '.' END AS message,
    pages
FROM explained;
