-- rule_id: standard-name
-- title: A standard has one name throughout, and it is the framework's name for its number
-- kind: wording
-- severity: error
-- source: The framework's own names (data/frameworks); a misprint of this kind was published: the summary of South
--         Tees, 2019, calls 3.4 "Reviewing"
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: Names repeat across domains, so a wrong one sends a reader to another standard.
--
-- Names are compared by letters and digits alone, and the framework's printed variants are as good as its name. error:
-- a place prints a name that is not the framework's, and another place prints another name. warning: every place prints
-- the same one, which may be a variant that is not on file.

WITH named AS (
    SELECT
        r.report_id, r.framework, sr.standard, sr.place, sr.page, s.name AS due, sr.name,
        list_contains(list_transform(list_append(s.variants, s.name), LAMBDA v: folded(v)), folded(sr.name)) AS is_right
    FROM checked_reports AS r
    INNER JOIN standard_ratings AS sr ON r.report_id = sr.report_id
    INNER JOIN framework_standards AS s ON r.framework = s.framework AND sr.standard = s.standard
    -- A name with letters that the page does not tell is a gap of ours, and no fault of the report.
    WHERE sr.name <> s.name AND NOT contains(sr.name, chr(65533))
),
wrong AS (
    SELECT
        report_id, standard,
        -- Where places differ by capitals or signs alone, as the first of summary, body and annex has it.
        max_by(name, place) AS name,
        any_value(due) AS due,
        string_agg(place, ' and the ' ORDER BY place DESC) AS places,
        list(page) AS pages,
        count(*) AS printed
    FROM named
    WHERE NOT is_right
    GROUP BY report_id, standard, folded(name)
),
-- How many places print a name that can be read for those standards.
anywhere AS (
    SELECT sr.report_id, sr.standard, count(*) AS printed
    FROM standard_ratings AS sr
    SEMI JOIN wrong AS w ON sr.report_id = w.report_id AND sr.standard = w.standard
    WHERE NOT contains(sr.name, chr(65533))
    GROUP BY sr.report_id, sr.standard
)
SELECT
    w.report_id,
    CASE WHEN a.printed > w.printed THEN 'error' ELSE 'warning' END AS severity,
    w.standard,
    NULL::INTEGER AS key_question_ordinal,
    w.name AS published,
    w.due AS expected,
    format(
        'Standard {} is called "{}" in the {} ({}); its name is "{}".',
        w.standard, w.name, w.places, in_words(w.pages), w.due
    ) AS message,
    distinct_pages(w.pages) AS pages
FROM wrong AS w
INNER JOIN anywhere AS a ON w.report_id = a.report_id AND w.standard = a.standard;
