/** What a ranking is worth against a truth file. Shares are 0 to 1, null where they would divide by nothing. */
export interface Evaluation {
  /** Lines that have a score, lines in the truth file, and of those the fraud lines (N). */
  scored: number;
  labelled: number;
  fraud: number;
  /** Scored lines that the truth file does not name; among the first k they count as not confirmed. */
  unlabelled: number;
  /** Fraud lines that have no score at all: each is a miss. */
  unscored_fraud: number;
  /** Precision among the first k: k = N first, then 10, 50, 100, 500 as far as there are lines. */
  precision: { k: number; confirmed: number; unlabelled: number; precision: number | null }[];
  /** Share of the fraud lines that rank among the first N; equals precision at N. */
  recall_at_n: number | null;
  /** Mean of the precision at each fraud line's rank; lines without a score add 0. */
  average_precision: number | null;
  /** Per kind of fraud: how many rank among the first N, are in a tier, and are missing from the scores. */
  fraud_kinds: (KindCount & { at_n: number; recall: number; unscored: number })[];
  /** Per kind of lawful line: how many were flagged, by tier. */
  lawful_kinds: KindCount[];
}

/** Lines of a kind, and how many of them are suspects of each tier. */
export interface KindCount {
  kind: string;
  lines: number;
  block: number;
  review: number;
  watch: number;
}
