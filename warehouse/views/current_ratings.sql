-- view:    current_ratings
-- title:   The rating of every standard, with what each place prints
-- source:  inspections, rating_places, standard_ratings
-- grain:   one row per current report and standard
-- why:     The long table to start from. Nothing is decided for the reader: where places contradict one another, rating is NULL
--          and the three printed ones stand beside it.

CREATE OR REPLACE VIEW current_ratings AS
WITH first_page AS (
    SELECT report_id, standard, min(page) AS page
    FROM standard_ratings
    WHERE rating IS NOT NULL
    GROUP BY report_id, standard
)
SELECT
    i.report_id, i.service_key, i.service, i.country, i.region, i.framework, i.inspected, i.published, i.published_in,
    p.standard, c.thread, p.domain, p.name, p.basis, p.in_score,
    p.agreed AS rating, b.points,
    p.summary, p.body, p.annex,
    p.agreed IS NULL AND p.first_printed IS NOT NULL AS is_contradicted,
    f.page, i.pdf_url, i.pdf_sha256
FROM inspections AS i
INNER JOIN rating_places AS p ON i.report_id = p.report_id
INNER JOIN comparable_standards AS c ON p.framework = c.framework AND p.standard = c.standard
LEFT JOIN framework_rating_bands AS b ON p.framework = b.framework AND p.agreed = b.rating
LEFT JOIN first_page AS f ON p.report_id = f.report_id AND p.standard = f.standard;
COMMENT ON VIEW current_ratings IS 'The rating of every standard in every current report, with what each place prints: one row a report and standard.';
COMMENT ON COLUMN current_ratings.rating IS 'The rating on which all places that print one agree; NULL where they contradict one another or none prints it.';
COMMENT ON COLUMN current_ratings.points IS 'Points of the rating: 0 Inadequate to 3 Outstanding.';
COMMENT ON COLUMN current_ratings.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN current_ratings.basis IS 'What the rating rests on: case_data or qualitative.';
COMMENT ON COLUMN current_ratings.summary IS 'The rating in the summary; NULL where that prints none.';
COMMENT ON COLUMN current_ratings.body IS 'The rating at the standard; NULL where that prints none.';
COMMENT ON COLUMN current_ratings.annex IS 'The rating in the annex; NULL where that prints none.';
COMMENT ON COLUMN current_ratings.is_contradicted IS 'Whether places print different ratings.';
COMMENT ON COLUMN current_ratings.page IS 'First page of the PDF that prints the rating, counted from 1.';
