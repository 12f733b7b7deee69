/**
 * Why a row stays out of the lake, by its code; quality.json counts by them. The first that holds is given.
 * Rows of a kind that the profile does not want are not refused but skipped.
 */
export const reasons = {
  columns_missing: 'The row has fewer columns than the export.',
  columns_extra: 'The row has more columns than the export.',
  quotes_broken: 'A quote is opened and not closed, or stands where none may.',
  line_too_long: 'The row is longer than any record.',
  text_unreadable: "The row's bytes are not text in the export's encoding.",
  unreadable: 'The row cannot be cut into columns.',
  record_type_unknown: 'The kind of record is none that the profile knows.',
  time_missing: 'There is no start time.',
  time_unreadable: 'The start time is not in the form of the export.',
  time_implausible: 'The start time lies before 1990 or more than two days ahead.',
  duration_unreadable: 'The duration is no number of seconds and no HH:MM:SS.',
  duration_implausible: 'The duration is negative or longer than seven days.',
  number_rounded: 'A number was rounded by a spreadsheet (9.19E+11); its digits are lost.',
  number_undecided: 'A number can be read in no way.',
  line_missing: 'The served line is empty or withheld.',
} as const;

export type Reason = keyof typeof reasons;
