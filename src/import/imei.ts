import { bareDigits, hasDigitsSql } from './digits.js';
import { pseudonymSql } from './numbers.js';

/**
 * The first 14 digits of an IMEI or IMEISV written with 14, 15 or 16 digits, or the id of a pseudonym; NULL for anything
 * else.
 * @param text the column; @param number the same text cast to BIGINT, NULL where it is no number.
 */
export function imeiSql(text: string, number: string): string {
  const exact = (digits: number) =>
    `(${hasDigitsSql(text, number, digits)} OR lpad(CAST(${number} AS VARCHAR), ${digits}, '0') = ${text})`;
  const any = `COALESCE(CASE length(${text})
    WHEN 15 THEN CASE WHEN ${exact(15)} THEN ${number} // 10 END
    WHEN 16 THEN CASE WHEN ${exact(16)} THEN ${number} // 100 END
    WHEN 14 THEN CASE WHEN ${exact(14)} THEN ${number} END
  END, TRY_CAST(left(${bareDigits(text, '[0-9]{14,16}')}, 14) AS BIGINT), ${pseudonymSql(text)})`;
  // Nearly every row has 15 digits, and the first arm says the same of them with fewer looks at the text.
  return `CASE WHEN ${hasDigitsSql(text, number, 15)} THEN ${number} // 10
    WHEN ${text} IS NOT NULL THEN ${any} END`;
}

/**
 * The check digit that an IMEI of 15 digits was sent with; 0 where there is none, as many networks send it then (3GPP
 * TS 23.003). Whether it is right is asked once a device and day, not here: line_device_day.sql. Never NULL, which takes
 * DuckDB half of the time to write.
 * @param imei the 14 digits as a number, of `imeiSql`; @param number the text that it is from, cast to BIGINT.
 */
export function imeiCheckSql(imei: string, number: string): string {
  return `CASE WHEN ${number} // 10 = ${imei} THEN CAST(${number} % 10 AS TINYINT) ELSE CAST(0 AS TINYINT) END`;
}
