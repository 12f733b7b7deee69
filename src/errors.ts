/**
 * The catalogue of everything that can go wrong and is expected to. A code is stable: scripts match on it.
 * `exit` is the process's exit code (README, "Exit codes").
 */
export const catalogue = {
  CONFIG_INVALID: { exit: 2, title: 'The configuration has a value that cannot be used' },
  CONFIG_UNKNOWN_KEY: { exit: 2, title: 'The configuration has a key that simhound does not know' },
  CONFIG_UNREADABLE: { exit: 2, title: 'The configuration file cannot be read or is not YAML' },
  USAGE: { exit: 2, title: 'The command line cannot be understood' },
  INPUT_MISSING: { exit: 3, title: 'An input is missing' },
  INPUT_UNREADABLE: { exit: 3, title: 'An input cannot be read' },
  INPUT_UNRECOGNISED: { exit: 3, title: 'No profile fits an export' },
  PROFILE_INVALID: { exit: 2, title: 'A profile has a mistake' },
  REFERENCE_INVALID: { exit: 3, title: 'A reference table cannot be used' },
  LAKE_EMPTY: { exit: 3, title: 'The lake holds no record for the day asked for' },
  STORE_LOCKED: { exit: 4, title: 'Another run holds the store' },
  STORE_DAMAGED: { exit: 3, title: 'A file that the store knows of is missing or has changed' },
  MODEL_INVALID: { exit: 2, title: 'A SQL model or its header has a mistake' },
  MODEL_FAILED: { exit: 5, title: 'A SQL model failed' },
  ENGINE_FAILED: { exit: 5, title: 'The SQL engine failed' },
  ENGINE_UNREACHABLE: { exit: 3, title: 'The SQL engine cannot be reached' },
  ENGINE_DENIED: { exit: 2, title: 'The SQL engine refuses the user or what the user wants to do' },
  ENGINE_CATALOG: { exit: 2, title: "The SQL engine's catalog or its view of the lake is not as configured" },
  ENGINE_LACKS: { exit: 2, title: 'The engine cannot do what is asked' },
  QUERY_REFUSED: { exit: 2, title: 'A query may only read the published tables' },
  QUERY_FAILED: { exit: 2, title: 'A query failed' },
  NOT_PUBLISHED: { exit: 3, title: 'Nothing has been published yet' },
  LINE_UNKNOWN: { exit: 3, title: 'The line was not seen in the window of the newest run' },
  TRUTH_INVALID: { exit: 3, title: 'A truth file cannot be used' },
  INTERRUPTED: { exit: 130, title: 'Interrupted' },
  INTERNAL: { exit: 5, title: 'A mistake in simhound itself' },
} as const satisfies Record<string, { exit: number; title: string }>;

export type ErrorCode = keyof typeof catalogue;

/** What an error tells: what happened and to which file or row, and what to do about it. */
export interface Complaint {
  /** One sentence: what happened, to which file, row, model or key. Never holds a subscriber's number. */
  what: string;
  /** One sentence: what to do now. */
  todo: string;
  cause?: unknown;
  /** More lines for people, such as a SQL excerpt with a caret. */
  detail?: string;
}

/** The one error class: everything else that is thrown is a mistake of ours (INTERNAL). */
export class SimhoundError extends Error {
  readonly code: ErrorCode;
  readonly todo: string;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, complaint: Complaint) {
    super(complaint.what, complaint.cause === undefined ? undefined : { cause: complaint.cause });
    this.name = 'SimhoundError';
    this.code = code;
    this.todo = complaint.todo;
    this.detail = complaint.detail;
  }

  get exitCode(): number {
    return catalogue[this.code].exit;
  }
}

/** Whether a message of DuckDB says that another process holds a file. */
export function isLockedOut(message: string): boolean {
  return /Could not set lock|Conflicting lock/i.test(message);
}

/** The message of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
