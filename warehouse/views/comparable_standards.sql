-- view:    comparable_standards
-- title:   Which standards can be compared across frameworks, and which cannot
-- source:  framework_standards, framework_questions
-- grain:   one row per framework and standard
-- why:     The same number is not always the same standard: 3.4 is Joint working before 2021 and Out-of-court disposal policy
--          and provision after.
--
-- Two frameworks have the same standard where number, name and basis are the same: those share a thread, and only within a
-- thread do other views compare. Key questions may still be worded otherwise; that a child was a child or young person before
-- 2021 does not count as another wording.

CREATE OR REPLACE VIEW comparable_standards AS
WITH worded AS (
    SELECT
        framework, standard, count(*)::INTEGER AS questions,
        list(folded(replace(question, 'child or young person', 'child')) ORDER BY ordinal) AS wording
    FROM framework_questions
    GROUP BY framework, standard
),
placed AS (
    SELECT
        s.framework, f.fieldwork_from, s.standard, s.domain, s.name, s.basis, s.in_score,
        coalesce(w.questions, 0) AS questions,
        s.standard || ' ' || first_value(s.name) OVER same AS thread,
        list_filter(list(s.framework) OVER same, LAMBDA other: other != s.framework) AS also_in,
        len(list_filter(
            list_zip(w.wording, first_value(w.wording) OVER same), LAMBDA pair: pair[1] IS DISTINCT FROM pair[2]
        ))::INTEGER AS reworded
    FROM framework_standards AS s
    INNER JOIN frameworks AS f ON s.framework = f.framework
    LEFT JOIN worded AS w ON s.framework = w.framework AND s.standard = w.standard
    WINDOW same AS (
        PARTITION BY s.standard, folded(s.name), s.basis ORDER BY f.fieldwork_from
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
),
unlike_ones AS (
    SELECT p.framework, p.standard, list(o.framework || ': ' || o.name ORDER BY o.fieldwork_from) AS unlike
    FROM placed AS p
    INNER JOIN placed AS o ON p.standard = o.standard AND p.thread != o.thread
    GROUP BY p.framework, p.standard
)
SELECT
    p.framework, p.standard, p.thread, p.domain, p.name, p.basis, p.in_score, p.questions, p.also_in,
    coalesce(u.unlike, []) AS unlike,
    CASE WHEN p.basis = 'case_data' THEN p.reworded ELSE 0 END AS reworded,
    CASE
        WHEN u.unlike IS NOT NULL
            THEN 'Not comparable by its number, which also stands for ' || array_to_string(u.unlike, '; ') || '.'
        WHEN len(p.also_in) = 0 THEN 'Only in this framework.'
        WHEN p.basis = 'case_data' AND p.reworded > 0
            THEN format('Comparable with care: {} of {} key questions worded otherwise than before.', p.reworded, p.questions)
        ELSE 'Comparable: same number, name and basis.'
    END AS note
FROM placed AS p
LEFT JOIN unlike_ones AS u ON p.framework = u.framework AND p.standard = u.standard;
COMMENT ON VIEW comparable_standards IS 'Which standards can be compared across frameworks and which cannot: one row a framework and standard.';
COMMENT ON COLUMN comparable_standards.framework IS 'Id of the framework.';
COMMENT ON COLUMN comparable_standards.standard IS 'Number of the standard.';
COMMENT ON COLUMN comparable_standards.thread IS 'What is compared across frameworks: number and name; unlike standards of the same number have different threads.';
COMMENT ON COLUMN comparable_standards.domain IS 'Number of its domain.';
COMMENT ON COLUMN comparable_standards.name IS 'Its name in this framework.';
COMMENT ON COLUMN comparable_standards.basis IS 'What the rating rests on: case_data or qualitative.';
COMMENT ON COLUMN comparable_standards.in_score IS 'Whether its points count toward the score.';
COMMENT ON COLUMN comparable_standards.questions IS 'How many key questions it has.';
COMMENT ON COLUMN comparable_standards.also_in IS 'Other frameworks that have the same standard.';
COMMENT ON COLUMN comparable_standards.unlike IS 'Other frameworks that have another standard under this number, with its name.';
COMMENT ON COLUMN comparable_standards.reworded IS 'Key questions on case data that are worded otherwise than in the first framework of the thread.';
COMMENT ON COLUMN comparable_standards.note IS 'The same in a sentence.';
