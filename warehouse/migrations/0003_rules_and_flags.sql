-- The rule book, what it found, what analysts said of it, and scores that others recorded.

CREATE TABLE rules (
    rule_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    source VARCHAR NOT NULL,
    in_force_from DATE,
    in_force_to DATE,
    frameworks VARCHAR[] NOT NULL,
    why VARCHAR NOT NULL
);
COMMENT ON TABLE rules IS 'One check, as the header of its file in warehouse/rules declares it.';
COMMENT ON COLUMN rules.rule_id IS 'Name of the rule and of its file.';
COMMENT ON COLUMN rules.title IS 'What holds where the rule is kept.';
COMMENT ON COLUMN rules.kind IS 'Family of the rule, such as rating, score or decision rule.';
COMMENT ON COLUMN rules.severity IS 'The highest severity that the rule gives.';
COMMENT ON COLUMN rules.source IS 'Where the rule is stated, or what it was recomputed from.';
COMMENT ON COLUMN rules.in_force_from IS 'First day of fieldwork that it binds; NULL where it always has.';
COMMENT ON COLUMN rules.in_force_to IS 'Last day of fieldwork that it binds; NULL while it is in force.';
COMMENT ON COLUMN rules.frameworks IS 'Ids of the frameworks it holds for; empty where it holds for all on file.';
COMMENT ON COLUMN rules.why IS 'Why a reader should care.';

CREATE TABLE flag_history (
    flag_id VARCHAR PRIMARY KEY,
    report_id VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    standard VARCHAR,
    key_question_ordinal INTEGER,
    published VARCHAR,
    expected VARCHAR,
    message VARCHAR NOT NULL,
    pages INTEGER[] NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);
COMMENT ON TABLE flag_history IS 'Every inconsistency ever found, open or closed; flags shows the open ones.';
COMMENT ON COLUMN flag_history.flag_id IS 'Stable: made of report, rule, standard, key question, what was published and what was expected.';
COMMENT ON COLUMN flag_history.report_id IS 'The report.';
COMMENT ON COLUMN flag_history.rule_id IS 'The rule.';
COMMENT ON COLUMN flag_history.severity IS 'error: the report contradicts itself or a rule in force; warning: very probably a mistake; info: worth knowing.';
COMMENT ON COLUMN flag_history.standard IS 'The standard concerned; NULL where the whole report is.';
COMMENT ON COLUMN flag_history.key_question_ordinal IS 'The key question concerned; NULL where none is.';
COMMENT ON COLUMN flag_history.published IS 'What the report prints.';
COMMENT ON COLUMN flag_history.expected IS 'What would agree.';
COMMENT ON COLUMN flag_history.message IS 'The inconsistency in plain English, with figures and pages.';
COMMENT ON COLUMN flag_history.pages IS 'Pages of the PDF to look at.';
COMMENT ON COLUMN flag_history.first_seen IS 'When it was first found, in UTC.';
COMMENT ON COLUMN flag_history.last_seen IS 'When it was last found, in UTC.';
COMMENT ON COLUMN flag_history.closed_at IS 'When it was first found no longer to hold, in UTC; NULL while it is open.';

CREATE TABLE flag_reviews (
    flag_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('confirmed', 'explained', 'our_error')),
    note VARCHAR NOT NULL,
    reviewed_by VARCHAR NOT NULL,
    reviewed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE flag_reviews IS 'One look of an analyst at one flag; the latest counts.';
COMMENT ON COLUMN flag_reviews.flag_id IS 'The flag.';
COMMENT ON COLUMN flag_reviews.verdict IS 'confirmed: the report is inconsistent; explained: it is not, and the note says why; our_error: we read or reckoned wrongly.';
COMMENT ON COLUMN flag_reviews.note IS 'The analyst''s words.';
COMMENT ON COLUMN flag_reviews.reviewed_by IS 'Who looked.';
COMMENT ON COLUMN flag_reviews.reviewed_at IS 'When, in UTC.';

CREATE TABLE external_scores (
    source VARCHAR NOT NULL,
    service VARCHAR NOT NULL,
    published DATE NOT NULL,
    url VARCHAR,
    score INTEGER,
    score_max INTEGER,
    overall_rating VARCHAR,
    doubt VARCHAR,
    imported_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE external_scores IS 'Score and overall rating of one report as somebody else recorded them.';
COMMENT ON COLUMN external_scores.source IS 'Name of the list.';
COMMENT ON COLUMN external_scores.service IS 'Name of the service in that list.';
COMMENT ON COLUMN external_scores.published IS 'Day of publication in that list.';
COMMENT ON COLUMN external_scores.url IS 'Address of the report in that list.';
COMMENT ON COLUMN external_scores.score IS 'Score in that list.';
COMMENT ON COLUMN external_scores.score_max IS 'Maximum of the score in that list.';
COMMENT ON COLUMN external_scores.overall_rating IS 'Overall rating in that list, as recorded there.';
COMMENT ON COLUMN external_scores.doubt IS 'Why the list itself is doubted on this row; NULL where it is not.';
COMMENT ON COLUMN external_scores.imported_at IS 'When the list was imported, in UTC.';

CREATE VIEW flags AS
SELECT
    flag_id, report_id, rule_id, severity, standard, key_question_ordinal, published, expected, message, pages, first_seen
FROM flag_history
WHERE closed_at IS NULL;
COMMENT ON VIEW flags IS 'One inconsistency found and still standing; closed ones are in flag_history.';
COMMENT ON COLUMN flags.flag_id IS 'Stable: made of report, rule, standard, key question, what was published and what was expected.';
COMMENT ON COLUMN flags.report_id IS 'The report.';
COMMENT ON COLUMN flags.rule_id IS 'The rule.';
COMMENT ON COLUMN flags.severity IS 'error: the report contradicts itself or a rule in force; warning: very probably a mistake; info: worth knowing.';
COMMENT ON COLUMN flags.standard IS 'The standard concerned; NULL where the whole report is.';
COMMENT ON COLUMN flags.key_question_ordinal IS 'The key question concerned; NULL where none is.';
COMMENT ON COLUMN flags.published IS 'What the report prints.';
COMMENT ON COLUMN flags.expected IS 'What would agree.';
COMMENT ON COLUMN flags.message IS 'The inconsistency in plain English, with figures and pages.';
COMMENT ON COLUMN flags.pages IS 'Pages of the PDF to look at.';
COMMENT ON COLUMN flags.first_seen IS 'When it was first found, in UTC.';
