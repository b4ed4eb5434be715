-- view:    peer_comparison
-- title:   A service beside its region
-- source:  latest_by_service, current_ratings, inspections
-- grain:   one row per service and standard (or overall) of its latest report
-- why:     What a local-authority officer asks first.
--
-- Peers are the other services of the region with their latest report under the same framework. Where the region is not known,
-- they are the other services of that framework, whatever their region: peer_group says which.

CREATE OR REPLACE VIEW peer_comparison AS
WITH rated AS (
    SELECT
        l.service_key, l.service, coalesce(l.region, 'all services') AS peer_group, l.framework, l.report_id, l.inspected,
        'overall' AS standard, 'overall' AS thread, 'Overall' AS name, l.overall_rating AS rating, i.overall_points AS points,
        l.pdf_url, l.pdf_sha256
    FROM latest_by_service AS l
    INNER JOIN inspections AS i ON l.report_id = i.report_id
    UNION ALL
    SELECT
        l.service_key, l.service, coalesce(l.region, 'all services') AS peer_group, l.framework, l.report_id, l.inspected,
        c.standard, c.thread, c.name, c.rating, c.points, l.pdf_url, l.pdf_sha256
    FROM latest_by_service AS l
    INNER JOIN current_ratings AS c ON l.report_id = c.report_id
),
-- Where a service has no region, its peers are all services of the framework, those with a region too.
grouped AS (
    SELECT peer_group, framework, thread, points FROM rated WHERE peer_group != 'all services'
    UNION ALL
    SELECT 'all services' AS peer_group, framework, thread, points FROM rated
),
tally AS (
    SELECT
        peer_group, framework, thread,
        count(points) AS known,
        count(*) FILTER (points = 3) AS outstanding,
        count(*) FILTER (points = 2) AS good,
        count(*) FILTER (points = 1) AS requires_improvement,
        count(*) FILTER (points = 0) AS inadequate
    FROM grouped
    GROUP BY peer_group, framework, thread
),
others AS (
    SELECT
        r.*,
        (t.known - (r.points IS NOT NULL)::INTEGER)::INTEGER AS peers,
        (t.outstanding - coalesce((r.points = 3)::INTEGER, 0))::INTEGER AS peers_outstanding,
        (t.good - coalesce((r.points = 2)::INTEGER, 0))::INTEGER AS peers_good,
        (t.requires_improvement - coalesce((r.points = 1)::INTEGER, 0))::INTEGER AS peers_requires_improvement,
        (t.inadequate - coalesce((r.points = 0)::INTEGER, 0))::INTEGER AS peers_inadequate
    FROM rated AS r
    INNER JOIN tally AS t ON r.peer_group = t.peer_group AND r.framework = t.framework AND r.thread = t.thread
)
SELECT
    service_key, service, peer_group, framework, report_id, inspected, standard, name, rating, points,
    peers, peers_outstanding, peers_good, peers_requires_improvement, peers_inadequate,
    CASE points
        WHEN 0 THEN peers_outstanding + peers_good + peers_requires_improvement
        WHEN 1 THEN peers_outstanding + peers_good
        WHEN 2 THEN peers_outstanding
        WHEN 3 THEN 0
    END AS peers_better,
    CASE points
        WHEN 0 THEN 0
        WHEN 1 THEN peers_inadequate
        WHEN 2 THEN peers_inadequate + peers_requires_improvement
        WHEN 3 THEN peers_inadequate + peers_requires_improvement + peers_good
    END AS peers_worse,
    pdf_url, pdf_sha256
FROM others;
COMMENT ON VIEW peer_comparison IS 'A service beside its region: one row a service and standard (or overall) of its latest report.';
COMMENT ON COLUMN peer_comparison.peer_group IS 'The region whose services are the peers, or all services where the region is not known.';
COMMENT ON COLUMN peer_comparison.standard IS 'Number of the standard, or overall.';
COMMENT ON COLUMN peer_comparison.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN peer_comparison.rating IS 'The service''s rating; NULL where places contradict one another or none prints it.';
COMMENT ON COLUMN peer_comparison.points IS 'Points of that rating: 0 Inadequate to 3 Outstanding.';
COMMENT ON COLUMN peer_comparison.peers IS 'Other services of the group whose latest report under the same framework has a known rating.';
COMMENT ON COLUMN peer_comparison.peers_outstanding IS 'How many of them are Outstanding.';
COMMENT ON COLUMN peer_comparison.peers_good IS 'How many of them are Good.';
COMMENT ON COLUMN peer_comparison.peers_requires_improvement IS 'How many of them are Requires improvement.';
COMMENT ON COLUMN peer_comparison.peers_inadequate IS 'How many of them are Inadequate.';
COMMENT ON COLUMN peer_comparison.peers_better IS 'How many of them are rated better than the service.';
COMMENT ON COLUMN peer_comparison.peers_worse IS 'How many of them are rated worse than the service.';
