-- view:    deciding_standards
-- title:   Standards that alone could have changed the overall rating
-- source:  current_ratings, framework_score_bands
-- grain:   one row per current report and standard that counts toward the score
-- why:     Every standard has the same weight; which one decides depends on how near the score is to a band's edge.
--
-- could_raise: rated Outstanding instead, this standard alone would have lifted the score into a better band. could_lower: rated
-- Inadequate instead, it alone would have dropped it into a worse one. The score is the sum of the ratings, not the printed one;
-- reports with a rating that is not known are left out.

CREATE OR REPLACE VIEW deciding_standards AS
WITH most AS (
    SELECT framework, max(points) AS points FROM framework_rating_bands GROUP BY framework
),
summed AS (
    SELECT
        c.report_id, c.service, c.framework, c.region, c.published_in, c.standard, c.thread, c.name, c.rating, c.points,
        m.points AS most, sum(c.points) OVER r AS score, count(*) OVER r * m.points AS score_max, count(c.points) OVER r = count(*) OVER r AS all_known
    FROM current_ratings AS c
    INNER JOIN most AS m ON c.framework = m.framework
    WHERE c.in_score
    WINDOW r AS (PARTITION BY c.report_id)
)
SELECT
    s.report_id, s.service, s.framework, s.region, s.published_in, s.standard, s.thread, s.name, s.rating,
    s.score::INTEGER AS score, s.score_max::INTEGER AS score_max, b.rating AS overall,
    s.score + s.most - s.points > b.to_score AS could_raise,
    s.score - s.points < b.from_score AS could_lower
FROM summed AS s
INNER JOIN framework_score_bands AS b
    ON s.framework = b.framework AND s.score_max = b.score_max AND s.score BETWEEN b.from_score AND b.to_score
WHERE s.all_known;
COMMENT ON VIEW deciding_standards IS 'Standards that alone could have changed the overall rating: one row a current report and standard that counts toward the score.';
COMMENT ON COLUMN deciding_standards.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN deciding_standards.rating IS 'The rating on which all places agree.';
COMMENT ON COLUMN deciding_standards.score IS 'Sum of the points of the standards that count.';
COMMENT ON COLUMN deciding_standards.score_max IS 'Their maximum.';
COMMENT ON COLUMN deciding_standards.overall IS 'The overall rating that this score earns.';
COMMENT ON COLUMN deciding_standards.could_raise IS 'Whether this standard, rated Outstanding, alone would have earned a better overall rating.';
COMMENT ON COLUMN deciding_standards.could_lower IS 'Whether this standard, rated Inadequate, alone would have earned a worse overall rating.';
