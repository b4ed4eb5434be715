-- rule_id: score-sum
-- title: The printed score is the sum of the ratings that count
-- kind: score
-- severity: error
-- source: Recomputed: Staffordshire 2023 prints 9/36, East Sussex 2024 prints 25/36, each the sum of twelve ratings
--         at 0 to 3 points; Rules and guidance v3.4, Introduction: the resettlement rating "will not contribute to a
--         YJS's overall composite score"
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: The score decides the overall rating, and services are ranked by it.
--
-- A standard that counts has the points of its rating; one that a place does not print is taken from another place.
-- error: the ratings of no place add up to the printed score. info: those of one place do, those of another do not (the
-- rules that compare places say which standard differs). Silent where a rating that counts is printed nowhere.

WITH compared AS (
    SELECT s.report_id, s.place, s.score, s.score_max, s.standards, s.pages, r.score AS printed
    FROM checked_reports AS r
    INNER JOIN score_sums AS s ON r.report_id = s.report_id
    WHERE r.score IS NOT NULL AND s.score IS NOT NULL
),
differing AS (
    SELECT
        report_id,
        any_value(printed) AS printed,
        any_value(standards) AS standards,
        bool_or(score = printed) AS somewhere_right,
        -- The first place that differs: the summary stands beside the score.
        max_by(score, place) FILTER (score <> printed) AS score,
        max_by(score_max, place) FILTER (score <> printed) AS score_max,
        max_by(place, place) FILTER (score <> printed) AS place,
        max_by(pages, place) FILTER (score <> printed) AS pages
    FROM compared
    GROUP BY report_id
    HAVING bool_or(score <> printed)
)
SELECT
    d.report_id,
    CASE WHEN d.somewhere_right THEN 'info' ELSE 'error' END AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    d.printed::VARCHAR AS published,
    d.score::VARCHAR AS expected,
    format(
        'The printed score is {} ({}), but the {} ratings that count in the {} ({}) add up to {} of {}{}',
        d.printed, in_words([e.page]), d.standards, d.place, in_words(d.pages), d.score, d.score_max,
        CASE WHEN d.somewhere_right THEN '; those of another place add up to it.' ELSE '.' END
    ) AS message,
    distinct_pages(list_append(d.pages, e.page)) AS pages
FROM differing AS d
LEFT JOIN report_evidence AS e ON d.report_id = e.report_id AND e.field = 'score';
