-- view:    peer_key_questions
-- title:   A service's percentages beside its region
-- source:  latest_by_service, current_key_questions
-- grain:   one row per service, standard and key question of its latest report
-- why:     Ratings are coarse: 64 and 50 per cent are both Requires improvement.
--
-- The group is the region, or all services where the region is not known, under the same framework; the service is one of it.

CREATE OR REPLACE VIEW peer_key_questions AS
WITH latest AS (
    SELECT q.*, coalesce(q.region, 'all services') AS peer_group
    FROM latest_by_service AS l
    INNER JOIN current_key_questions AS q ON l.report_id = q.report_id
),
grouped AS (
    SELECT peer_group, framework, standard, ordinal, pct_yes FROM latest WHERE peer_group != 'all services'
    UNION ALL
    SELECT 'all services' AS peer_group, framework, standard, ordinal, pct_yes FROM latest
),
spread AS (
    SELECT
        peer_group, framework, standard, ordinal, count(pct_yes)::INTEGER AS services,
        median(pct_yes) AS median, min(pct_yes) AS lowest, max(pct_yes) AS highest
    FROM grouped
    GROUP BY peer_group, framework, standard, ordinal
)
SELECT
    l.service_key, l.service, l.peer_group, l.framework, l.report_id, l.standard, l.name, l.ordinal, l.question, l.pct_yes,
    s.services, s.median, s.lowest, s.highest, l.pct_yes - s.median AS from_median, l.page, l.pdf_url, l.pdf_sha256
FROM latest AS l
INNER JOIN spread AS s
    ON l.peer_group = s.peer_group AND l.framework = s.framework AND l.standard = s.standard AND l.ordinal = s.ordinal;
COMMENT ON VIEW peer_key_questions IS 'A service''s percentages beside its region: one row a service, standard and key question of its latest report.';
COMMENT ON COLUMN peer_key_questions.peer_group IS 'The region, or all services where the region is not known.';
COMMENT ON COLUMN peer_key_questions.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN peer_key_questions.ordinal IS 'Position among the standard''s questions in the framework, from 1.';
COMMENT ON COLUMN peer_key_questions.question IS 'Wording of the framework.';
COMMENT ON COLUMN peer_key_questions.pct_yes IS 'Whole per cent of cases answered ''yes''.';
COMMENT ON COLUMN peer_key_questions.services IS 'Services of the group whose figure is known, this one among them.';
COMMENT ON COLUMN peer_key_questions.median IS 'Median of their figures.';
COMMENT ON COLUMN peer_key_questions.lowest IS 'Lowest of their figures.';
COMMENT ON COLUMN peer_key_questions.highest IS 'Highest of their figures.';
COMMENT ON COLUMN peer_key_questions.from_median IS 'The service''s figure less the median, in percentage points.';
COMMENT ON COLUMN peer_key_questions.page IS 'First page of the PDF that prints the figure, counted from 1.';
