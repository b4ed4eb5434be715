-- What the texts are about, which areas for improvement a recommendation answers to, and the places named.

ALTER TABLE recommendations ADD COLUMN addressee_kinds VARCHAR[];
ALTER TABLE recommendations ADD COLUMN verb VARCHAR;
COMMENT ON COLUMN recommendations.addressee_kinds IS 'Kinds of body that it is addressed to; NULL where nobody has looked.';
COMMENT ON COLUMN recommendations.verb IS 'The verb that it begins with; NULL where it begins with none.';

ALTER TABLE reports ADD COLUMN police_area VARCHAR;
ALTER TABLE reports ADD COLUMN authorities_named VARCHAR[];
COMMENT ON COLUMN reports.police_area IS 'Area of the police force that the text names most often; NULL where it names none.';
COMMENT ON COLUMN reports.authorities_named IS 'Local authorities that the text names, the most often named first.';

CREATE TABLE theme_words (
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    section VARCHAR,
    ordinal INTEGER NOT NULL,
    theme VARCHAR NOT NULL,
    words VARCHAR[] NOT NULL
);
COMMENT ON TABLE theme_words IS 'Why a finding or recommendation has a theme: one theme of one text with the words that earned it.';
COMMENT ON COLUMN theme_words.report_id IS 'The report.';
COMMENT ON COLUMN theme_words.kind IS 'Kind of the finding, or recommendation.';
COMMENT ON COLUMN theme_words.section IS 'Section of the finding; NULL for a recommendation.';
COMMENT ON COLUMN theme_words.ordinal IS 'Ordinal of the finding or recommendation.';
COMMENT ON COLUMN theme_words.theme IS 'The theme, as in data/themes.toml.';
COMMENT ON COLUMN theme_words.words IS 'The words that earned it, as printed.';

CREATE TABLE recommendation_answers (
    report_id VARCHAR NOT NULL,
    recommendation INTEGER NOT NULL,
    section VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    likeness DOUBLE NOT NULL,
    words VARCHAR[] NOT NULL,
    themes VARCHAR[] NOT NULL
);
COMMENT ON TABLE recommendation_answers IS 'Areas for improvement that a recommendation of the same report answers to, and why.';
COMMENT ON COLUMN recommendation_answers.report_id IS 'The report.';
COMMENT ON COLUMN recommendation_answers.recommendation IS 'Ordinal of the recommendation.';
COMMENT ON COLUMN recommendation_answers.section IS 'Section of the area for improvement.';
COMMENT ON COLUMN recommendation_answers.ordinal IS 'Ordinal of the area for improvement in its section.';
COMMENT ON COLUMN recommendation_answers.likeness IS '0 to 1: shared words, weighted by rarity, and shared themes.';
COMMENT ON COLUMN recommendation_answers.words IS 'Words that both have, the weightiest first.';
COMMENT ON COLUMN recommendation_answers.themes IS 'Themes that both have.';
