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
 * The digits of a text, one in each four bits of a BIGINT; NULL where it has a character that is no hexadecimal digit,
 * such as the point of 3.5E+14, or more than 15 of them.
 */
export function nibblesSql(text: string): string {
  return `TRY_CAST('0x' || ${text} AS BIGINT)`;
}

/** Each byte of a number the same: its lower four bits. */
const lowNibbles = 0x0f0f0f0f0f0f0f0fn;
const [three, one] = [0x0303030303030303n, 0x0101010101010101n];

/**
 * Whether an IMEI can be a real device's: not all one digit, no TAC reserved for tests (00…, 3GPP TS 23.003 and the
 * GSMA's TS.06), no counting sequence, and where a check digit is sent (15 digits, the last not 0) it is right.
 * A pseudonym (negative) cannot be judged and passes.
 * @param imei the 14 digits as a number; NULL gives NULL. @param nibbles of `nibblesSql`.
 */
export function imeiPlausibleSql(imei: string, text: string, nibbles: string): string {
  // Luhn (ISO/IEC 7812-1 annex B) of all digits at once, a byte for each two of them: of a doubled digit d the sum of
  // digits is 2 d, less 9 from 5 on, which is one more where only the last digit matters. The bytes' sum is the rest by
  // 255. A look at one digit after the other, by arithmetic or tables, takes DuckDB twice as long.
  const doubled = `(${nibbles} >> 4 & ${lowNibbles})`;
  const sum = `(${nibbles} & ${lowNibbles}) + ${doubled} + ${doubled} + (${doubled} + ${three} >> 3 & ${one})`;
  return `CASE
    WHEN ${imei} IS NULL THEN NULL
    WHEN ${imei} < 1000000000000 OR ${imei} % 11111111111111 = 0 OR ${imei} // 1000000 = 12345678 THEN ${imei} < 0
    WHEN ${nibbles} IS NULL OR strlen(${text}) <> 15 OR ${nibbles} & 15 = 0 THEN true
    ELSE (${sum}) % 255 % 10 = 0
  END`;
}
