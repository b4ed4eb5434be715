-- view:    flag_overview
-- title:   Which rules find how much, by framework and year
-- source:  flags, flag_reviews, inspections, rules
-- grain:   one row per rule, framework and year of publication in which it found something
-- why:     How sound the reports are, and how far people have looked at what was found.

CREATE OR REPLACE VIEW flag_overview AS
WITH looked_at AS (
    SELECT flag_id, arg_max(verdict, reviewed_at) AS verdict FROM flag_reviews GROUP BY flag_id
),
on_file AS (
    SELECT framework, published_in, count(*) AS reports FROM inspections GROUP BY framework, published_in
)
SELECT
    f.rule_id, any_value(ru.title) AS title, i.framework, i.published_in,
    count(*)::INTEGER AS flags,
    count(*) FILTER (f.severity = 'error')::INTEGER AS errors,
    count(*) FILTER (f.severity = 'warning')::INTEGER AS warnings,
    count(*) FILTER (f.severity = 'info')::INTEGER AS infos,
    count(DISTINCT f.report_id)::INTEGER AS reports,
    any_value(o.reports)::INTEGER AS of_reports,
    count(*) FILTER (l.verdict = 'confirmed')::INTEGER AS confirmed,
    count(*) FILTER (l.verdict = 'explained')::INTEGER AS explained,
    count(*) FILTER (l.verdict = 'our_error')::INTEGER AS our_error,
    count(*) FILTER (l.verdict IS NULL)::INTEGER AS unreviewed
FROM flags AS f
INNER JOIN inspections AS i ON f.report_id = i.report_id
INNER JOIN on_file AS o ON i.framework = o.framework AND i.published_in IS NOT DISTINCT FROM o.published_in
LEFT JOIN rules AS ru ON f.rule_id = ru.rule_id
LEFT JOIN looked_at AS l ON f.flag_id = l.flag_id
GROUP BY f.rule_id, i.framework, i.published_in;
COMMENT ON VIEW flag_overview IS 'Which rules find how much in current reports: one row a rule, framework and year of publication.';
COMMENT ON COLUMN flag_overview.rule_id IS 'The rule.';
COMMENT ON COLUMN flag_overview.title IS 'What holds where the rule is kept.';
COMMENT ON COLUMN flag_overview.flags IS 'Open flags.';
COMMENT ON COLUMN flag_overview.errors IS 'Those of severity error.';
COMMENT ON COLUMN flag_overview.warnings IS 'Those of severity warning.';
COMMENT ON COLUMN flag_overview.infos IS 'Those of severity info.';
COMMENT ON COLUMN flag_overview.reports IS 'Reports with such a flag.';
COMMENT ON COLUMN flag_overview.of_reports IS 'Current reports of the same framework and year.';
COMMENT ON COLUMN flag_overview.confirmed IS 'Flags whose latest review says that the report is inconsistent.';
COMMENT ON COLUMN flag_overview.explained IS 'Flags whose latest review explains them.';
COMMENT ON COLUMN flag_overview.our_error IS 'Flags whose latest review blames our reading or reckoning.';
COMMENT ON COLUMN flag_overview.unreviewed IS 'Flags that nobody has looked at.';
