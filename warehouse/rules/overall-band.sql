-- rule_id: overall-band
-- title: The overall rating is the band of the score
-- kind: score
-- severity: error
-- source: Inferred from 83 published scores, of which 79 agree and 4 are mistakes of the list or have another
--         maximum; no text of the inspectorate that gives the bands was seen
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: The overall rating is what is quoted; it must follow from the twelve ratings.
--
-- The overall rating is held against the printed score and against the sum of the ratings in each place. error: it is
-- not the band of the printed score, or not the band of any place's sum. info: one place's sum gives another band (the
-- rules that compare places say which standard differs); it is Good where the score is Outstanding, and 4.1 is rated
-- Inadequate (the decision rule dr-4.1-overall asks for that); or no bands are on file for the maximum. The printed
-- score is left out where its maximum contradicts the standards rated: score-denominator speaks of that.

WITH scores AS (
    SELECT
        r.report_id, r.framework, 'the printed score' AS source, r.score,
        coalesce(r.score_max, s.score_max) AS score_max
    FROM checked_reports AS r
    LEFT JOIN (SELECT DISTINCT report_id, score_max, score_max_printed FROM score_sums) AS s
        ON r.report_id = s.report_id
    WHERE coalesce(r.score_max IN (s.score_max, s.score_max_printed), true)
    UNION ALL
    SELECT report_id, framework, 'the sum of the ratings in the ' || place AS source, score, score_max
    FROM score_sums
),
compared AS (
    SELECT
        s.report_id, s.source, s.score, s.score_max, r.overall_rating AS printed, b.rating AS due,
        s.source = 'the printed score' AS is_printed,
        NOT EXISTS (
            SELECT 1 FROM framework_score_bands AS f WHERE f.framework = s.framework AND f.score_max = s.score_max
        ) AS not_on_file,
        coalesce(
            r.overall_rating = 'Good' AND b.rating = 'Outstanding'
            AND list_contains([p.summary, p.body, p.annex], 'Inadequate'), false
        ) AS held_back
    FROM scores AS s
    INNER JOIN checked_reports AS r ON s.report_id = r.report_id
    LEFT JOIN framework_score_bands AS b
        ON s.framework = b.framework AND s.score_max = b.score_max AND s.score BETWEEN b.from_score AND b.to_score
    LEFT JOIN rating_places AS p ON s.report_id = p.report_id AND p.standard = '4.1'
    WHERE r.overall_rating IS NOT NULL AND s.score IS NOT NULL AND s.score_max IS NOT NULL
),
differing AS (
    SELECT
        report_id,
        any_value(printed) AS printed,
        bool_or(not_on_file) AS not_on_file,
        bool_or(is_printed AND printed <> due AND NOT held_back)
        OR bool_and(is_printed OR (printed <> due AND NOT held_back)) AS contradicts,
        bool_or(held_back) AS held_back,
        -- The printed score first, then the summary's sum.
        arg_max(source, (is_printed, source)) FILTER (not_on_file OR printed <> due) AS source,
        arg_max(score, (is_printed, source)) FILTER (not_on_file OR printed <> due) AS score,
        arg_max(score_max, (is_printed, source)) FILTER (not_on_file OR printed <> due) AS score_max,
        arg_max(due, (is_printed, source)) FILTER (not_on_file OR printed <> due) AS due
    FROM compared
    GROUP BY report_id
    HAVING bool_or(not_on_file) OR bool_or(printed <> due)
),
evidence AS (
    SELECT
        report_id,
        min(page) FILTER (field = 'overall_rating') AS overall_page,
        distinct_pages(list(page)) AS pages
    FROM report_evidence
    WHERE field IN ('overall_rating', 'score', 'score_max') AND report_id IN (SELECT report_id FROM differing)
    GROUP BY report_id
)
SELECT
    d.report_id,
    CASE WHEN d.contradicts AND NOT d.not_on_file THEN 'error' ELSE 'info' END AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    d.printed AS published,
    d.due AS expected,
    CASE
        WHEN d.not_on_file
            THEN format(
                'The overall rating {} ({}) cannot be checked: no bands are on file for a maximum of {}.',
                d.printed, in_words([e.overall_page]), d.score_max
            )
        ELSE format(
            'The overall rating is {} ({}), but {}, {} of {}, is {}{}',
            d.printed, in_words([e.overall_page]), d.source, d.score, d.score_max, d.due,
            CASE
                WHEN d.contradicts THEN '.'
                WHEN d.held_back THEN '; with standard 4.1 rated Inadequate, no service is Outstanding overall.'
                ELSE '; the sum of another place agrees.'
            END
        )
    END AS message,
    coalesce(e.pages, []) AS pages
FROM differing AS d
LEFT JOIN evidence AS e ON d.report_id = e.report_id;
