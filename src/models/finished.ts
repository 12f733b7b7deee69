import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { enterBuilds } from '../store/builds.js';
import type { Store } from '../store/store.js';
import type { Step } from './plan.js';

/** Each commit waits for the disk, some milliseconds; most tables take no longer. */
const settleAfterMs = 500;

interface Finished {
  step: Step;
  rows: number;
  seconds: number;
}

/**
 * Steps that are built, entered into the state several at a time, while others are being built. A run that is killed in
 * between builds the last half second's tables again.
 */
export class FinishedSteps {
  readonly #store: Store;
  #waiting: Finished[] = [];
  #settled = performance.now();
  /** The entering that is under way, or the last one's outcome. */
  #entering: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  add(finished: Finished): void {
    this.#waiting.push(finished);
    if (performance.now() - this.#settled < settleAfterMs) return;
    this.#settled = performance.now();
    this.#entering = this.#entering.then(() => this.#enter());
    // It is thrown by `settle`.
    this.#entering.catch(() => {});
  }

  /** Enters what waits. @throws what entering a batch threw first. */
  async settle(): Promise<void> {
    await this.#entering;
    await this.#enter();
  }

  /** From then on the new files are the tables, and the old ones go. */
  async #enter(): Promise<void> {
    const { db, folders } = this.#store;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    await enterBuilds(
      db,
      batch.map(({ step: { model, day, key, target }, rows, seconds }) => ({
        table: model.name,
        day,
        key,
        path: target,
        rows,
        seconds,
      })),
    );
    for (const { step } of batch) {
      if (step.replaces && step.replaces !== step.target)
        rmSync(join(folders.lake, step.replaces), { recursive: true, force: true });
    }
  }
}
