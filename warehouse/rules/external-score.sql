-- rule_id: external-score
-- title: Score and overall rating agree with what others recorded
-- kind: second opinion
-- severity: info
-- source: Lists imported into external_scores, such as an independent project's record of 83 published reports
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A second pair of eyes: where two readings of one report differ, one of them is wrong.
--
-- Matched by the name of the service and the month of publication. Compares what both sides give; a rating that a list
-- gives in words that are no rating is passed over. A row that the list itself doubts is compared all the same, and
-- said so.

WITH pairs AS (
    SELECT
        r.report_id, r.score, r.score_max, r.overall_rating, x.source, x.doubt,
        x.score AS their_score, x.score_max AS their_max, b.rating AS their_rating
    FROM checked_reports AS r
    INNER JOIN external_scores AS x
        ON date_trunc('month', r.published) = date_trunc('month', x.published)
        AND (
            folded(r.area) = folded(x.service)
            -- Whole words: Hull is not the beginning of Hullborough Youth Justice Service.
            OR starts_with(
                regexp_replace(lower(r.service_name), '[^a-z0-9]+', ' ', 'g') || ' ',
                regexp_replace(lower(x.service), '[^a-z0-9]+', ' ', 'g') || ' '
            )
        )
    LEFT JOIN framework_rating_bands AS b ON r.framework = b.framework AND folded(x.overall_rating) = folded(b.rating)
),
differences AS (
    SELECT
        report_id, source, doubt, 'score' AS field,
        -- A maximum may be missing on either side.
        score || coalesce('/' || score_max, '') AS ours,
        their_score || coalesce('/' || their_max, '') AS theirs
    FROM pairs
    WHERE score <> their_score OR (score = their_score AND score_max <> their_max)
    UNION ALL
    SELECT report_id, source, doubt, 'overall_rating' AS field, overall_rating AS ours, their_rating AS theirs
    FROM pairs
    WHERE overall_rating <> their_rating
)
SELECT
    d.report_id,
    'info' AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    d.ours AS published,
    d.theirs AS expected,
    format(
        'The report prints {} {} ({}); the list {} records {}{}',
        CASE d.field WHEN 'score' THEN 'the score' ELSE 'the overall rating' END,
        d.ours, in_words([e.page]), d.source, d.theirs,
        CASE WHEN d.doubt IS NULL THEN '.' ELSE ' in a row that it marks as doubtful.' END
    ) AS message,
    distinct_pages([e.page]) AS pages
FROM differences AS d
LEFT JOIN report_evidence AS e ON d.report_id = e.report_id AND d.field = e.field;
