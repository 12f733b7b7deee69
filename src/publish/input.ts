import type { Model } from '../model.js';
import type { Days } from '../store/lake.js';

/** A finished run, whose reports stand in `runs/DAY`. */
export interface PublishInput {
  /** The logical day, `YYYY-MM-DD`. */
  day: string;
  window: Days;
  models: Model[];
  /** Parameters as they were bound, by model. */
  params: Record<string, Record<string, number | string | boolean>>;
  /** simhound's version. */
  version: string;
}
