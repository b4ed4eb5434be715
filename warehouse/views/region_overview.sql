-- view:    region_overview
-- title:   The regions side by side: how many services have a report, and how they were rated
-- source:  coverage, inspections
-- grain:   one row per framework and region
-- why:     A map shows it. Counts are of services, each with its latest report under the framework, and services without one are
--          counted too. Reports that are matched to no service make a row of their own, whose region is NULL.

CREATE OR REPLACE VIEW region_overview AS
WITH latest AS (
    SELECT service_key, framework, report_id, overall_points, 100.0 * score / nullif(score_max, 0) AS score_pct
    FROM inspections
    QUALIFY row_number() OVER (PARTITION BY service_key, framework ORDER BY inspected DESC NULLS LAST, report_id DESC) = 1
)
SELECT
    c.framework, any_value(c.country) AS country, c.region,
    count(*)::INTEGER AS services,
    count(l.report_id)::INTEGER AS with_report,
    (count(*) FILTER (l.overall_points = 3))::INTEGER AS outstanding,
    (count(*) FILTER (l.overall_points = 2))::INTEGER AS good,
    (count(*) FILTER (l.overall_points = 1))::INTEGER AS requires_improvement,
    (count(*) FILTER (l.overall_points = 0))::INTEGER AS inadequate,
    count(l.overall_points)::INTEGER AS rated,
    round(median(l.score_pct))::INTEGER AS median_score_pct
FROM coverage AS c
LEFT JOIN latest AS l ON c.service_key = l.service_key AND c.framework = l.framework
WHERE c.state != 'not in being then'
GROUP BY c.framework, c.region;
COMMENT ON VIEW region_overview IS 'The regions side by side: how many services have a report, and how they were rated: one row a framework and region.';
COMMENT ON COLUMN region_overview.region IS 'Region of England, or Wales; NULL for reports that are matched to no service.';
COMMENT ON COLUMN region_overview.services IS 'Services that were in being while the framework applied.';
COMMENT ON COLUMN region_overview.with_report IS 'How many of them have a report under the framework on file.';
COMMENT ON COLUMN region_overview.outstanding IS 'How many of them are Outstanding by their latest report.';
COMMENT ON COLUMN region_overview.good IS 'How many of them are Good.';
COMMENT ON COLUMN region_overview.requires_improvement IS 'How many of them are Requires improvement.';
COMMENT ON COLUMN region_overview.inadequate IS 'How many of them are Inadequate.';
COMMENT ON COLUMN region_overview.rated IS 'How many of them have an overall rating that is known.';
COMMENT ON COLUMN region_overview.median_score_pct IS 'Median of their scores in per cent of the printed maximum; NULL where none prints a score.';
