-- While a table holds a handful of rows, a scan is the cheapest plan, and sessions keep it for minutes while the table
-- grows. Without statistics the planner assumes ten pages and takes the index: so the first statistics wait until there
-- are enough rows for the index to win by itself.
alter table sprint set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table person set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table person_identity set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
alter table idempotency_key set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
