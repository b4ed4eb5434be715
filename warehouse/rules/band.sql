-- rule_id: band
-- title: A standard judged on case data is rated by its lowest key question
-- kind: rating
-- severity: error
-- source: Staffordshire, December 2023, footnote 2: "The rating for the standard is driven by the lowest score on
--         each of the key questions, which is placed in a rating band"; recomputed on 31 of 31 standards of four
--         reports. Bands: Rules and guidance v3.4 (June 2024), Rating characteristics, Definitions
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: The percentages are the evidence and the rating is what follows from them; where they part, one of the two
--         is wrong.
--
-- Every rating printed for the standard is held against the lowest percentage in the body and in the annex; a figure
-- that one of the two lacks is taken from the other. error: it follows from neither. warning: the next band, and the
-- percentage lies within five points of the boundary (consistent only with professional discretion) or is a boundary
-- itself (it may be rounded up from just below). info: it does not follow, but the report prints another rating for
-- this standard that does; or it follows and the lowest percentage is exactly a boundary. Where a question has no
-- figure anywhere, only a rating that is too high can be told.

WITH discretion AS (
    -- Rules and guidance v3.4 names a ratings panel but no margin; five points is the most that is heard of.
    SELECT 5 AS points
),
top_band AS (
    SELECT framework, max(points) AS points FROM framework_rating_bands GROUP BY framework
),
-- Every rating that is printed for a standard on case data; nearly always it is one.
printed AS (
    SELECT report_id, framework, standard, agreed AS rating
    FROM rating_places
    WHERE basis = 'case_data' AND agreed IS NOT NULL
    UNION ALL
    SELECT DISTINCT report_id, framework, standard, unnest([summary, body, annex]) AS rating
    FROM rating_places
    WHERE basis = 'case_data' AND agreed IS NULL
),
compared AS (
    SELECT
        p.report_id, p.framework, p.standard, p.rating, l.place, l.lowest, l.ordinal, l.page,
        due.rating AS due, due.points AS due_points, due.from_pct AS due_from, given.points - due.points AS steps,
        -- How far the percentage lies from the boundary between its own band and the one that was given.
        CASE given.points - due.points
            WHEN 1 THEN given.from_pct - l.lowest
            WHEN -1 THEN l.lowest - due.from_pct
        END AS distance,
        (given.points = due.points OR (NOT l.complete AND given.points < due.points)) AS follows
    FROM printed AS p
    INNER JOIN deciding_questions AS l ON p.report_id = l.report_id AND p.standard = l.standard
    INNER JOIN framework_rating_bands AS given ON p.framework = given.framework AND p.rating = given.rating
    INNER JOIN framework_rating_bands AS due
        ON p.framework = due.framework AND l.lowest BETWEEN due.from_pct AND due.to_pct
),
-- Standards with anything to tell; the lower end of the whole scale is no boundary.
troubled AS (
    SELECT DISTINCT report_id, standard
    FROM compared
    WHERE NOT follows OR (lowest = due_from AND due_from > 0)
),
-- Which of their ratings follow from the body or the annex, and which standards have one that does.
by_rating AS (
    SELECT c.report_id, c.standard, c.rating, bool_or(c.follows) AS follows
    FROM compared AS c
    SEMI JOIN troubled AS t ON c.report_id = t.report_id AND c.standard = t.standard
    GROUP BY c.report_id, c.standard, c.rating
),
by_standard AS (
    SELECT report_id, standard, bool_or(follows) AS another_follows FROM by_rating GROUP BY report_id, standard
),
judged AS (
    SELECT
        c.*, s.another_follows,
        CASE
            WHEN c.follows THEN 'follows'
            WHEN c.steps = -1 AND c.distance = 0 THEN 'rounded'
            WHEN c.distance <= d.points THEN 'discretion'
            ELSE 'contradicts'
        END AS outcome
    FROM compared AS c
    INNER JOIN by_rating AS r ON c.report_id = r.report_id AND c.standard = r.standard AND c.rating = r.rating
    INNER JOIN by_standard AS s ON c.report_id = s.report_id AND c.standard = s.standard
    CROSS JOIN discretion AS d
    WHERE NOT r.follows OR (c.steps = 0 AND c.lowest = c.due_from AND c.due_from > 0)
),
-- For each rating the place that speaks best for it.
best AS (
    SELECT *
    FROM judged
    QUALIFY row_number() OVER (
        PARTITION BY report_id, standard, rating
        ORDER BY list_position(['follows', 'rounded', 'discretion', 'contradicts'], outcome), place DESC
    ) = 1
),
placed AS (
    SELECT
        b.*,
        distinct_pages([
            CASE WHEN p.summary = b.rating THEN p.summary_page END,
            CASE WHEN p.body = b.rating THEN p.body_page END,
            CASE WHEN p.annex = b.rating THEN p.annex_page END
        ]) AS pages
    FROM best AS b
    INNER JOIN rating_places AS p ON b.report_id = p.report_id AND b.standard = p.standard
)
SELECT
    b.report_id,
    CASE
        WHEN b.another_follows THEN 'info'
        WHEN b.outcome IN ('rounded', 'discretion') THEN 'warning'
        ELSE 'error'
    END AS severity,
    b.standard,
    b.ordinal AS key_question_ordinal,
    b.rating AS published,
    b.due AS expected,
    CASE b.outcome
        WHEN 'follows' THEN
            format(
                'Standard {} is rated {} on {} per cent (key question {}, page {}), exactly the boundary of '
                || 'that band',
                b.standard, b.rating, b.lowest, b.ordinal, b.page
            )
            || CASE
                WHEN b.due_points = t.points THEN '; Rules and guidance v3.4 leaves this figure unassigned, and'
                    || ' it is taken as ' || b.due || '.'
                ELSE '; unrounded it may lie just below.'
            END
        ELSE
            format(
                'Standard {} is rated {} ({}), but its lowest key question, number {}, has {} per cent (page '
                || '{}), which is {}',
                b.standard, b.rating, in_words(b.pages), b.ordinal, b.lowest, b.page, b.due
            )
            || CASE
                WHEN b.another_follows THEN '; elsewhere the report prints a rating that follows.'
                WHEN b.outcome = 'rounded' THEN format(
                    '; consistent only if {} is rounded up from just below the boundary, or with professional '
                    || 'discretion.',
                    b.lowest
                )
                WHEN b.outcome = 'discretion' THEN format(
                    '; consistent only with professional discretion, {} from the boundary.',
                    b.distance || CASE b.distance WHEN 1 THEN ' point' ELSE ' points' END
                )
                ELSE '.'
            END
    END AS message,
    distinct_pages(list_append(b.pages, b.page)) AS pages
FROM placed AS b
INNER JOIN top_band AS t ON b.framework = t.framework;
