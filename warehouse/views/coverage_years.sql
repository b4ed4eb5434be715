-- view:    coverage_years
-- title:   How many services have a report published in which year
-- source:  inspections, coverage, gaps
-- grain:   one row per year of publication, from the first on file to the last, years without any report included
-- why:     A gap in the years is a gap in what is on file, or in what was published; either is to be seen before counting.

CREATE OR REPLACE VIEW coverage_years AS
WITH years AS (
    SELECT unnest(range(min(published_in), max(published_in) + 1))::INTEGER AS published_in FROM inspections
),
known AS (
    SELECT count(DISTINCT service_key)::INTEGER AS services FROM coverage
),
missed AS (
    SELECT report_id, count(*) AS gaps FROM gaps GROUP BY report_id
)
SELECT
    y.published_in,
    count(i.report_id)::INTEGER AS reports,
    count(DISTINCT i.service_key)::INTEGER AS services,
    any_value(k.services) AS of_services,
    count(*) FILTER (i.report_id IS NOT NULL AND NOT i.is_matched)::INTEGER AS unmatched,
    coalesce(sum(m.gaps), 0)::INTEGER AS gaps
FROM years AS y
CROSS JOIN known AS k
LEFT JOIN inspections AS i ON y.published_in = i.published_in
LEFT JOIN missed AS m ON i.report_id = m.report_id
GROUP BY y.published_in;
COMMENT ON VIEW coverage_years IS 'How many services have a report published in which year: one row a year, years without any report included.';
COMMENT ON COLUMN coverage_years.reports IS 'Current reports on file.';
COMMENT ON COLUMN coverage_years.services IS 'Services that they are about.';
COMMENT ON COLUMN coverage_years.of_services IS 'Services known at all, by the list of services or by a report.';
COMMENT ON COLUMN coverage_years.unmatched IS 'Reports that are not matched to the list of services.';
COMMENT ON COLUMN coverage_years.gaps IS 'Values that the framework promises and these reports do not give.';
