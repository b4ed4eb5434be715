-- view:    inspections
-- title:   Every current report with its service, region and source
-- source:  reports, services, documents, framework_rating_bands
-- grain:   one row per report that no later publication supersedes
-- why:     The other views start here, so that all of them name services and years alike.
--
-- Where a report is not matched to the list of services, the printed name of the service stands in, and country and region are
-- NULL. A service that changed its printed name then counts as two: match it in data/services.csv.

CREATE OR REPLACE VIEW inspections AS
SELECT
    r.report_id,
    coalesce(r.service_id, folded(coalesce(r.service_name, r.area, r.report_id))) AS service_key,
    coalesce(s.name, r.service_name, r.area, r.report_id) AS service,
    s.service_id IS NOT NULL AS is_matched,
    s.country, s.region, r.framework, r.fieldwork_started, r.published,
    coalesce(r.fieldwork_started, r.published) AS inspected,
    year(r.published)::INTEGER AS published_in,
    r.overall_rating, b.points AS overall_points, r.score, r.score_max,
    r.court_cases, r.oocd_cases, r.resettlement_cases,
    -- A file's folder is a matter of the machine that read it.
    CASE WHEN regexp_matches(d.url, '^[a-z]+://') THEN d.url ELSE parse_filename(d.url) END AS pdf_url,
    r.document_sha256 AS pdf_sha256
FROM reports AS r
LEFT JOIN services AS s ON r.service_id = s.service_id
LEFT JOIN documents AS d ON r.document_sha256 = d.sha256
LEFT JOIN framework_rating_bands AS b ON r.framework = b.framework AND r.overall_rating = b.rating
WHERE r.is_current;
COMMENT ON VIEW inspections IS 'Every current report with its service, region and source: one row a report that no later publication supersedes.';
COMMENT ON COLUMN inspections.report_id IS 'The report.';
COMMENT ON COLUMN inspections.service_key IS 'Key of the service: its service_id, or its printed name in small letters where the report is not matched yet.';
COMMENT ON COLUMN inspections.service IS 'Name of the service: from the list of services, or as printed.';
COMMENT ON COLUMN inspections.is_matched IS 'Whether the report is matched to the list of services.';
COMMENT ON COLUMN inspections.country IS 'England or Wales; NULL where the report is not matched.';
COMMENT ON COLUMN inspections.region IS 'Region of England, or Wales; NULL where the report is not matched.';
COMMENT ON COLUMN inspections.framework IS 'The set of standards that the inspection went by.';
COMMENT ON COLUMN inspections.fieldwork_started IS 'First day of fieldwork; first of the month where only a month is printed.';
COMMENT ON COLUMN inspections.published IS 'Day of publication; first of the month where only a month is printed.';
COMMENT ON COLUMN inspections.inspected IS 'Start of the fieldwork, or the publication where that is not printed: puts inspections in order.';
COMMENT ON COLUMN inspections.published_in IS 'Year of publication.';
COMMENT ON COLUMN inspections.overall_rating IS 'The overall rating, in the official spelling.';
COMMENT ON COLUMN inspections.overall_points IS 'The overall rating on the scale of points: 0 Inadequate to 3 Outstanding.';
COMMENT ON COLUMN inspections.score IS 'The printed score.';
COMMENT ON COLUMN inspections.score_max IS 'The printed maximum of the score.';
COMMENT ON COLUMN inspections.court_cases IS 'Cases in the sample of court disposals.';
COMMENT ON COLUMN inspections.oocd_cases IS 'Cases in the sample of out-of-court disposals.';
COMMENT ON COLUMN inspections.resettlement_cases IS 'Cases in the sample of resettlement work.';
COMMENT ON COLUMN inspections.pdf_url IS 'Address of the PDF; for a local file its name.';
COMMENT ON COLUMN inspections.pdf_sha256 IS 'SHA-256 of the PDF''s bytes.';
