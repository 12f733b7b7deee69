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
  /** Suspects by tier, and how many of them are fraud. */
  tiers: Record<Tier, { lines: number; fraud: number }>;
  /** Per kind of fraud: how many rank among the first N, are in a tier, and are missing from the scores. */
  fraud_kinds: (KindCount & { at_n: number; recall: number; unscored: number })[];
  /** Per kind of lawful line: how many were flagged, by tier. */
  lawful_kinds: KindCount[];
  reliability: Reliability;
  /** Null where the run has no groups or the truth file names none. */
  groups: Grouping | null;
  /** Null where nobody says who the victims are. */
  victims: VictimCount | null;
}

export const tiers = ['block', 'review', 'watch'] as const;
export type Tier = (typeof tiers)[number];

/** Lines of a kind, and how many of them are suspects of each tier. */
export interface KindCount {
  kind: string;
  lines: number;
  block: number;
  review: number;
  watch: number;
}

/** Whether a score means what it says: among lines scored 0.7, seven in ten should be fraud. */
export interface Reliability {
  /** Ten equal steps of the score; a score of 1 belongs to the last. Steps without a line are left out. */
  steps: {
    from: number;
    to: number;
    lines: number;
    fraud: number;
    mean_score: number;
    fraud_share: number;
  }[];
  /**
   * Mean distance between score and share of fraud over the steps, by lines; only lines with a score above 0 count,
   * since the many others would hide everything. Null where there are none.
   */
  error: number | null;
}

/** Whether lines that are run together were found together. */
export interface Grouping {
  /** Groups that hold a fraud line, and their lines; groups of lawful lines alone, and theirs. */
  found: number;
  found_lines: number;
  lawful: number;
  lawful_lines: number;
  /** Of the lines in groups with fraud, the share that belongs to the ring that has most lines in the group. */
  purity: number | null;
  /** Of the lines of rings of two or more, the share that is in the group that holds most of the ring. */
  completeness: number | null;
  /** The same by kind: rings, their lines, and the lines found together. */
  kinds: { kind: string; rings: number; lines: number; together: number }[];
}

/** What became of the victims: each was called by at least one fraud line. */
export interface VictimCount {
  victims: number;
  /** Victims one of whose callers is a suspect to block or to review. */
  traced: number;
  /** Victims on the run's warning list; null where the run has none. */
  warned: number | null;
  /** Numbers on the warning list that are nobody's victim; null where the run has none. */
  warned_others: number | null;
}
