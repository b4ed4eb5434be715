-- view:    ratings_wide
-- title:   A row a report, a column a standard
-- source:  current_ratings, inspections
-- grain:   one row per current report
-- why:     The shape that spreadsheets and statistics programs want.
--
-- Unlike standards have columns of their own: 3.4 is two. A cell is NULL where the framework has no such standard, where it was not
-- rated, or where places contradict one another; contradicted counts the last kind.

CREATE OR REPLACE VIEW ratings_wide AS
SELECT
    i.report_id, i.service_key, i.service, i.country, i.region, i.framework, i.fieldwork_started, i.published, i.published_in,
    i.overall_rating, i.score, i.score_max,
    max(c.rating) FILTER (c.thread = '1.1 Governance and leadership') AS rating_1_1,
    max(c.rating) FILTER (c.thread = '1.2 Staff') AS rating_1_2,
    max(c.rating) FILTER (c.thread = '1.3 Partnerships and services') AS rating_1_3,
    max(c.rating) FILTER (c.thread = '1.4 Information and facilities') AS rating_1_4,
    max(c.rating) FILTER (c.thread = '2.1 Assessment') AS rating_2_1,
    max(c.rating) FILTER (c.thread = '2.2 Planning') AS rating_2_2,
    max(c.rating) FILTER (c.thread = '2.3 Implementation and delivery') AS rating_2_3,
    max(c.rating) FILTER (c.thread = '2.4 Reviewing') AS rating_2_4,
    max(c.rating) FILTER (c.thread = '3.1 Assessment') AS rating_3_1,
    max(c.rating) FILTER (c.thread = '3.2 Planning') AS rating_3_2,
    max(c.rating) FILTER (c.thread = '3.3 Implementation and delivery') AS rating_3_3,
    max(c.rating) FILTER (c.thread = '3.4 Joint working') AS rating_3_4_joint_working,
    max(c.rating) FILTER (c.thread = '3.4 Out-of-court disposal policy and provision') AS rating_3_4_policy,
    max(c.rating) FILTER (c.thread = '4.1 Resettlement policy and provision') AS rating_4_1,
    count(*) FILTER (c.is_contradicted)::INTEGER AS contradicted,
    i.pdf_url, i.pdf_sha256
FROM inspections AS i
LEFT JOIN current_ratings AS c ON i.report_id = c.report_id
GROUP BY ALL;
COMMENT ON VIEW ratings_wide IS 'A row a current report, a column a standard.';
COMMENT ON COLUMN ratings_wide.rating_1_1 IS 'Rating of 1.1 Governance and leadership.';
COMMENT ON COLUMN ratings_wide.rating_1_2 IS 'Rating of 1.2 Staff.';
COMMENT ON COLUMN ratings_wide.rating_1_3 IS 'Rating of 1.3 Partnerships and services.';
COMMENT ON COLUMN ratings_wide.rating_1_4 IS 'Rating of 1.4 Information and facilities.';
COMMENT ON COLUMN ratings_wide.rating_2_1 IS 'Rating of 2.1 Assessment.';
COMMENT ON COLUMN ratings_wide.rating_2_2 IS 'Rating of 2.2 Planning.';
COMMENT ON COLUMN ratings_wide.rating_2_3 IS 'Rating of 2.3 Implementation and delivery.';
COMMENT ON COLUMN ratings_wide.rating_2_4 IS 'Rating of 2.4 Reviewing.';
COMMENT ON COLUMN ratings_wide.rating_3_1 IS 'Rating of 3.1 Assessment.';
COMMENT ON COLUMN ratings_wide.rating_3_2 IS 'Rating of 3.2 Planning.';
COMMENT ON COLUMN ratings_wide.rating_3_3 IS 'Rating of 3.3 Implementation and delivery.';
COMMENT ON COLUMN ratings_wide.rating_3_4_joint_working IS 'Rating of 3.4 Joint working.';
COMMENT ON COLUMN ratings_wide.rating_3_4_policy IS 'Rating of 3.4 Out-of-court disposal policy and provision.';
COMMENT ON COLUMN ratings_wide.rating_4_1 IS 'Rating of 4.1 Resettlement policy and provision.';
COMMENT ON COLUMN ratings_wide.contradicted IS 'How many standards are NULL because places print different ratings.';
