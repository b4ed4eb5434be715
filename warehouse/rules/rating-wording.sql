-- rule_id: rating-wording
-- title: Ratings are printed in the official wording
-- kind: wording
-- severity: info
-- source: Rules and guidance v3.4 and published reports: Outstanding, Good, Requires improvement, Inadequate; Oldham,
--         April 2019, prints "Requires Improvement"
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: Whoever counts ratings by their text counts a second spelling apart.
--
-- Letters and spaces alone are compared, so that a full stop or a footnote mark does not count.

WITH printed AS (
    SELECT r.report_id, sr.standard, sr.rating, sr.rating_printed AS printed, sr.place, sr.page
    FROM checked_reports AS r
    INNER JOIN standard_ratings AS sr ON r.report_id = sr.report_id
    WHERE sr.rating_printed IS NOT NULL AND sr.rating_printed IS DISTINCT FROM sr.rating
    UNION ALL
    SELECT r.report_id, NULL AS standard, r.overall_rating AS rating, e.printed, 'overall rating' AS place, e.page
    FROM checked_reports AS r
    INNER JOIN report_evidence AS e ON r.report_id = e.report_id AND e.field = 'overall_rating'
    WHERE e.printed IS DISTINCT FROM r.overall_rating
)
SELECT
    report_id,
    'info' AS severity,
    standard,
    NULL::INTEGER AS key_question_ordinal,
    printed AS published,
    rating AS expected,
    format(
        '{} is printed as "{}" ({}); {}.',
        CASE WHEN standard IS NULL THEN 'The overall rating' ELSE 'The rating of standard ' || standard END,
        printed, in_words(list(page)),
        CASE
            WHEN rating IS NULL THEN 'that is no rating of the framework'
            ELSE format('the official wording is "{}"', rating)
        END
    ) AS message,
    distinct_pages(list(page)) AS pages
FROM printed
WHERE trim(regexp_replace(printed, '[^A-Za-z ]', '', 'g')) IS DISTINCT FROM rating
GROUP BY report_id, standard, printed, rating;
