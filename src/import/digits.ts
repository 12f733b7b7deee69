/**
 * Expression that is true only where a text is a number of so many digits and nothing else, told by its length and its
 * value, which costs half of writing the value out again; not true for a few that are, so that they need another look.
 * A text that is as long as its value has digits may still hold an exponent (1234567890E2 is 123456789000): what an
 * exponent made ends with two zeros, since it takes up two characters at least.
 * @param text the column; @param value the same text cast to BIGINT.
 */
export function hasDigitsSql(text: string, value: string, digits: number): string {
  return `strlen(${text}) = ${digits} AND ${value} BETWEEN ${10n ** BigInt(digits - 1)} AND ${10n ** BigInt(digits) - 1n} AND ${value} % 100 <> 0`;
}

/**
 * The digits of an identifier that a spreadsheet wrapped ('357…, ="357…", in blanks) or a switch filled up with an F (TBCD).
 * Not for ordinary values.
 */
export function bareDigits(text: string, digits: string): string {
  return `regexp_extract(${text}, '^[\\s=''"]*(${digits})[fF]?[\\s''"]*$', 1)`;
}
