/** By pair of digits, the right one doubled: what it adds to Luhn's sum (ISO/IEC 7812-1 annex B). */
const luhnPairs = Array.from({ length: 100 }, (_, pair) => {
  const doubled = (pair % 10) * 2;
  return Math.floor(doubled / 10) + (doubled % 10) + Math.floor(pair / 10);
});

/**
 * The first 14 digits of an IMEI or IMEISV written with 14, 15 or 16 digits; NULL for anything else.
 * @param text the column; @param number the same text cast to BIGINT, NULL where it is no number.
 */
export function imeiSql(text: string, number: string): string {
  // A text of n digits without a leading zero is a number of at least 10^(n-1): cheaper than looking at each digit.
  const exact = (digits: number) =>
    `(${number} >= ${10 ** (digits - 1)} AND NOT contains(${text}, '.') OR lpad(CAST(${number} AS VARCHAR), ${digits}, '0') = ${text})`;
  const any = `COALESCE(CASE length(${text})
    WHEN 15 THEN CASE WHEN ${exact(15)} THEN ${number} // 10 END
    WHEN 16 THEN CASE WHEN ${exact(16)} THEN ${number} // 100 END
    WHEN 14 THEN CASE WHEN ${exact(14)} THEN ${number} END
  END, TRY_CAST(left(${bareDigits(text, '[0-9]{14,16}')}, 14) AS BIGINT))`;
  // Nearly every row has 15 digits, and the first arm says the same of them with fewer looks at the text.
  return `CASE WHEN ${number} BETWEEN ${10 ** 14} AND ${10 ** 15 - 1} AND strlen(${text}) = 15 AND NOT contains(${text}, '.')
    THEN ${number} // 10 WHEN ${text} IS NOT NULL THEN ${any} END`;
}

/** The digits of an identifier that a spreadsheet wrapped: '357…, ="357…", or in blanks. Not for ordinary values. */
export function bareDigits(text: string, digits: string): string {
  return `regexp_extract(${text}, '^[\\s=''"]*(${digits})[\\s''"]*$', 1)`;
}

/**
 * Whether an IMEI can be a real device's: not all one digit, no TAC reserved for tests (00…, 3GPP TS 23.003 and the
 * GSMA's TS.06), no counting sequence, and where a check digit is sent (15 digits, the last not 0) it is right.
 * @param imei the 14 digits as a number; NULL gives NULL.
 */
export function imeiPlausibleSql(imei: string, text: string, number: string): string {
  const sum = Array.from(
    { length: 7 },
    (_, pair) => `([${luhnPairs.join(',')}])[(${imei} // ${100 ** pair}) % 100 + 1]`,
  ).join(' + ');
  return `CASE
    WHEN ${imei} IS NULL THEN NULL
    WHEN ${imei} < 1000000000000 OR ${imei} % 11111111111111 = 0 OR ${imei} // 1000000 = 12345678 THEN false
    WHEN strlen(${text}) <> 15 OR ${number} % 10 = 0 THEN true
    ELSE (${sum} + ${number} % 10) % 10 = 0
  END`;
}
