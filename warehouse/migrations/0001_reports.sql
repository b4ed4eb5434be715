-- What the inspectorate published and where each value stands on its page.
-- Every evidence table has the first box of a value (page, x0, top, x1, bottom) and all its boxes (parts).

CREATE TYPE box AS STRUCT (page INTEGER, x0 DOUBLE, "top" DOUBLE, x1 DOUBLE, bottom DOUBLE);

CREATE TABLE documents (
    sha256 VARCHAR PRIMARY KEY,
    url VARCHAR,
    landing_url VARCHAR,
    media_type VARCHAR,
    bytes BIGINT NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('extracted', 'partial', 'rejected', 'failed')),
    reason VARCHAR,
    run_id VARCHAR
);
COMMENT ON TABLE documents IS 'One distinct file content that was ever fetched, keyed by its SHA-256.';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the bytes, in hexadecimal.';
COMMENT ON COLUMN documents.url IS 'Where the file came from: an address, or a file''s full path.';
COMMENT ON COLUMN documents.landing_url IS 'The publisher''s page that links to it.';
COMMENT ON COLUMN documents.media_type IS 'Media type, as the publisher''s server or the file''s first bytes give it.';
COMMENT ON COLUMN documents.bytes IS 'Length in bytes.';
COMMENT ON COLUMN documents.fetched_at IS 'When it was fetched, in UTC.';
COMMENT ON COLUMN documents.etag IS 'ETag header of the publisher''s answer.';
COMMENT ON COLUMN documents.last_modified IS 'Last-Modified header of the publisher''s answer.';
COMMENT ON COLUMN documents.status IS 'What became of it: extracted, partial (something promised is missing: see gaps), rejected (no report) or failed.';
COMMENT ON COLUMN documents.reason IS 'One sentence; NULL where the report was extracted whole.';
COMMENT ON COLUMN documents.run_id IS 'The run that loaded it.';

CREATE TABLE reports (
    report_id VARCHAR PRIMARY KEY,
    document_sha256 VARCHAR NOT NULL,
    supersedes VARCHAR,
    is_current BOOLEAN NOT NULL,
    service_id VARCHAR,
    service_name VARCHAR,
    area VARCHAR,
    framework VARCHAR NOT NULL,
    title VARCHAR,
    fieldwork_started DATE,
    published DATE,
    lead_inspector VARCHAR,
    chief_inspector VARCHAR,
    isbn VARCHAR,
    overall_rating VARCHAR,
    score INTEGER,
    score_max INTEGER,
    court_cases INTEGER,
    oocd_cases INTEGER,
    resettlement_cases INTEGER,
    recommendations_stated INTEGER,
    pages INTEGER NOT NULL,
    extractor_version VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    run_id VARCHAR
);
COMMENT ON TABLE reports IS 'One published report; a corrected re-publication is a new row that supersedes the old one. NULL means that the report does not print the value.';
COMMENT ON COLUMN reports.report_id IS 'Readable and stable: area and month of publication, such as staffordshire-2023-12; -r2, -r3 for a corrected re-publication.';
COMMENT ON COLUMN reports.document_sha256 IS 'The document that it was read from.';
COMMENT ON COLUMN reports.supersedes IS 'The report that this one corrects; NULL for a first publication.';
COMMENT ON COLUMN reports.is_current IS 'Whether no later publication supersedes it.';
COMMENT ON COLUMN reports.service_id IS 'The service in the table services; NULL where it is not matched yet.';
COMMENT ON COLUMN reports.service_name IS 'Name of the service, as printed.';
COMMENT ON COLUMN reports.area IS 'The place inspected, as the title has it.';
COMMENT ON COLUMN reports.framework IS 'The set of standards that the inspection went by.';
COMMENT ON COLUMN reports.title IS 'Title of the report, as printed.';
COMMENT ON COLUMN reports.fieldwork_started IS 'First day of fieldwork; first of the month where only a month is printed.';
COMMENT ON COLUMN reports.published IS 'Day of publication; first of the month where only a month is printed.';
COMMENT ON COLUMN reports.lead_inspector IS 'Name of the lead inspector, as printed.';
COMMENT ON COLUMN reports.chief_inspector IS 'Name of the Chief Inspector of Probation who signs the foreword, as printed.';
COMMENT ON COLUMN reports.isbn IS 'ISBN, as printed.';
COMMENT ON COLUMN reports.overall_rating IS 'The overall rating, in the official spelling.';
COMMENT ON COLUMN reports.score IS 'The printed score.';
COMMENT ON COLUMN reports.score_max IS 'The printed maximum of the score.';
COMMENT ON COLUMN reports.court_cases IS 'Cases in the sample of court disposals.';
COMMENT ON COLUMN reports.oocd_cases IS 'Cases in the sample of out-of-court disposals.';
COMMENT ON COLUMN reports.resettlement_cases IS 'Cases in the sample of resettlement work.';
COMMENT ON COLUMN reports.recommendations_stated IS 'How many recommendations the text says there are.';
COMMENT ON COLUMN reports.pages IS 'Pages of the document.';
COMMENT ON COLUMN reports.extractor_version IS 'Version of the extractors that read it.';
COMMENT ON COLUMN reports.loaded_at IS 'When its rows were written, in UTC.';
COMMENT ON COLUMN reports.run_id IS 'The run that loaded it.';

