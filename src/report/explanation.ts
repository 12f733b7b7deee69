import type { Days } from '../store/lake.js';
import type { Membership } from './membership.js';

/** A value that JSON can carry; whole numbers beyond 2^53 are texts. */
export type Plain = string | number | boolean | null;

/** A SIM or device that a line was seen with; times are UTC. */
export interface SeenWith {
  /** IMSI, or the first 14 digits of an IMEI. */
  id: string;
  records: number;
  first_seen: string;
  last_seen: string;
}

/** A finding's number counted again from the records. */
export interface Recount {
  /** Runs as it is in `simhound query`. */
  sql: string;
  /** What it counted; null when it failed or returned nothing. */
  value: number | null;
  /** Whether that is the finding's value, to its last written digit. */
  reconciles: boolean;
  /** Why it could not be counted. */
  problem?: string;
}

export interface ExplainedFinding {
  heuristic: string;
  family: string;
  title: string;
  /** Whom it measures: the line itself, or a device that its SIM was used in. */
  about_type: string;
  about_id: string;
  /** 0…1; negative when it speaks for the line. */
  strength: number;
  /** Strength times the heuristic's weight. */
  evidence: number;
  value: number;
  threshold: number;
  unit: string;
  reason: string;
  /** Heuristics of counter-evidence that clear this one, and that were found on the line. */
  weakened_by: string[];
  recount: Recount;
}

/** All that the newest run says of one line. */
export interface Explanation {
  /** International digits, or a name. */
  line: string;
  /** Of `line` in the records. */
  line_id: string;
  day: string;
  window: Days;
  rank: number;
  /** Lines that were ranked. */
  of: number;
  score: number;
  /** Null when the line is no suspect. */
  tier: string | null;
  typology: string | null;
  /** Kinds of evidence that count. */
  families: string[];
  /** Days on which it stood in the block or review tier. */
  alarms: number;
  records: number;
  first_seen: string | null;
  last_seen: string | null;
  sims: SeenWith[];
  devices: SeenWith[];
  /** The operator's reference row, where there is one. */
  registered: Record<string, Plain> | null;
  /** The group that it is run in, where there is one. */
  group: Membership | null;
  findings: ExplainedFinding[];
  counter_evidence: ExplainedFinding[];
  /** What the counter-evidence did; null without findings on both sides. */
  weighing: { for_fraud: number; against_fraud: number; cleared: boolean } | null;
  /** What the line did in the window, by measure. */
  measures: Record<string, Plain>;
  /** Who looks like this and is innocent. */
  false_positives: string[];
  /** What the heuristics behind this, or all of them for a line without findings, do not see. */
  blind_spots: string[];
}
