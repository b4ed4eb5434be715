-- rule_id: recommendation-count
-- title: There are as many recommendations as the text says
-- kind: comparison
-- severity: error
-- source: Reports say "we have made N recommendations" above their list (every published report read)
-- in_force_from:
-- in_force_to:
-- frameworks: all
-- why: A recommendation that is missing from the list is one that nobody answers.
--
-- error: the count differs. warning: the text gives a number and no recommendation was read at all, which may be a page
-- that is missing from the file. Silent where the text gives no number.

WITH counted AS (
    SELECT report_id, count(*) AS recommendations, list(page) AS pages
    FROM recommendations
    GROUP BY report_id
)
SELECT
    r.report_id,
    CASE WHEN c.recommendations IS NULL THEN 'warning' ELSE 'error' END AS severity,
    NULL::VARCHAR AS standard,
    NULL::INTEGER AS key_question_ordinal,
    r.recommendations_stated::VARCHAR AS published,
    coalesce(c.recommendations, 0)::VARCHAR AS expected,
    format(
        'The text says that there {} ({}), but {}.',
        CASE r.recommendations_stated
            WHEN 1 THEN 'is 1 recommendation'
            ELSE format('are {} recommendations', r.recommendations_stated)
        END,
        in_words([e.page]),
        CASE
            WHEN c.recommendations IS NULL THEN 'none is printed'
            ELSE format(
                '{} printed ({})',
                c.recommendations || CASE c.recommendations WHEN 1 THEN ' is' ELSE ' are' END, in_words(c.pages)
            )
        END
    ) AS message,
    distinct_pages(list_append(coalesce(c.pages, []), e.page)) AS pages
FROM checked_reports AS r
LEFT JOIN counted AS c ON r.report_id = c.report_id
LEFT JOIN report_evidence AS e ON r.report_id = e.report_id AND e.field = 'recommendations_stated'
WHERE r.recommendations_stated <> coalesce(c.recommendations, 0);