CREATE TABLE report_evidence (
    report_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE report_evidence IS 'Where each single value of a report is printed: one row a report and field.';
COMMENT ON COLUMN report_evidence.field IS 'Column of reports that holds the value.';
COMMENT ON COLUMN report_evidence.printed IS 'The words as printed.';

CREATE TABLE standard_ratings (
    report_id VARCHAR NOT NULL,
    place VARCHAR NOT NULL CHECK (place IN ('summary', 'body', 'annex')),
    standard VARCHAR NOT NULL,
    domain VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    rating VARCHAR,
    rating_printed VARCHAR,
    counts_toward_overall BOOLEAN NOT NULL,
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE standard_ratings IS 'The rating of one standard at one place of a report.';
COMMENT ON COLUMN standard_ratings.place IS 'Where it is printed: summary, body or annex.';
COMMENT ON COLUMN standard_ratings.standard IS 'Number of the standard, such as 2.1.';
COMMENT ON COLUMN standard_ratings.domain IS 'Number of its domain.';
COMMENT ON COLUMN standard_ratings.name IS 'The standard''s name as printed at this place.';
COMMENT ON COLUMN standard_ratings.rating IS 'The rating, in the official spelling; NULL where it is not printed as text (a gap says why).';
COMMENT ON COLUMN standard_ratings.rating_printed IS 'The spelling as printed.';
COMMENT ON COLUMN standard_ratings.counts_toward_overall IS 'Whether its points count toward the score.';

CREATE TABLE key_questions (
    report_id VARCHAR NOT NULL,
    place VARCHAR NOT NULL CHECK (place IN ('summary', 'body', 'annex')),
    standard VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    pct_yes INTEGER CHECK (pct_yes BETWEEN 0 AND 100),
    is_bold BOOLEAN,
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE key_questions IS 'One key question of a standard at one place of a report.';
COMMENT ON COLUMN key_questions.place IS 'Where it is printed: body or annex.';
COMMENT ON COLUMN key_questions.standard IS 'Number of the standard.';
COMMENT ON COLUMN key_questions.ordinal IS 'Position among the standard''s questions in the framework, from 1.';
COMMENT ON COLUMN key_questions.question IS 'Wording as printed, without its number.';
COMMENT ON COLUMN key_questions.pct_yes IS 'Whole per cent of cases answered ''yes'', as printed; NULL where no figure is printed beside it.';
COMMENT ON COLUMN key_questions.is_bold IS 'Whether the figure is set in bold; NULL without a figure.';

CREATE TABLE findings (
    report_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('strength', 'area_for_improvement', 'key_finding')),
    section VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    themes VARCHAR[],
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE findings IS 'One bullet: a strength, an area for improvement or a key finding.';
COMMENT ON COLUMN findings.kind IS 'strength, area_for_improvement or key_finding.';
COMMENT ON COLUMN findings.section IS 'The standard (1.1) or the whole domain (1) that it speaks of.';
COMMENT ON COLUMN findings.ordinal IS 'Position among the bullets of its kind and section.';
COMMENT ON COLUMN findings.text IS 'Its words on one line, as a reader would copy them.';
COMMENT ON COLUMN findings.themes IS 'Themes it touches; NULL where nobody has looked.';

CREATE TABLE recommendations (
    report_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    printed_number INTEGER,
    addressee VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    themes VARCHAR[],
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE recommendations IS 'One recommendation.';
COMMENT ON COLUMN recommendations.ordinal IS 'Position through the report, from 1.';
COMMENT ON COLUMN recommendations.printed_number IS 'Its number as printed; numbering may restart under each addressee. NULL where it is a bullet.';
COMMENT ON COLUMN recommendations.addressee IS 'To whom it is addressed, without ''should:''.';
COMMENT ON COLUMN recommendations.text IS 'Its words on one line, as a reader would copy them.';
COMMENT ON COLUMN recommendations.themes IS 'Themes it touches; NULL where nobody has looked.';

CREATE TABLE claims (
    report_id VARCHAR NOT NULL,
    section VARCHAR,
    sentence VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    numerator INTEGER,
    denominator INTEGER,
    standard VARCHAR,
    key_question_ordinal INTEGER,
    agrees BOOLEAN,
    page INTEGER NOT NULL,
    x0 DOUBLE NOT NULL,
    "top" DOUBLE NOT NULL,
    x1 DOUBLE NOT NULL,
    bottom DOUBLE NOT NULL,
    parts BOX[] NOT NULL
);
COMMENT ON TABLE claims IS 'One statement in the prose that can be held against something else that the report prints.';
COMMENT ON COLUMN claims.section IS 'The standard or domain in whose section it stands; NULL outside them.';
COMMENT ON COLUMN claims.sentence IS 'The sentence on one line.';
COMMENT ON COLUMN claims.kind IS 'How it gives its figure: percentage, fraction, share, rating or total.';
COMMENT ON COLUMN claims.value IS 'What is claimed: a per cent, a rating or a number, as text.';
COMMENT ON COLUMN claims.numerator IS 'Cases of which it speaks, where it gives a fraction.';
COMMENT ON COLUMN claims.denominator IS 'Cases among which, where it gives a fraction.';
COMMENT ON COLUMN claims.standard IS 'The standard it speaks of, overall for the overall rating; NULL where it speaks of none.';
COMMENT ON COLUMN claims.key_question_ordinal IS 'The key question it speaks of; NULL where it speaks of none.';
COMMENT ON COLUMN claims.agrees IS 'Whether it agrees with what is printed; NULL where there is nothing to compare.';

CREATE TABLE gaps (
    report_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    standard VARCHAR,
    expected VARCHAR NOT NULL,
    found VARCHAR,
    reason VARCHAR NOT NULL,
    page INTEGER
);
COMMENT ON TABLE gaps IS 'One thing that the framework promises and the pages do not give, or that could not be read for certain.';
COMMENT ON COLUMN gaps.field IS 'Name of the field, such as rating or pct_yes.';
COMMENT ON COLUMN gaps.standard IS 'The standard concerned; NULL where none is.';
COMMENT ON COLUMN gaps.expected IS 'What the framework promises.';
COMMENT ON COLUMN gaps.found IS 'What stands there instead, as printed; NULL where nothing does.';
COMMENT ON COLUMN gaps.reason IS 'A short code: not_printed, printed_as_picture, unreadable, unknown_label, ambiguous.';
COMMENT ON COLUMN gaps.page IS 'Page of the PDF, counted from 1; NULL where no page is at fault.';

CREATE TABLE services (
    service_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    aliases VARCHAR[],
    country VARCHAR,
    region VARCHAR,
    local_authorities VARCHAR[],
    gss_codes VARCHAR[]
);
COMMENT ON TABLE services IS 'One inspected service.';
COMMENT ON COLUMN services.service_id IS 'Readable and stable key of the service.';
COMMENT ON COLUMN services.name IS 'Its name without the words that all services share.';
COMMENT ON COLUMN services.aliases IS 'Other names that reports have printed for it.';
COMMENT ON COLUMN services.country IS 'England or Wales.';
COMMENT ON COLUMN services.region IS 'Region of England, or Wales.';
COMMENT ON COLUMN services.local_authorities IS 'Names of the local authorities that it serves.';
COMMENT ON COLUMN services.gss_codes IS 'Codes of those authorities in the Government Statistical Service''s register.';

CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    source VARCHAR NOT NULL,
    fetched INTEGER NOT NULL,
    extracted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    flags_new INTEGER NOT NULL,
    status VARCHAR NOT NULL
);
COMMENT ON TABLE runs IS 'One run of the pipeline.';
COMMENT ON COLUMN runs.run_id IS 'Key of the run; sorts by its start.';
COMMENT ON COLUMN runs.started_at IS 'When it started, in UTC.';
COMMENT ON COLUMN runs.ended_at IS 'When it ended, in UTC; NULL while it runs.';
COMMENT ON COLUMN runs.source IS 'What was read: sample, a folder or a publisher.';
COMMENT ON COLUMN runs.fetched IS 'Documents that it looked at.';
COMMENT ON COLUMN runs.extracted IS 'Documents that became reports, whole or partial.';
COMMENT ON COLUMN runs.rejected IS 'Documents that are no inspection report.';
COMMENT ON COLUMN runs.failed IS 'Documents on which the reader broke.';
COMMENT ON COLUMN runs.flags_new IS 'Flags first seen in it.';
COMMENT ON COLUMN runs.status IS 'running, completed, or interrupted (found so by a later run).';

-- Evidence reads alike in every table.
COMMENT ON COLUMN report_evidence.report_id IS 'The report.';
COMMENT ON COLUMN report_evidence.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN report_evidence.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN report_evidence."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN report_evidence.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN report_evidence.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN report_evidence.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN standard_ratings.report_id IS 'The report.';
COMMENT ON COLUMN standard_ratings.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN standard_ratings.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN standard_ratings."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN standard_ratings.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN standard_ratings.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN standard_ratings.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN key_questions.report_id IS 'The report.';
COMMENT ON COLUMN key_questions.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN key_questions.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN key_questions."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN key_questions.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN key_questions.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN key_questions.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN findings.report_id IS 'The report.';
COMMENT ON COLUMN findings.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN findings.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN findings."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN findings.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN findings.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN findings.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN recommendations.report_id IS 'The report.';
COMMENT ON COLUMN recommendations.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN recommendations.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN recommendations."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN recommendations.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN recommendations.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN recommendations.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN claims.report_id IS 'The report.';
COMMENT ON COLUMN claims.page IS 'Page of the PDF where it begins, counted from 1.';
COMMENT ON COLUMN claims.x0 IS 'Left edge of its first box, points from the left of the page.';
COMMENT ON COLUMN claims."top" IS 'Upper edge of its first box, points from the top of the page.';
COMMENT ON COLUMN claims.x1 IS 'Right edge of its first box, points from the left of the page.';
COMMENT ON COLUMN claims.bottom IS 'Lower edge of its first box, points from the top of the page.';
COMMENT ON COLUMN claims.parts IS 'All its boxes in reading order; more than one where a page break cuts it.';
COMMENT ON COLUMN gaps.report_id IS 'The report.';
