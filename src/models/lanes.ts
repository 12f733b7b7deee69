import { type Model, readersOf } from '../model.js';

/** @param isAlone true when nothing else waits that could be done beside it. */
type Part = (isAlone: boolean) => Promise<void>;

/** A model with what makes it: one piece of work, or one for each day. */
export interface Job {
  model: Model;
  parts: Part[];
  /** How many parts, of this job and of others, may be under way while one of this job is. */
  width: number;
  /** Goes before all others once it may begin, and nothing beside it: what few wait for fills the gaps that come later. */
  alone: boolean;
  /** Called once all parts are done, before what reads the model begins. */
  finish: () => Promise<void>;
}

/**
 * Does jobs in an order in which each comes after what it reads, several parts side by side: days of one table as well
 * as different tables.
 * @param jobs in such an order; where there is a choice, what most others wait for goes first.
 * @param lull called when one part alone goes on, and nothing can begin before it is done.
 * @throws what a part threw first, once all that had begun is over; nothing begins after a failure.
 */
export async function doSideBySide(jobs: Job[], lull: () => Promise<void> = async () => {}): Promise<void> {
  const models = jobs.map(({ model }) => model);
  const waiting = jobs
    .map(({ parts, ...job }) => ({
      ...job,
      width: job.alone ? 1 : job.width,
      waiters: readersOf(job.model.name, models).size,
      parts: parts.length > 0 ? [...parts] : [async () => {}],
      left: Math.max(parts.length, 1),
    }))
    .sort((a, b) => b.waiters - a.waiters);
  const missing = new Set(models.map((model) => model.name));
  /** With the width of its job. */
  const running = new Map<Promise<void>, number>();
  let failure: { thrown: unknown } | undefined;
  const run = async (job: (typeof waiting)[number], part: Part, isAlone: boolean) => {
    try {
      await part(isAlone);
      job.left -= 1;
      if (job.left > 0) return;
      await job.finish();
      missing.delete(job.model.name);
    } catch (thrown) {
      failure ??= { thrown };
    }
  };
  for (;;) {
    const ready = waiting.filter(
      ({ model, parts }) => parts.length > 0 && !model.reads.some((table) => missing.has(table)),
    );
    const isFree = ({ width }: Job) => running.size < Math.min(width, ...running.values());
    const eager = ready.find(({ alone }) => alone);
    const next = failure ? undefined : (eager ? [eager] : ready).find(isFree);
    const part = next?.parts.shift();
    if (next && part) {
      const isAlone = next.alone || (ready.length === 1 && next.parts.length === 0);
      const begun: Promise<void> = run(next, part, isAlone).finally(() => running.delete(begun));
      running.set(begun, next.width);
    } else if (running.size > 0) {
      // Taken before the lull is told of: what ends meanwhile is no longer there, and nothing would ever win the race.
      const ends = [...running.keys()];
      if (running.size === 1 && ready.length === 0 && !failure) {
        await lull().catch((thrown: unknown) => {
          failure ??= { thrown };
        });
      }
      await Promise.race(ends);
    } else break;
  }
  if (failure) throw failure.thrown;
}
