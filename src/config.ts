// Types only, so that naming a setting costs nobody the schema's start-up time.
export type { Config, HeuristicParam, ReferenceTable } from './config/schema.js';
