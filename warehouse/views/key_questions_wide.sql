-- view:    key_questions_wide
-- title:   A row a report, a column a key question
-- source:  current_key_questions, inspections
-- grain:   one row per current report
-- why:     The shape that spreadsheets and statistics programs want.
--
-- Columns are named by standard and position: pct_2_1_3 is the third question of 2.1. The view comparable_standards says where
-- frameworks word them otherwise. A cell is NULL where the framework has no such question, where no figure is printed, or where
-- body and annex contradict one another; contradicted counts the last kind.

CREATE OR REPLACE VIEW key_questions_wide AS
SELECT
    i.report_id, i.service_key, i.service, i.country, i.region, i.framework, i.fieldwork_started, i.published, i.published_in,
    i.overall_rating, i.court_cases, i.oocd_cases,
    max(c.pct_yes) FILTER (c.thread = '2.1 Assessment' AND c.ordinal = 1) AS pct_2_1_1,
    max(c.pct_yes) FILTER (c.thread = '2.1 Assessment' AND c.ordinal = 2) AS pct_2_1_2,
    max(c.pct_yes) FILTER (c.thread = '2.1 Assessment' AND c.ordinal = 3) AS pct_2_1_3,
    max(c.pct_yes) FILTER (c.thread = '2.2 Planning' AND c.ordinal = 1) AS pct_2_2_1,
    max(c.pct_yes) FILTER (c.thread = '2.2 Planning' AND c.ordinal = 2) AS pct_2_2_2,
    max(c.pct_yes) FILTER (c.thread = '2.2 Planning' AND c.ordinal = 3) AS pct_2_2_3,
    max(c.pct_yes) FILTER (c.thread = '2.3 Implementation and delivery' AND c.ordinal = 1) AS pct_2_3_1,
    max(c.pct_yes) FILTER (c.thread = '2.3 Implementation and delivery' AND c.ordinal = 2) AS pct_2_3_2,
    max(c.pct_yes) FILTER (c.thread = '2.3 Implementation and delivery' AND c.ordinal = 3) AS pct_2_3_3,
    max(c.pct_yes) FILTER (c.thread = '2.4 Reviewing' AND c.ordinal = 1) AS pct_2_4_1,
    max(c.pct_yes) FILTER (c.thread = '2.4 Reviewing' AND c.ordinal = 2) AS pct_2_4_2,
    max(c.pct_yes) FILTER (c.thread = '2.4 Reviewing' AND c.ordinal = 3) AS pct_2_4_3,
    max(c.pct_yes) FILTER (c.thread = '3.1 Assessment' AND c.ordinal = 1) AS pct_3_1_1,
    max(c.pct_yes) FILTER (c.thread = '3.1 Assessment' AND c.ordinal = 2) AS pct_3_1_2,
    max(c.pct_yes) FILTER (c.thread = '3.1 Assessment' AND c.ordinal = 3) AS pct_3_1_3,
    max(c.pct_yes) FILTER (c.thread = '3.2 Planning' AND c.ordinal = 1) AS pct_3_2_1,
    max(c.pct_yes) FILTER (c.thread = '3.2 Planning' AND c.ordinal = 2) AS pct_3_2_2,
    max(c.pct_yes) FILTER (c.thread = '3.2 Planning' AND c.ordinal = 3) AS pct_3_2_3,
    max(c.pct_yes) FILTER (c.thread = '3.3 Implementation and delivery' AND c.ordinal = 1) AS pct_3_3_1,
    max(c.pct_yes) FILTER (c.thread = '3.3 Implementation and delivery' AND c.ordinal = 2) AS pct_3_3_2,
    max(c.pct_yes) FILTER (c.thread = '3.3 Implementation and delivery' AND c.ordinal = 3) AS pct_3_3_3,
    max(c.pct_yes) FILTER (c.thread = '3.4 Joint working' AND c.ordinal = 1) AS pct_3_4_joint_working_1,
    max(c.pct_yes) FILTER (c.thread = '3.4 Joint working' AND c.ordinal = 2) AS pct_3_4_joint_working_2,
    count(*) FILTER (c.is_contradicted)::INTEGER AS contradicted,
    i.pdf_url, i.pdf_sha256
