-- view:    service_history
-- title:   Every inspection of a service in order, with the change
-- source:  inspections
-- grain:   one row per current report
-- why:     Whether a service got better or worse. Overall ratings of different frameworks rest on different standards, so
--          is_same_framework says whether a change is one of like with like. The score's change is given only for the same maximum
--          of the same framework. A report of which no day is known stands first, never as the latest.

CREATE OR REPLACE VIEW service_history AS
WITH ordered AS (
    SELECT
        i.*,
        row_number() OVER in_order::INTEGER AS inspection,
        lag(i.report_id) OVER in_order AS previous_report,
        lag(i.inspected) OVER in_order AS previous_inspected,
        lag(i.framework) OVER in_order AS previous_framework,
        lag(i.overall_rating) OVER in_order AS previous_rating,
        lag(i.overall_points) OVER in_order AS previous_points,
        lag(i.score) OVER in_order AS previous_score,
        lag(i.score_max) OVER in_order AS previous_score_max
    FROM inspections AS i
    WINDOW in_order AS (PARTITION BY i.service_key ORDER BY i.inspected NULLS FIRST, i.report_id)
)
SELECT
    service_key, service, country, region, inspection, report_id, framework, inspected, published, overall_rating, score, score_max,
    previous_report, previous_inspected, previous_rating,
    date_diff('month', previous_inspected, inspected)::INTEGER AS months_between,
    overall_points - previous_points AS change,
    framework = previous_framework AS is_same_framework,
    CASE WHEN framework = previous_framework AND score_max = previous_score_max THEN score - previous_score END AS score_change,
    pdf_url, pdf_sha256
FROM ordered;
COMMENT ON VIEW service_history IS 'Every inspection of a service in order, with the change since the one before: one row a current report.';
COMMENT ON COLUMN service_history.inspection IS 'Position among the service''s inspections on file, from 1.';
COMMENT ON COLUMN service_history.previous_report IS 'The report before; NULL for the first on file.';
COMMENT ON COLUMN service_history.previous_inspected IS 'Its fieldwork''s start, or its publication.';
COMMENT ON COLUMN service_history.previous_rating IS 'Its overall rating.';
COMMENT ON COLUMN service_history.months_between IS 'Months between the two.';
COMMENT ON COLUMN service_history.change IS 'Steps of the overall rating up (positive) or down (negative); NULL where either is unknown.';
COMMENT ON COLUMN service_history.is_same_framework IS 'Whether both went by the same set of standards; NULL for the first on file.';
COMMENT ON COLUMN service_history.score_change IS 'Change of the score; NULL unless framework and maximum are the same.';
