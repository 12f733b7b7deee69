import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SimhoundError } from '../errors.js';
import type { Model } from '../model.js';
import { carriedColumns, referenceColumns } from '../store/records.js';
import { findingsModel } from './findings.js';
import { parseModel } from './header.js';
import { inOrder } from './order.js';
import { readRecountParts } from './recount-parts.js';
import type { Weights } from './weights.js';

/** Where the SQL that ships with simhound stands. */
export const sqlFolder = fileURLToPath(new URL('../../sql/', import.meta.url));

/** Tables that import makes, or that earlier nights left, and that models may read. */
export const sources = ['records', ...Object.keys(referenceColumns), ...Object.keys(carriedColumns)];

/** Every model, each after the ones it reads. */
export type Catalog = Model[];

/**
 * Reads every model below a folder, adds the table of findings, and orders them by what they read.
 * @param enabled says whether a heuristic takes part; the others are left out of the findings and not built.
 * @throws MODEL_INVALID for a bad header, two files of one name, an unknown table, or a circle.
 */
export function loadCatalog(
  weights: Weights,
  enabled: (heuristic: string) => boolean = () => true,
  folder = sqlFolder,
): Catalog {
  const models: Model[] = [];
  const parts = readRecountParts(folder);
  for (const path of sqlFiles(folder)) {
    const model = parseModel(path, readFileSync(join(folder, path), 'utf8'), parts);
    const twin = models.find((other) => other.name === model.name);
    if (twin) {
      throw new SimhoundError('MODEL_INVALID', {
        what: `sql/${path} and sql/${twin.path} would be the same table ${model.name}.`,
        todo: 'Rename one of them.',
      });
    }
    if (!model.heuristic || enabled(model.name)) models.push(model);
  }
  models.push(findingsModel(models, weights));
  return inOrder(models, sources);
}

/** The heuristics of a catalogue. */
export function heuristicsOf(catalog: Catalog): (Model & { heuristic: NonNullable<Model['heuristic']> })[] {
  return catalog.flatMap((model) => (model.heuristic ? [{ ...model, heuristic: model.heuristic }] : []));
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.sql') && !/^(compat|recounts)\//.test(path))
    .sort();
}
