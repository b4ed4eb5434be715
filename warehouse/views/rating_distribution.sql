-- view:    rating_distribution
-- title:   How many reports have which rating, by year, framework, country and region
-- source:  inspections, current_ratings
-- grain:   one row per framework, year of publication, country, region, standard (or overall) and rating
-- why:     Distributions over time and place. Add reports up over the columns that you do not need; never add frameworks for a
--          standard whose thread differs.

CREATE OR REPLACE VIEW rating_distribution AS
WITH rated AS (
    SELECT framework, published_in, country, region, 'overall' AS standard, 'overall' AS thread, overall_rating AS rating, overall_points AS points
    FROM inspections
    UNION ALL
    SELECT framework, published_in, country, region, standard, thread, rating, points
    FROM current_ratings
)
SELECT
    framework, published_in, country, region, standard, thread, rating, points,
    count(*)::INTEGER AS reports,
    sum(count(*)) OVER (PARTITION BY framework, published_in, country, region, thread)::INTEGER AS of_reports
FROM rated
WHERE rating IS NOT NULL
GROUP BY framework, published_in, country, region, standard, thread, rating, points;
COMMENT ON VIEW rating_distribution IS 'How many current reports have which rating: one row a framework, year, country, region, standard (or overall) and rating.';
COMMENT ON COLUMN rating_distribution.standard IS 'Number of the standard, or overall.';
COMMENT ON COLUMN rating_distribution.thread IS 'What is compared across frameworks: number and name, or overall.';
COMMENT ON COLUMN rating_distribution.rating IS 'The rating, in the official spelling.';
COMMENT ON COLUMN rating_distribution.points IS 'Points of the rating: 0 Inadequate to 3 Outstanding.';
COMMENT ON COLUMN rating_distribution.reports IS 'Reports with that rating.';
COMMENT ON COLUMN rating_distribution.of_reports IS 'Reports of the same framework, year, country and region whose rating of this standard is known.';
