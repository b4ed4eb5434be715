-- What the rules share: each a view that an analyst can query by hand.

-- The distinct pages of a list, in order, without NULL.
CREATE MACRO distinct_pages(pages) AS list_sort(list_distinct(list_filter(pages, LAMBDA p: p IS NOT NULL)));

-- Pages for a message: page 7; pages 7 and 12; pages 5, 7 and 12.
CREATE MACRO in_words(pages) AS
CASE coalesce(len(distinct_pages(pages)), 0)
    WHEN 0 THEN 'page not known'
    WHEN 1 THEN 'page ' || distinct_pages(pages)[1]
    ELSE 'pages ' || array_to_string(distinct_pages(pages)[1:-2], ', ') || ' and ' || distinct_pages(pages)[-1]
END;

-- Letters and digits alone, in small letters: what typesetting may change in a name does not count.
CREATE MACRO folded(words) AS regexp_replace(lower(replace(words, '&', 'and')), '[^a-z0-9]+', '', 'g');

-- Whether a rule binds fieldwork that started on a day. Reports print months, so months count whole; unknown is false.
CREATE MACRO binds(started, in_force_from) AS
coalesce(date_trunc('month', started) >= date_trunc('month', in_force_from), false);

-- What a message adds where a rule was not yet in force; empty where it was.
CREATE MACRO retrospective(started, in_force_from) AS
CASE
    WHEN binds(started, in_force_from) THEN ''
    WHEN started IS NULL THEN
        format(' Retrospective: in force from {}; when the fieldwork started is not printed.', strftime(in_force_from, '%B %Y'))
    ELSE
        format(
            ' Retrospective: in force from {}, and the fieldwork started in {}.',
            strftime(in_force_from, '%B %Y'), strftime(started, '%B %Y')
        )
END;

CREATE VIEW checked_reports AS
SELECT r.*
FROM reports AS r
WHERE r.framework IN (SELECT b.framework FROM framework_rating_bands AS b);
COMMENT ON VIEW checked_reports IS 'Reports whose framework is on file with its rules; no rule speaks of any other.';

CREATE VIEW rating_places AS
WITH side_by_side AS (
    SELECT
        report_id, standard,
        min(rating) FILTER (place = 'summary') AS summary,
        min(rating) FILTER (place = 'body') AS body,
        min(rating) FILTER (place = 'annex') AS annex,
        min(page) FILTER (place = 'summary') AS summary_page,
        min(page) FILTER (place = 'body') AS body_page,
        min(page) FILTER (place = 'annex') AS annex_page
    FROM standard_ratings
    GROUP BY report_id, standard
)
SELECT
    p.report_id, r.framework, p.standard, s.domain, s.name, s.basis, s.in_score,
    p.summary, p.body, p.annex, p.summary_page, p.body_page, p.annex_page,
    coalesce(p.summary, p.body, p.annex) AS first_printed,
    -- Each comparison with a place that prints no rating is NULL and so counts as agreement.
    CASE
        WHEN coalesce(p.summary = p.body, true) AND coalesce(p.summary = p.annex, true) AND coalesce(p.body = p.annex, true)
            THEN coalesce(p.summary, p.body, p.annex)
    END AS agreed
FROM side_by_side AS p
INNER JOIN checked_reports AS r ON p.report_id = r.report_id
INNER JOIN framework_standards AS s ON r.framework = s.framework AND p.standard = s.standard;
COMMENT ON VIEW rating_places IS 'One row a report and standard: its rating in the summary, in the body and in the annex, side by side. agreed is NULL where they differ or none is printed.';

CREATE VIEW question_places AS
SELECT
    kq.report_id, kq.standard, kq.ordinal,
    min(kq.pct_yes) FILTER (kq.place = 'body') AS body,
    min(kq.pct_yes) FILTER (kq.place = 'annex') AS annex,
    min(kq.page) FILTER (kq.place = 'body') AS body_page,
    min(kq.page) FILTER (kq.place = 'annex') AS annex_page
FROM checked_reports AS r
INNER JOIN key_questions AS kq ON r.report_id = kq.report_id
INNER JOIN framework_standards AS s ON r.framework = s.framework AND kq.standard = s.standard
WHERE s.basis = 'case_data'
GROUP BY kq.report_id, kq.standard, kq.ordinal;
COMMENT ON VIEW question_places IS 'One row a report and key question on case data: its percentage in the body and in the annex, side by side.';

CREATE VIEW lowest_questions AS
WITH promised AS (
    SELECT s.framework, s.standard, count(*) AS questions
    FROM framework_standards AS s
    INNER JOIN framework_questions AS q ON s.framework = q.framework AND s.standard = q.standard
    WHERE s.basis = 'case_data'
    GROUP BY s.framework, s.standard
),
lowest AS (
    SELECT
        report_id, standard, place,
        -- The percentage first, then the ordinal: one number to find the first of the lowest by.
        min(pct_yes * 100 + ordinal) AS first_lowest,
        arg_min(page, pct_yes * 100 + ordinal) AS page,
        count(*) AS figures
    FROM key_questions
    WHERE pct_yes IS NOT NULL
    GROUP BY report_id, standard, place
)
SELECT
    l.report_id, r.framework, l.standard, l.place,
    l.first_lowest // 100 AS lowest,
    l.first_lowest % 100 AS ordinal,
    l.page,
    l.figures,
    l.figures >= p.questions AS complete
FROM lowest AS l
INNER JOIN checked_reports AS r ON l.report_id = r.report_id
INNER JOIN promised AS p ON r.framework = p.framework AND l.standard = p.standard;
COMMENT ON VIEW lowest_questions IS 'One row a report, standard on case data and place: the lowest percentage, the first question that has it, how many questions have a figure there, and whether all have.';

CREATE VIEW score_sums AS
WITH rated_domains AS (
    SELECT DISTINCT report_id, domain FROM rating_places
),
most AS (
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

CREATE VIEW domain_two_three AS
WITH counted AS (
    SELECT
        report_id,
        CASE WHEN standard = '3.4' THEN 1 ELSE 0 END AS is_34,
        agreed IS NOT NULL AS known,
        agreed IN ('Good', 'Outstanding') AS good_or_better,
        agreed = 'Requires improvement' AS requires_improvement,
        agreed = 'Inadequate' AS inadequate
    FROM rating_places
    WHERE domain IN ('2', '3')
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
COMMENT ON VIEW domain_two_three IS 'How many ratings of domains two and three are Good or better, Requires improvement and Inadequate: one row a report and reading of the guidance, which does not say whether 3.4 is among them. Reports with a rating that is not known are left out.';
