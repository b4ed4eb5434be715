-- view:    latest_by_service
-- title:   The latest report of each service
-- source:  service_history
-- grain:   one row per service
-- why:     How things stand, as far as reports are on file.

CREATE OR REPLACE VIEW latest_by_service AS
SELECT
    service_key, service, country, region, report_id, framework, inspected, published, overall_rating, score, score_max,
    inspection AS inspections, previous_report, previous_rating, change, is_same_framework, pdf_url, pdf_sha256
FROM service_history
QUALIFY inspection = max(inspection) OVER (PARTITION BY service_key);
COMMENT ON VIEW latest_by_service IS 'The latest report of each service: one row a service.';
COMMENT ON COLUMN latest_by_service.inspections IS 'How many inspections of the service are on file.';
COMMENT ON COLUMN latest_by_service.previous_report IS 'The report before; NULL where there is none on file.';
COMMENT ON COLUMN latest_by_service.previous_rating IS 'Its overall rating.';
COMMENT ON COLUMN latest_by_service.change IS 'Steps of the overall rating up (positive) or down (negative); NULL where either is unknown.';
COMMENT ON COLUMN latest_by_service.is_same_framework IS 'Whether both went by the same set of standards; NULL where there is none before.';
