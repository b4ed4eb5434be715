-- view:    current_key_questions
-- title:   The percentage of every key question on case data
-- source:  inspections, question_places, framework_questions
-- grain:   one row per current report, standard and key question
-- why:     The long table of percentages. Where body and annex contradict one another, pct_yes is NULL and both stand beside it.

CREATE OR REPLACE VIEW current_key_questions AS
SELECT
    i.report_id, i.service_key, i.service, i.country, i.region, i.framework, i.inspected, i.published, i.published_in,
    p.standard, c.thread, c.domain, c.name, p.ordinal, q.question,
    CASE WHEN coalesce(p.body = p.annex, true) THEN coalesce(p.body, p.annex) END AS pct_yes,
    p.body, p.annex,
    coalesce(p.body != p.annex, false) AS is_contradicted,
    least(p.body_page, p.annex_page) AS page, i.pdf_url, i.pdf_sha256
FROM inspections AS i
INNER JOIN question_places AS p ON i.report_id = p.report_id
INNER JOIN comparable_standards AS c ON i.framework = c.framework AND p.standard = c.standard
LEFT JOIN framework_questions AS q
    ON i.framework = q.framework AND p.standard = q.standard AND p.ordinal = q.ordinal;
COMMENT ON VIEW current_key_questions IS 'The percentage of every key question on case data in every current report: one row a report, standard and question.';
COMMENT ON COLUMN current_key_questions.name IS 'The standard''s name in its framework.';
COMMENT ON COLUMN current_key_questions.ordinal IS 'Position among the standard''s questions in the framework, from 1.';
COMMENT ON COLUMN current_key_questions.question IS 'Wording of the framework.';
COMMENT ON COLUMN current_key_questions.pct_yes IS 'Whole per cent of cases answered ''yes'', on which all places that print it agree; NULL where they contradict one another or none prints it.';
COMMENT ON COLUMN current_key_questions.body IS 'The per cent at the standard; NULL where that prints none.';
COMMENT ON COLUMN current_key_questions.annex IS 'The per cent in the annex; NULL where that prints none.';
COMMENT ON COLUMN current_key_questions.is_contradicted IS 'Whether body and annex print different figures.';
COMMENT ON COLUMN current_key_questions.page IS 'First page of the PDF that prints the figure, counted from 1.';
