-- Two questions that several rules ask: is a domain rated at all, and which figure decides where a place lacks some.

CREATE VIEW rated_domains AS
WITH most AS (
    SELECT framework, max(points) AS points FROM framework_rating_bands GROUP BY framework
),
unread AS (
    SELECT DISTINCT report_id, standard FROM gaps WHERE field LIKE '%rating%' AND reason <> 'not_printed'
),
labelled AS (
    SELECT
        p.report_id, p.framework, p.domain, p.in_score,
        p.first_printed IS NOT NULL OR u.standard IS NOT NULL AS is_rated
    FROM rating_places AS p
    LEFT JOIN unread AS u ON p.report_id = u.report_id AND p.standard = u.standard
),
counted AS (
    SELECT report_id, count(*) FILTER (in_score) AS labels FROM labelled GROUP BY report_id
)
SELECT l.report_id, l.domain
FROM labelled AS l
INNER JOIN counted AS c ON l.report_id = c.report_id
INNER JOIN checked_reports AS r ON l.report_id = r.report_id
INNER JOIN most AS m ON l.framework = m.framework
GROUP BY l.report_id, l.domain
-- A printed maximum that counts every standard with a label says so too.
HAVING bool_or(l.is_rated) OR bool_or(l.in_score AND coalesce(r.score_max = c.labels * m.points, false));
COMMENT ON VIEW rated_domains IS 'One row a report and domain that it rates. A domain may have its labels printed, but no rating beside any of them: then it is rated only where a gap says that one could not be read, or where the printed maximum counts it.';

CREATE OR REPLACE VIEW score_sums AS
WITH most AS (
    SELECT framework, max(points) AS points FROM framework_rating_bands GROUP BY framework
),
counting AS (
    SELECT r.report_id, r.framework, s.standard
    FROM checked_reports AS r
    INNER JOIN framework_standards AS s ON r.framework = s.framework AND s.in_score
    INNER JOIN rated_domains AS d ON r.report_id = d.report_id AND s.domain = d.domain
),
-- The points of every counting standard in each place or, where that prints no rating, in another.
points AS (
    SELECT
        c.report_id, c.framework, p.standard IS NOT NULL AS is_printed,
        p.summary IS NOT NULL AS in_summary, p.body IS NOT NULL AS in_body, p.annex IS NOT NULL AS in_annex,
        p.summary_page, p.body_page, p.annex_page,
        in_summary.points AS summary, in_body.points AS body, in_annex.points AS annex
    FROM counting AS c
    LEFT JOIN rating_places AS p ON c.report_id = p.report_id AND c.standard = p.standard
    LEFT JOIN framework_rating_bands AS in_summary
        ON c.framework = in_summary.framework AND p.first_printed = in_summary.rating
    LEFT JOIN framework_rating_bands AS in_body
        ON c.framework = in_body.framework AND coalesce(p.body, p.first_printed) = in_body.rating
    LEFT JOIN framework_rating_bands AS in_annex
        ON c.framework = in_annex.framework AND coalesce(p.annex, p.first_printed) = in_annex.rating
),
added AS (
    SELECT
        report_id, framework,
        count(*) AS standards,
        count(*) FILTER (is_printed) AS standards_printed,
        bool_and(summary IS NOT NULL) AS all_known,
        [
            {'place': 'summary', 'printed': bool_or(in_summary), 'score': sum(summary), 'pages': list(summary_page)},
            {'place': 'body', 'printed': bool_or(in_body), 'score': sum(body), 'pages': list(body_page)},
            {'place': 'annex', 'printed': bool_or(in_annex), 'score': sum(annex), 'pages': list(annex_page)}
        ] AS places
    FROM points
    GROUP BY report_id, framework
),
by_place AS (
    SELECT a.report_id, a.framework, a.standards, a.standards_printed, a.all_known, unnest(a.places) AS p
    FROM added AS a
)
SELECT
    b.report_id, b.framework, b.p.place AS place,
    CASE WHEN b.all_known THEN b.p.score::INTEGER END AS score,
    (b.standards * most.points)::INTEGER AS score_max,
    (b.standards_printed * most.points)::INTEGER AS score_max_printed,
    b.standards,
    b.p.pages AS pages
FROM by_place AS b
INNER JOIN most ON b.framework = most.framework
WHERE b.p.printed;
COMMENT ON VIEW score_sums IS 'One row a report and place that prints ratings: the points of the standards that count, added up, and their maximum. A domain that is not rated does not count; score is NULL where a rating is printed nowhere; score_max_printed leaves out standards that no place names.';

