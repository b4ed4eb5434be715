-- view:    standard_history
-- title:   Every standard of a service in order, with the change
-- source:  current_ratings
-- grain:   one row per current report and standard
-- why:     Where a service got better or worse. Only ratings of the same thread are compared (see comparable_standards), so 3.4 of
--          2018 is never held against 3.4 of 2021.

CREATE OR REPLACE VIEW standard_history AS
WITH ordered AS (
    SELECT
        c.*,
        lag(c.report_id) OVER in_order AS previous_report,
        lag(c.framework) OVER in_order AS previous_framework,
        lag(c.rating) OVER in_order AS previous_rating,
        lag(c.points) OVER in_order AS previous_points
    FROM current_ratings AS c
    WINDOW in_order AS (PARTITION BY c.service_key, c.thread ORDER BY c.inspected, c.report_id)
)
SELECT
    service_key, service, country, region, standard, thread, name, report_id, framework, inspected, rating,
    previous_report, previous_rating, points - previous_points AS change, framework = previous_framework AS is_same_framework,
    page, pdf_url, pdf_sha256
FROM ordered;
COMMENT ON VIEW standard_history IS 'Every standard of a service in order, with the change since the inspection before: one row a current report and standard.';
COMMENT ON COLUMN standard_history.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN standard_history.rating IS 'The rating on which all places agree; NULL where they contradict one another or none prints it.';
COMMENT ON COLUMN standard_history.previous_report IS 'The report before that rates the same standard; NULL for the first on file.';
COMMENT ON COLUMN standard_history.previous_rating IS 'Its rating of the standard.';
COMMENT ON COLUMN standard_history.change IS 'Steps up (positive) or down (negative); NULL where either rating is unknown.';
COMMENT ON COLUMN standard_history.is_same_framework IS 'Whether both went by the same set of standards; NULL for the first on file.';
COMMENT ON COLUMN standard_history.page IS 'First page of the PDF that prints the rating, counted from 1.';
