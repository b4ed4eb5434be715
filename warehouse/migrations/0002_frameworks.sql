-- What each framework promises and how it rates: a copy of data/frameworks/*.toml, renewed when a file changes.

CREATE TABLE frameworks (
    framework VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    fieldwork_from DATE NOT NULL,
    fieldwork_to DATE,
    source VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
COMMENT ON TABLE frameworks IS 'One set of standards, copied from its file in data/frameworks.';
COMMENT ON COLUMN frameworks.framework IS 'Id of the framework, such as youth-2021.';
COMMENT ON COLUMN frameworks.title IS 'Name of the inspection programme.';
COMMENT ON COLUMN frameworks.fieldwork_from IS 'First day of fieldwork that it applied to.';
COMMENT ON COLUMN frameworks.fieldwork_to IS 'Last day of fieldwork; NULL while it is in force.';
COMMENT ON COLUMN frameworks.source IS 'The inspectorate''s publications that it was taken from.';
COMMENT ON COLUMN frameworks.digest IS 'Digest of the whole framework; these tables are renewed when it changes.';

CREATE TABLE framework_domains (
    framework VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    variants VARCHAR[] NOT NULL,
    sample VARCHAR,
    PRIMARY KEY (framework, domain)
);
COMMENT ON TABLE framework_domains IS 'A group of standards.';
COMMENT ON COLUMN framework_domains.framework IS 'Id of the framework.';
COMMENT ON COLUMN framework_domains.domain IS 'Number of the domain.';
COMMENT ON COLUMN framework_domains.name IS 'Its name.';
COMMENT ON COLUMN framework_domains.variants IS 'Other names that have been printed.';
COMMENT ON COLUMN framework_domains.sample IS 'The column of reports that holds the size of its case sample; NULL where no cases are sampled.';

CREATE TABLE framework_standards (
    framework VARCHAR NOT NULL,
    standard VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    variants VARCHAR[] NOT NULL,
    statement VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    in_score BOOLEAN NOT NULL,
    PRIMARY KEY (framework, standard)
);
COMMENT ON TABLE framework_standards IS 'One standard, keyed by its number: names repeat across domains and are sometimes misprinted.';
COMMENT ON COLUMN framework_standards.framework IS 'Id of the framework.';
COMMENT ON COLUMN framework_standards.standard IS 'Number of the standard.';
COMMENT ON COLUMN framework_standards.domain IS 'Number of its domain.';
COMMENT ON COLUMN framework_standards.name IS 'Its name.';
COMMENT ON COLUMN framework_standards.variants IS 'Other names that have been printed.';
COMMENT ON COLUMN framework_standards.statement IS 'The sentence that is printed under the heading.';
COMMENT ON COLUMN framework_standards.basis IS 'What the rating rests on: case_data (the lowest percentage decides) or qualitative.';
COMMENT ON COLUMN framework_standards.in_score IS 'Whether its points count toward the score.';

CREATE TABLE framework_questions (
    framework VARCHAR NOT NULL,
    standard VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    PRIMARY KEY (framework, standard, ordinal)
);
COMMENT ON TABLE framework_questions IS 'One key question of a standard.';
COMMENT ON COLUMN framework_questions.framework IS 'Id of the framework.';
COMMENT ON COLUMN framework_questions.standard IS 'Number of the standard.';
COMMENT ON COLUMN framework_questions.ordinal IS 'Position among the standard''s questions, from 1.';
COMMENT ON COLUMN framework_questions.question IS 'Wording of the framework.';

CREATE TABLE framework_rating_bands (
    framework VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    variants VARCHAR[] NOT NULL,
    points INTEGER NOT NULL,
    from_pct INTEGER NOT NULL,
    to_pct INTEGER NOT NULL,
    PRIMARY KEY (framework, rating)
);
COMMENT ON TABLE framework_rating_bands IS 'One rating of the scale, its points and its band of percentages.';
COMMENT ON COLUMN framework_rating_bands.framework IS 'Id of the framework.';
COMMENT ON COLUMN framework_rating_bands.rating IS 'The rating, in the official spelling.';
COMMENT ON COLUMN framework_rating_bands.variants IS 'Other spellings that have been printed.';
COMMENT ON COLUMN framework_rating_bands.points IS 'Points toward the score.';
COMMENT ON COLUMN framework_rating_bands.from_pct IS 'Lowest whole per cent of the band.';
COMMENT ON COLUMN framework_rating_bands.to_pct IS 'Highest whole per cent of the band.';

CREATE TABLE framework_score_bands (
    framework VARCHAR NOT NULL,
    score_max INTEGER NOT NULL,
    rating VARCHAR NOT NULL,
    from_score INTEGER NOT NULL,
    to_score INTEGER NOT NULL,
    PRIMARY KEY (framework, score_max, rating)
);
COMMENT ON TABLE framework_score_bands IS 'The scores, both ends included, that earn one overall rating under one maximum.';
COMMENT ON COLUMN framework_score_bands.framework IS 'Id of the framework.';
COMMENT ON COLUMN framework_score_bands.score_max IS 'The maximum of the score.';
COMMENT ON COLUMN framework_score_bands.rating IS 'The overall rating that these scores earn.';
COMMENT ON COLUMN framework_score_bands.from_score IS 'Lowest score of the band.';
COMMENT ON COLUMN framework_score_bands.to_score IS 'Highest score of the band.';
