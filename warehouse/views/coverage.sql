-- view:    coverage
-- title:   Which services have a report under which framework, and which have none on file
-- source:  services, inspections, frameworks, gaps
-- grain:   one row per service and framework
-- why:     What is missing is shown, not hidden.
--
-- Services are those of the list of services and those that a report names. Without the list, a service of which no report is on
-- file cannot be known, so the view then understates what is missing. A service that was not in being while a framework applied,
-- because it was formed later or had been merged before, is not missing from it.

CREATE OR REPLACE VIEW coverage AS
WITH known AS (
    SELECT service_id AS service_key, name AS service, country, region, true AS is_listed, active_from, active_to
    FROM services
    UNION ALL
    SELECT service_key, any_value(service) AS service, NULL AS country, NULL AS region, false AS is_listed,
        NULL AS active_from, NULL AS active_to
    FROM inspections
    WHERE NOT is_matched
    GROUP BY service_key
),
missed AS (
    SELECT report_id, count(*) AS gaps FROM gaps GROUP BY report_id
)
SELECT
    k.service_key, k.service, k.country, k.region, k.is_listed, f.framework,
    count(i.report_id)::INTEGER AS reports,
    CASE
        WHEN count(i.report_id) > 0 THEN 'on file'
        WHEN k.active_to < f.fieldwork_from OR k.active_from > f.fieldwork_to THEN 'not in being then'
        ELSE 'no report on file'
    END AS state,
    list_sort(list_distinct(list(i.published_in) FILTER (i.published_in IS NOT NULL))) AS years,
    max(i.inspected) AS last_inspected,
    coalesce(sum(m.gaps), 0)::INTEGER AS gaps
FROM known AS k
CROSS JOIN frameworks AS f
LEFT JOIN inspections AS i ON k.service_key = i.service_key AND f.framework = i.framework
LEFT JOIN missed AS m ON i.report_id = m.report_id
GROUP BY
    k.service_key, k.service, k.country, k.region, k.is_listed, k.active_from, k.active_to,
    f.framework, f.fieldwork_from, f.fieldwork_to;
COMMENT ON VIEW coverage IS 'Which services have a report under which framework, and which have none on file: one row a service and framework.';
COMMENT ON COLUMN coverage.is_listed IS 'Whether the service is in the list of services; false for one that only a report names.';
COMMENT ON COLUMN coverage.reports IS 'Current reports on file.';
COMMENT ON COLUMN coverage.state IS 'on file, no report on file, or not in being then (the service was formed later or had been merged before).';
COMMENT ON COLUMN coverage.years IS 'Years of their publication; NULL without a report.';
COMMENT ON COLUMN coverage.last_inspected IS 'Start of the latest fieldwork; NULL without a report.';
COMMENT ON COLUMN coverage.gaps IS 'Values that the framework promises and these reports do not give.';
