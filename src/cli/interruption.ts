/** Exit codes of a process that a signal ended: 128 and the signal's number. */
const exits = { SIGINT: 130, SIGTERM: 143 } as const;

/** Turns SIGINT and SIGTERM into an abort; a second signal ends the process where it stands. */
export class Interruption {
  readonly #controller = new AbortController();
  #exit: number | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit code once a signal came. */
  get exit(): number | undefined {
    return this.#exit;
  }

  /** Listens until the returned function is called. */
  listen(): () => void {
    const take = (name: keyof typeof exits) => () => {
      if (this.#exit !== undefined) process.exit(exits[name]);
      this.#exit = exits[name];
      this.#controller.abort();
    };
    const handlers = { SIGINT: take('SIGINT'), SIGTERM: take('SIGTERM') };
    process.on('SIGINT', handlers.SIGINT).on('SIGTERM', handlers.SIGTERM);
    return () => {
      process.off('SIGINT', handlers.SIGINT).off('SIGTERM', handlers.SIGTERM);
    };
  }
}
