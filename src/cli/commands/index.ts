import { evaluateCommand } from './evaluate.js';
import { explainCommand } from './explain.js';
import { generateCommand } from './generate.js';
import { importCommand } from './import.js';
import { inspectCommand } from './inspect.js';
import { modelsCommand } from './models.js';
import { queryCommand } from './query.js';
import { runCommand } from './run.js';

/** Every command, in the order of the help. */
export const commands = [
  runCommand,
  importCommand,
  inspectCommand,
  queryCommand,
  explainCommand,
  modelsCommand,
  generateCommand,
  evaluateCommand,
];
