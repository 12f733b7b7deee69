-- Trino's names for DuckDB, so that one SQL text runs on both engines.
-- Aggregate macros take no FILTER, DISTINCT or ORDER BY in DuckDB: put a CASE into the argument.
CREATE OR REPLACE TEMP MACRO to_unixtime(ts) AS epoch(ts);
CREATE OR REPLACE TEMP MACRO day_of_week(x) AS isodow(x);
CREATE OR REPLACE TEMP MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);
CREATE OR REPLACE TEMP MACRO cardinality(a) AS len(a);
CREATE OR REPLACE TEMP MACRO element_at(a, i) AS list_extract(a, i);
-- An array of nothing but NULLs joins to an empty text in Trino, to NULL in DuckDB.
CREATE OR REPLACE TEMP MACRO array_join(a, separator) AS
  CASE WHEN a IS NOT NULL THEN COALESCE(array_to_string(a, separator), '') END;
-- DuckDB's sequence(…) is generate_series; both ends belong to it, as in Trino.
CREATE OR REPLACE TEMP MACRO sequence(lo, hi) AS generate_series(lo, hi);
-- Whole units that have passed, as Trino counts them; DuckDB's own date_diff counts boundaries crossed.
CREATE OR REPLACE TEMP MACRO date_diff(unit, a, b) AS date_sub(unit, a, b);
CREATE OR REPLACE TEMP MACRO to_utf8(text) AS text;
CREATE OR REPLACE TEMP MACRO to_hex(digest) AS upper(digest);
-- Luhn (ISO/IEC 7812-1 annex B) of up to 15 digits at once, a byte for each two of them: of a doubled digit d the sum of
-- digits is 2 d, less 9 from 5 on, which is one more where only the last digit matters. The bytes' sum is the rest by 255.
CREATE OR REPLACE TEMP MACRO luhn_check(digits) AS (
  (TRY_CAST('0x' || digits AS BIGINT) & 1085102592571150095) + 2 * (TRY_CAST('0x' || digits AS BIGINT) >> 4 & 1085102592571150095)
    + ((TRY_CAST('0x' || digits AS BIGINT) >> 4 & 1085102592571150095) + 217020518514230019 >> 3 & 72340172838076673)
) % 255 % 10 = 0;
