/** How far a stage is; every field is optional and replaces what was told before. */
export interface Advance {
  done?: number;
  total?: number;
  /** What is counted: 'records', 'tables', … */
  unit?: string;
  /** What is being worked on right now, such as a file's name. Never a subscriber's number. */
  note?: string;
}

/** One stage of a command, as a person watches it. */
export interface Stage {
  advance(by: Advance): void;
  /** Ends the stage; the summary stays on the screen. */
  end(summary?: string): void;
}

/** Where stages are announced: a terminal, a log, or nowhere. */
export interface Progress {
  stage(name: string): Stage;
}

/** Says nothing: for tests and for --quiet. */
export const silent: Progress = {
  stage: () => ({ advance: () => {}, end: () => {} }),
};
