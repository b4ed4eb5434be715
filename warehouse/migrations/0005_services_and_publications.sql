-- Services through time, which report is of which service, and what publishers showed.

ALTER TABLE services ADD COLUMN active_from DATE;
ALTER TABLE services ADD COLUMN active_to DATE;
ALTER TABLE services ADD COLUMN succeeded_by VARCHAR[];
COMMENT ON COLUMN services.active_from IS 'First day of the service in this form; NULL where it is older than the reports or not known.';
COMMENT ON COLUMN services.active_to IS 'Last day of the service in this form; NULL while it exists.';
COMMENT ON COLUMN services.succeeded_by IS 'Ids of the services that took over: one after a renaming or merger, several after a split.';

CREATE TABLE service_links (
    report_id VARCHAR PRIMARY KEY,
    printed VARCHAR,
    service_id VARCHAR,
    method VARCHAR NOT NULL CHECK (method IN ('name', 'alias', 'order', 'similar', 'unresolved')),
    similarity DOUBLE,
    nearest VARCHAR
);
COMMENT ON TABLE service_links IS 'How the service of each report was found by the name that the report prints.';
COMMENT ON COLUMN service_links.report_id IS 'The report.';
COMMENT ON COLUMN service_links.printed IS 'The name that was looked up, as printed; NULL where the report prints none.';
COMMENT ON COLUMN service_links.service_id IS 'The service; NULL where none was near enough.';
COMMENT ON COLUMN service_links.method IS 'name, alias, order (the same parts in another order), similar (a misprint), or unresolved.';
COMMENT ON COLUMN service_links.similarity IS 'From 0 to 100 between the printed name and the nearest one on file.';
COMMENT ON COLUMN service_links.nearest IS 'The nearest name on file, also where it was not near enough.';

CREATE TABLE publications (
    publisher VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    title VARCHAR,
    pdf_url VARCHAR,
    published DATE,
    kind VARCHAR,
    left_out VARCHAR,
    document_sha256 VARCHAR,
    first_seen TIMESTAMP NOT NULL
);
COMMENT ON TABLE publications IS 'What publishers showed, as last seen: one row a publisher and page.';
COMMENT ON COLUMN publications.publisher IS 'Name of the publisher in data/publishers.toml.';
COMMENT ON COLUMN publications.page IS 'The page about it, or the PDF itself where there is no such page.';
COMMENT ON COLUMN publications.title IS 'Title as shown there.';
COMMENT ON COLUMN publications.pdf_url IS 'Address of the PDF; NULL where it was left out.';
COMMENT ON COLUMN publications.published IS 'Day of publication, as shown there.';
COMMENT ON COLUMN publications.kind IS 'Kind of publication.';
COMMENT ON COLUMN publications.left_out IS 'Why it was not read; NULL where it was to be read.';
COMMENT ON COLUMN publications.document_sha256 IS 'The document that the address gave last; NULL where none was fetched.';
COMMENT ON COLUMN publications.first_seen IS 'When it was first seen there, in UTC.';
