-- view:    themes_by_year
-- title:   What is strong, what is to be improved and what is recommended, by theme, year, framework, overall rating and region
-- source:  findings.themes, recommendations.themes (data/themes.toml says what each theme holds)
-- grain:   one row per theme, kind of finding, year of publication, framework, overall rating and region
-- why:     Which themes are areas for improvement or asked for most often, and whether that changes.
--
-- Recommendations are a kind of their own beside the kinds of finding. `reports` counts reports that have the theme among
-- those of that kind, `of_reports` all reports of the same year, framework, rating and region that have been tagged, with or
-- without the kind. Superseded reports do not count. A finding or recommendation may have several themes.

CREATE OR REPLACE VIEW themes_by_year AS
WITH bullets AS (
    SELECT report_id, kind, themes
    FROM findings
    WHERE themes IS NOT NULL
    UNION ALL
    SELECT report_id, 'recommendation' AS kind, themes
    FROM recommendations
    WHERE themes IS NOT NULL
),
placed AS (
    SELECT r.report_id, year(r.published) AS published_in, r.framework, r.overall_rating, s.region
    FROM reports AS r
    LEFT JOIN services AS s ON r.service_id = s.service_id
    WHERE r.is_current AND r.report_id IN (SELECT report_id FROM bullets)
),
tagged AS (
    SELECT report_id, kind, unnest(themes) AS theme
    FROM bullets
),
looked_at AS (
    SELECT published_in, framework, overall_rating, region, count(*) AS of_reports
    FROM placed
    GROUP BY ALL
)
SELECT
    t.theme, t.kind, p.published_in, p.framework, p.overall_rating, p.region,
    count(*) AS findings, count(DISTINCT p.report_id) AS reports, any_value(l.of_reports) AS of_reports
FROM tagged AS t
INNER JOIN placed AS p ON t.report_id = p.report_id
INNER JOIN looked_at AS l
    ON p.published_in IS NOT DISTINCT FROM l.published_in
    AND p.framework = l.framework
    AND p.overall_rating IS NOT DISTINCT FROM l.overall_rating
    AND p.region IS NOT DISTINCT FROM l.region
GROUP BY ALL;
COMMENT ON VIEW themes_by_year IS 'What is strong, what is to be improved and what is recommended, by theme: one row a theme, kind of finding, year, framework, overall rating and region.';
COMMENT ON COLUMN themes_by_year.theme IS 'Id of the theme, as data/themes.toml names it.';
COMMENT ON COLUMN themes_by_year.kind IS 'strength, area_for_improvement, key_finding or recommendation.';
COMMENT ON COLUMN themes_by_year.overall_rating IS 'The overall rating of the reports counted, in the official spelling.';
COMMENT ON COLUMN themes_by_year.findings IS 'Findings, or recommendations, with that theme.';
COMMENT ON COLUMN themes_by_year.reports IS 'Reports with such a finding or recommendation.';
COMMENT ON COLUMN themes_by_year.of_reports IS 'All reports of the same year, framework, rating and region that have been tagged.';
