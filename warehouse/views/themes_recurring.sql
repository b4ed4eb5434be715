-- view:    themes_recurring
-- title:   Themes of recommendations that come back at the next inspection of the same service
-- source:  recommendations.themes, reports.service_id
-- grain:   one row per service, theme and pair of an earlier and the next later report
-- why:     A recommendation that is made twice was not carried out, or did not help.
--
-- Both texts are given, for a reader to judge: a shared theme is a hint, not a proof. Superseded reports do not count.

CREATE OR REPLACE VIEW themes_recurring AS
WITH ordered AS (
    SELECT
        report_id, service_id, coalesce(fieldwork_started, published) AS inspected,
        lead(report_id) OVER (
            PARTITION BY service_id ORDER BY coalesce(fieldwork_started, published), report_id
        ) AS next_report
    FROM reports
    WHERE is_current AND service_id IS NOT NULL
),
asked AS (
    SELECT report_id, ordinal, text, unnest(themes) AS theme
    FROM recommendations
)
SELECT
    o.service_id, a.theme,
    o.report_id AS earlier_report, o.inspected AS earlier_inspected, list(DISTINCT a.text) AS earlier_recommendations,
    n.report_id AS later_report, n.inspected AS later_inspected, list(DISTINCT b.text) AS later_recommendations
FROM ordered AS o
INNER JOIN ordered AS n ON o.next_report = n.report_id
INNER JOIN asked AS a ON o.report_id = a.report_id
INNER JOIN asked AS b ON n.report_id = b.report_id AND a.theme = b.theme
GROUP BY ALL;
COMMENT ON VIEW themes_recurring IS 'Themes of recommendations that come back at the next inspection of the same service: one row a service, theme and pair of reports.';
COMMENT ON COLUMN themes_recurring.service_id IS 'The service in the table services.';
COMMENT ON COLUMN themes_recurring.theme IS 'Id of the theme, as data/themes.toml names it.';
COMMENT ON COLUMN themes_recurring.earlier_report IS 'The earlier report.';
COMMENT ON COLUMN themes_recurring.earlier_inspected IS 'Start of its fieldwork, or its publication.';
COMMENT ON COLUMN themes_recurring.earlier_recommendations IS 'Its recommendations with that theme.';
COMMENT ON COLUMN themes_recurring.later_report IS 'The next report on file.';
COMMENT ON COLUMN themes_recurring.later_inspected IS 'Start of its fieldwork, or its publication.';
COMMENT ON COLUMN themes_recurring.later_recommendations IS 'Its recommendations with that theme.';