CREATE VIEW deciding_questions AS
WITH promised AS (
    SELECT s.framework, s.standard, count(*) AS questions
    FROM framework_standards AS s
    INNER JOIN framework_questions AS q ON s.framework = q.framework AND s.standard = q.standard
    WHERE s.basis = 'case_data'
    GROUP BY s.framework, s.standard
),
-- Every figure of a place that lacks some and, where it lacks one, that of the other place.
filled AS (
    SELECT
        l.report_id, l.framework, l.standard, l.place, q.ordinal,
        CASE l.place WHEN 'body' THEN coalesce(q.body, q.annex) ELSE coalesce(q.annex, q.body) END AS pct,
        CASE
            WHEN l.place = 'body' AND q.body IS NOT NULL THEN q.body_page
            WHEN l.place = 'body' THEN q.annex_page
            WHEN q.annex IS NOT NULL THEN q.annex_page
            ELSE q.body_page
        END AS page
    FROM lowest_questions AS l
    INNER JOIN question_places AS q ON l.report_id = q.report_id AND l.standard = q.standard
    WHERE l.place IN ('body', 'annex') AND NOT l.complete
)
SELECT report_id, framework, standard, place, lowest, ordinal, page, complete
FROM lowest_questions
WHERE place IN ('body', 'annex') AND complete
UNION ALL
SELECT
    f.report_id, f.framework, f.standard, f.place,
    min(f.pct) AS lowest,
    arg_min(f.ordinal, f.pct * 100 + f.ordinal) AS ordinal,
    arg_min(f.page, f.pct * 100 + f.ordinal) AS page,
    count(f.pct) >= any_value(p.questions) AS complete
FROM filled AS f
INNER JOIN promised AS p ON f.framework = p.framework AND f.standard = p.standard
GROUP BY f.report_id, f.framework, f.standard, f.place;
COMMENT ON VIEW deciding_questions IS 'One row a report, standard on case data and place that prints figures: the lowest percentage, a figure that the place lacks being taken from the other, the first question that has it, and whether every question has a figure then. The rating rests on it; lowest_questions has what one place prints by itself.';

CREATE VIEW due_ratings AS
SELECT
    d.report_id, d.standard,
    arg_max(b.rating, b.points) AS rating,
    max(b.points) AS points
FROM deciding_questions AS d
INNER JOIN framework_rating_bands AS b ON d.framework = b.framework AND d.lowest BETWEEN b.from_pct AND b.to_pct
WHERE d.complete
GROUP BY d.report_id, d.standard;
COMMENT ON VIEW due_ratings IS 'One row a report and standard on case data whose figures are all printed: the rating that its lowest percentage earns, the better one where body and annex differ.';

CREATE OR REPLACE VIEW domain_two_three AS
WITH counted AS (
    SELECT
        d.report_id,
        CASE WHEN s.standard = '3.4' THEN 1 ELSE 0 END AS is_34,
        p.agreed IS NOT NULL AS known,
        p.agreed IN ('Good', 'Outstanding') AS good_or_better,
        p.agreed = 'Requires improvement' AS requires_improvement,
        p.agreed = 'Inadequate' AS inadequate
    FROM rated_domains AS d
    INNER JOIN checked_reports AS r ON d.report_id = r.report_id
    INNER JOIN framework_standards AS s ON r.framework = s.framework AND d.domain = s.domain
    LEFT JOIN rating_places AS p ON d.report_id = p.report_id AND s.standard = p.standard
    WHERE d.domain IN ('2', '3')
)
SELECT
    report_id,
    unnest(['with 3.4', 'without 3.4']) AS reading,
    unnest([count(*), count(*) FILTER (is_34 = 0)]) AS ratings,
    unnest([count(*) FILTER (good_or_better), count(*) FILTER (good_or_better AND is_34 = 0)]) AS good_or_better,
    unnest([
        count(*) FILTER (requires_improvement), count(*) FILTER (requires_improvement AND is_34 = 0)
    ]) AS requires_improvement,
    unnest([count(*) FILTER (inadequate), count(*) FILTER (inadequate AND is_34 = 0)]) AS inadequate
FROM counted
GROUP BY report_id
-- Where places differ, or a rating is printed nowhere, the shares are not known.
HAVING bool_and(known);
COMMENT ON VIEW domain_two_three IS 'How many ratings of domains two and three are Good or better, Requires improvement and Inadequate: one row a report and reading of the guidance, which does not say whether 3.4 is among them. Reports with a rating that is not known are left out; a domain that is not rated does not count.';
