-- view:    themes_by_year
-- title:   What is strong and what is to be improved, by theme, year, framework, overall rating and region
-- source:  findings.themes (data/themes.toml says what each theme holds)
-- grain:   one row per theme, kind of finding, year of publication, framework, overall rating and region
-- why:     Which themes are areas for improvement most often, and whether that changes.
--
-- `reports` counts reports that have the theme among findings of that kind, `of_reports` all reports of the same year,
-- framework, rating and region whose findings have been tagged. Superseded reports do not count. A finding may have several themes.

CREATE OR REPLACE VIEW themes_by_year AS
WITH tagged AS (
    SELECT
        r.report_id, year(r.published) AS published_in, r.framework, r.overall_rating, s.region,
        f.kind, f.text, unnest(f.themes) AS theme
    FROM reports AS r
    INNER JOIN findings AS f ON r.report_id = f.report_id
    LEFT JOIN services AS s ON r.service_id = s.service_id
    WHERE r.is_current
),
looked_at AS (
    SELECT
        year(r.published) AS published_in, r.framework, r.overall_rating, s.region,
        count(DISTINCT r.report_id) AS of_reports
    FROM reports AS r
    INNER JOIN findings AS f ON r.report_id = f.report_id
    LEFT JOIN services AS s ON r.service_id = s.service_id
    WHERE r.is_current AND f.themes IS NOT NULL
    GROUP BY ALL
)
SELECT
    t.theme, t.kind, t.published_in, t.framework, t.overall_rating, t.region,
    count(*) AS findings, count(DISTINCT t.report_id) AS reports, any_value(l.of_reports) AS of_reports
FROM tagged AS t
INNER JOIN looked_at AS l
    ON t.published_in IS NOT DISTINCT FROM l.published_in
    AND t.framework = l.framework
    AND t.overall_rating IS NOT DISTINCT FROM l.overall_rating
    AND t.region IS NOT DISTINCT FROM l.region
GROUP BY ALL;
COMMENT ON VIEW themes_by_year IS 'What is strong and what is to be improved, by theme: one row a theme, kind of finding, year, framework, overall rating and region.';
COMMENT ON COLUMN themes_by_year.theme IS 'Id of the theme, as data/themes.toml names it.';
COMMENT ON COLUMN themes_by_year.kind IS 'strength, area_for_improvement or key_finding.';
COMMENT ON COLUMN themes_by_year.overall_rating IS 'The overall rating of the reports counted, in the official spelling.';
COMMENT ON COLUMN themes_by_year.findings IS 'Findings with that theme.';
COMMENT ON COLUMN themes_by_year.reports IS 'Reports with such a finding.';
COMMENT ON COLUMN themes_by_year.of_reports IS 'All reports of the same year, framework, rating and region whose findings have been tagged.';
