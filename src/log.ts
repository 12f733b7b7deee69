/** Structured messages for whoever runs the schedule; implemented over pino in cli/. Fields never hold a subscriber's number. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Says nothing: for tests. */
export const mute: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
