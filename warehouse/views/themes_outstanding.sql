-- view:    themes_outstanding
-- title:   Strengths that reports print under a standard rated Outstanding
-- source:  findings of kind strength, standard_ratings
-- grain:   one row per strength and standard
-- why:     What others may learn from.
--
-- Only strengths that stand under the standard itself: a whole domain's strengths cannot be told apart. The rating must be
-- Outstanding in every place that prints one. Superseded reports do not count.

CREATE OR REPLACE VIEW themes_outstanding AS
WITH outstanding AS (
    SELECT report_id, standard, any_value(name) AS name
    FROM standard_ratings
    WHERE rating IS NOT NULL
    GROUP BY report_id, standard
    HAVING bool_and(rating = 'Outstanding')
)
SELECT
    r.report_id, r.service_id, r.service_name, r.framework, r.published, o.standard, o.name AS standard_name,
    f.ordinal, f.text, f.themes, f.page
FROM reports AS r
INNER JOIN outstanding AS o ON r.report_id = o.report_id
INNER JOIN findings AS f ON r.report_id = f.report_id AND o.standard = f.section
WHERE r.is_current AND f.kind = 'strength';
COMMENT ON VIEW themes_outstanding IS 'Strengths that reports print under a standard rated Outstanding: one row a strength and standard.';
COMMENT ON COLUMN themes_outstanding.service_id IS 'The service in the table services; NULL where it is not matched yet.';
COMMENT ON COLUMN themes_outstanding.service_name IS 'Name of the service, as printed.';
COMMENT ON COLUMN themes_outstanding.standard_name IS 'The standard''s name as printed.';
COMMENT ON COLUMN themes_outstanding.ordinal IS 'Position among the strengths of the section.';
COMMENT ON COLUMN themes_outstanding.text IS 'The words of the strength on one line.';
COMMENT ON COLUMN themes_outstanding.themes IS 'Themes it touches; NULL where nobody has looked.';
COMMENT ON COLUMN themes_outstanding.page IS 'Page of the PDF, counted from 1.';
