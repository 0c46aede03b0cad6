-- A store as the first version wrote it; never to be changed.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE documents (
	id VARCHAR(71) NOT NULL, 
	size BIGINT NOT NULL, 
	media_type TEXT, 
	status VARCHAR(16) NOT NULL, 
	error VARCHAR(64), 
	message TEXT, 
	rules VARCHAR(64) NOT NULL, 
	overrides TEXT NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT fk_documents_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "documents" VALUES('sha256:25de68d6b8a5ad7d6ecacbd7fa36ceac10d8e9a833b338b6622395483f34c37c',299,'text/plain','done',NULL,NULL,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','',1);
CREATE TABLE inputs (
	path TEXT NOT NULL, 
	document_id VARCHAR(71), 
	status VARCHAR(16) NOT NULL, 
	error VARCHAR(64), 
	message TEXT, 
	seconds FLOAT NOT NULL, 
	read_run INTEGER NOT NULL, 
	seen_run INTEGER NOT NULL, 
	CONSTRAINT pk_inputs PRIMARY KEY (path), 
	CONSTRAINT fk_inputs_document_id FOREIGN KEY(document_id) REFERENCES documents (id), 
	CONSTRAINT fk_inputs_read_run FOREIGN KEY(read_run) REFERENCES runs (id), 
	CONSTRAINT fk_inputs_seen_run FOREIGN KEY(seen_run) REFERENCES runs (id)
);
INSERT INTO "inputs" VALUES('/archive/report.txt','sha256:25de68d6b8a5ad7d6ecacbd7fa36ceac10d8e9a833b338b6622395483f34c37c','done',NULL,NULL,0.5,1,1);
CREATE TABLE paths (
	document_id VARCHAR(71) NOT NULL, 
	path TEXT NOT NULL, 
	CONSTRAINT pk_paths PRIMARY KEY (document_id, path), 
	CONSTRAINT fk_paths_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
)
 WITHOUT ROWID

;
INSERT INTO "paths" VALUES('sha256:25de68d6b8a5ad7d6ecacbd7fa36ceac10d8e9a833b338b6622395483f34c37c','/archive/report.txt');
CREATE TABLE record_counts (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	value BIGINT NOT NULL, 
	value_max BIGINT, 
	qualifier VARCHAR(16) NOT NULL, 
	label TEXT, 
	part BOOLEAN NOT NULL, 
	CONSTRAINT pk_record_counts PRIMARY KEY (version_id, position, item), 
	CONSTRAINT fk_record_counts_version_id FOREIGN KEY(version_id) REFERENCES versions (id)
)
 WITHOUT ROWID

;
INSERT INTO "record_counts" VALUES(1,0,0,'participants',45,NULL,'exact','teachers',0);
CREATE TABLE record_dates (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	starts VARCHAR(10), 
	ends VARCHAR(10), 
	own BOOLEAN NOT NULL, 
	CONSTRAINT pk_record_dates PRIMARY KEY (version_id, position, item), 
	CONSTRAINT fk_record_dates_version_id FOREIGN KEY(version_id) REFERENCES versions (id)
)
 WITHOUT ROWID

;
INSERT INTO "record_dates" VALUES(1,0,0,'2022-03-06','2022-03-08',1);
INSERT INTO "record_dates" VALUES(1,1,0,'2023-05-01','2023-05-31',1);
INSERT INTO "record_dates" VALUES(1,2,0,'2022-01-01','2022-12-31',0);
CREATE TABLE record_partners (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	partner_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_record_partners PRIMARY KEY (version_id, position, item), 
	CONSTRAINT fk_record_partners_version_id FOREIGN KEY(version_id) REFERENCES versions (id)
)
 WITHOUT ROWID

;
INSERT INTO "record_partners" VALUES(1,0,0,'UNICEF','United Nations Children''s Fund','partner');
CREATE TABLE record_places (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	code VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_record_places PRIMARY KEY (version_id, position, item), 
	CONSTRAINT fk_record_places_version_id FOREIGN KEY(version_id) REFERENCES versions (id)
)
 WITHOUT ROWID

;
INSERT INTO "record_places" VALUES(1,0,0,'country','ZMB','Zambia');
INSERT INTO "record_places" VALUES(1,1,0,'country','MLT','Malta');
CREATE TABLE records (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	record_id VARCHAR(64) NOT NULL, 
	activity_type VARCHAR(32) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	title TEXT NOT NULL, 
	initiative TEXT, 
	place TEXT, 
	place_country VARCHAR(3), 
	confidence FLOAT, 
	page INTEGER, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_records PRIMARY KEY (version_id, position), 
	CONSTRAINT fk_records_version_id FOREIGN KEY(version_id) REFERENCES versions (id)
);
INSERT INTO "records" VALUES(1,0,'r-993bc659df10','training_of_trainers','completed','training of trainers',NULL,'Lusaka','ZMB',0.87,NULL,'{"id":"r-993bc659df10","activity_type":"training_of_trainers","status":"completed","title":"training of trainers","initiative":null,"countries":[{"alpha_3":"ZMB","name":"Zambia","spans":[{"start":133,"end":139,"text":"Lusaka"}]}],"regions":[],"location":{"name":"Lusaka","alpha_3":"ZMB","span":{"start":133,"end":139,"text":"Lusaka"}},"participants":[{"value":45,"value_max":null,"qualifier":"exact","audience":"teachers","part":false,"span":{"start":176,"end":187,"text":"45 teachers"}}],"quantities":[],"partners":[{"id":"UNICEF","name":"United Nations Children''s Fund","role":"partner","span":{"start":193,"end":199,"text":"UNICEF"}}],"dates":[{"start":"2022-03-06","end":"2022-03-08","precision":"range","text":"from 6 to 8 March 2022","span":{"start":149,"end":171,"text":"from 6 to 8 March 2022"}}],"evidence":{"text":"A training of trainers was held in Lusaka, Zambia, from 6 to 8 March 2022 for 45 teachers with UNICEF.","start":98,"end":200,"page":null,"section":[],"block":2},"rules":["activity_noun","city_lexicon","count_noun","country_of_place","date","organisation_lexicon","status_past"],"confidence":0.87}');
INSERT INTO "records" VALUES(1,1,'r-6a12ddf38054','workshop','planned','workshop for parents',NULL,NULL,NULL,0.97,NULL,'{"id":"r-6a12ddf38054","activity_type":"workshop","status":"planned","title":"workshop for parents","initiative":null,"countries":[{"alpha_3":"MLT","name":"Malta","spans":[{"start":240,"end":245,"text":"Malta"}]}],"regions":[],"location":null,"participants":[],"quantities":[],"partners":[],"dates":[{"start":"2023-05-01","end":"2023-05-31","precision":"month","text":"May 2023","span":{"start":249,"end":257,"text":"May 2023"}}],"evidence":{"text":"A workshop for parents will be held in Malta in May 2023.","start":201,"end":258,"page":null,"section":[],"block":3},"rules":["activity_noun","country_lexicon","date","status_future"],"confidence":0.97}');
INSERT INTO "records" VALUES(1,2,'r-a2e8158b1481','publication','completed','toolkit for schools',NULL,NULL,NULL,0.97,NULL,'{"id":"r-a2e8158b1481","activity_type":"publication","status":"completed","title":"toolkit for schools","initiative":null,"countries":[],"regions":[],"location":null,"participants":[],"quantities":[],"partners":[],"dates":[],"evidence":{"text":"A toolkit for schools was published.","start":259,"end":295,"page":null,"section":[],"block":3},"rules":["activity_noun","status_past"],"confidence":0.97}');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started VARCHAR(32) NOT NULL, 
	ended VARCHAR(32), 
	state VARCHAR(16) NOT NULL, 
	tool_version VARCHAR(32) NOT NULL, 
	lexicon_hash VARCHAR(64) NOT NULL, 
	rules VARCHAR(64) NOT NULL, 
	settings TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'2026-11-21T20:31:50+00:00','2026-11-21T20:31:51+00:00','finished','0.0','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','{}','{"done": 1}');
CREATE TABLE versions (
	id INTEGER NOT NULL, 
	document_id VARCHAR(71) NOT NULL, 
	number INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	rules VARCHAR(64) NOT NULL, 
	overrides TEXT NOT NULL, 
	run_id INTEGER NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	filename TEXT NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	title TEXT, 
	reference TEXT, 
	publisher TEXT, 
	published VARCHAR(10), 
	period_starts VARCHAR(10), 
	period_ends VARCHAR(10), 
	language VARCHAR(35) NOT NULL, 
	pages INTEGER, 
	facts TEXT NOT NULL, 
	plain_text BLOB NOT NULL, 
	CONSTRAINT pk_versions PRIMARY KEY (id), 
	CONSTRAINT fk_versions_document_id FOREIGN KEY(document_id) REFERENCES documents (id), 
	CONSTRAINT fk_versions_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "versions" VALUES(1,'sha256:25de68d6b8a5ad7d6ecacbd7fa36ceac10d8e9a833b338b6622395483f34c37c',1,1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','',1,'done','report.txt','council_report','Report by the Secretary-General',NULL,NULL,NULL,'2022-01-01','2022-12-31','en',NULL,'{"schema_version":"1.0","document":{"id":"sha256:25de68d6b8a5ad7d6ecacbd7fa36ceac10d8e9a833b338b6622395483f34c37c","filename":"report.txt","media_type":"text/plain","kind":"council_report","title":"Report by the Secretary-General","reference":null,"publisher":null,"published":null,"period":{"start":"2022-01-01","end":"2022-12-31","precision":"range","text":"from January 2022 to December 2022","span":{"start":62,"end":96,"text":"from January 2022 to December 2022"}},"language":"en","pages":null},"checks":[],"warnings":[]}',X'789C3D8ECD4EC4300C84EFFB14F30050A1F223AE0816046239F073E1E6A42E899AC69193B2DAB7A74D244E1E5BE36FE69D93688139A138C6075BE5427A3A7FE2C84A61F7E97C863693955FD65C8D89D5CB805165C60BC5657D417FD1F7288207B63C1BD67AE87677284A3EFAF803199BDE2847CA701C06F888D725D34467F8A6D9F87556ECCDC6BAC581D4BAC61E4571758DC2645D45F8E2F0F5F67CBF7FDC628EA2537692AA2F91722C9B270418FE8F3A5028D4446D7CD9612D2812265FEA63B66EDD5ABFB498E0B3E3A1FB03462563D8');
CREATE INDEX ix_inputs_document_id ON inputs (document_id);
CREATE INDEX ix_inputs_seen_run ON inputs (seen_run);
CREATE UNIQUE INDEX ix_versions_current ON versions (document_id) WHERE current;
CREATE UNIQUE INDEX ix_versions_document_id_number ON versions (document_id, number);
CREATE INDEX ix_record_dates_starts ON record_dates (starts);
CREATE INDEX ix_record_partners_partner_id ON record_partners (partner_id);
CREATE INDEX ix_record_places_code ON record_places (code);
CREATE INDEX ix_records_activity_type ON records (activity_type);
CREATE INDEX ix_records_record_id ON records (record_id);
COMMIT;