FROM inspections AS i
LEFT JOIN current_key_questions AS c ON i.report_id = c.report_id
GROUP BY ALL;
COMMENT ON VIEW key_questions_wide IS 'A row a current report, a column a key question on case data: whole per cent of cases answered ''yes''.';
COMMENT ON COLUMN key_questions_wide.pct_2_1_1 IS '2.1 Assessment, question 1: Does assessment sufficiently analyse how to support the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_2_1_2 IS '2.1 Assessment, question 2: Does assessment sufficiently analyse how to keep the child safe?';
COMMENT ON COLUMN key_questions_wide.pct_2_1_3 IS '2.1 Assessment, question 3: Does assessment sufficiently analyse how to keep other people safe?';
COMMENT ON COLUMN key_questions_wide.pct_2_2_1 IS '2.2 Planning, question 1: Does planning focus sufficiently on supporting the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_2_2_2 IS '2.2 Planning, question 2: Does planning focus sufficiently on keeping the child safe?';
COMMENT ON COLUMN key_questions_wide.pct_2_2_3 IS '2.2 Planning, question 3: Does planning focus sufficiently on keeping other people safe?';
COMMENT ON COLUMN key_questions_wide.pct_2_3_1 IS '2.3 Implementation and delivery, question 1: Does the implementation and delivery of services effectively support the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_2_3_2 IS '2.3 Implementation and delivery, question 2: Does the implementation and delivery of services effectively support the safety of the child?';
COMMENT ON COLUMN key_questions_wide.pct_2_3_3 IS '2.3 Implementation and delivery, question 3: Does the implementation and delivery of services effectively support the safety of other people?';
COMMENT ON COLUMN key_questions_wide.pct_2_4_1 IS '2.4 Reviewing, question 1: Does reviewing focus sufficiently on supporting the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_2_4_2 IS '2.4 Reviewing, question 2: Does reviewing focus sufficiently on keeping the child safe?';
COMMENT ON COLUMN key_questions_wide.pct_2_4_3 IS '2.4 Reviewing, question 3: Does reviewing focus sufficiently on keeping other people safe?';
COMMENT ON COLUMN key_questions_wide.pct_3_1_1 IS '3.1 Assessment, question 1: Does assessment sufficiently analyse how to support the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_3_1_2 IS '3.1 Assessment, question 2: Does assessment sufficiently analyse how to keep the child safe?';
COMMENT ON COLUMN key_questions_wide.pct_3_1_3 IS '3.1 Assessment, question 3: Does assessment sufficiently analyse how to keep other people safe?';
COMMENT ON COLUMN key_questions_wide.pct_3_2_1 IS '3.2 Planning, question 1: Does planning focus on supporting the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_3_2_2 IS '3.2 Planning, question 2: Does planning focus sufficiently on keeping the child safe?';
COMMENT ON COLUMN key_questions_wide.pct_3_2_3 IS '3.2 Planning, question 3: Does planning focus sufficiently on keeping other people safe?';
COMMENT ON COLUMN key_questions_wide.pct_3_3_1 IS '3.3 Implementation and delivery, question 1: Does service delivery effectively support the child''s desistance?';
COMMENT ON COLUMN key_questions_wide.pct_3_3_2 IS '3.3 Implementation and delivery, question 2: Does service delivery effectively support the safety of the child?';
COMMENT ON COLUMN key_questions_wide.pct_3_3_3 IS '3.3 Implementation and delivery, question 3: Does service delivery effectively support the safety of other people?';
COMMENT ON COLUMN key_questions_wide.pct_3_4_joint_working_1 IS '3.4 Joint working, question 1: Are the YOT''s recommendations sufficiently well-informed, analytical and personalised to the child or young person, supporting joint decision-making?';
COMMENT ON COLUMN key_questions_wide.pct_3_4_joint_working_2 IS '3.4 Joint working, question 2: Does the YOT work effectively with the police in implementing the out-of-court disposal?';
COMMENT ON COLUMN key_questions_wide.contradicted IS 'How many figures are NULL because body and annex print different ones.';
