import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Document, LineCounter } from 'yaml';
import { messageOf, SimhoundError } from '../errors.js';
import { yaml } from '../yaml.js';
import { keys } from './keys.js';
import { isTree, type Layer, resolvePaths, type Tree } from './layer.js';

/**
 * The settings of a YAML file; paths in it resolve against its folder.
 * @throws CONFIG_UNREADABLE when it cannot be read or is not YAML, with the line.
 */
export function fileLayer(file: string): Layer {
  const { LineCounter: Lines, parseDocument } = yaml();
  const lines = new Lines();
  const document = parseDocument(readText(file), { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    throw new SimhoundError('CONFIG_UNREADABLE', {
      what: `${file}:${lines.linePos(mistake.pos[0]).line} is not YAML: ${mistake.message.split('\n')[0]}`,
      todo: 'Correct the line; simhound.example.yaml shows every key.',
      cause: mistake,
    });
  }
  const values: unknown = document.toJS() ?? {};
  if (!isTree(values)) {
    throw new SimhoundError('CONFIG_UNREADABLE', {
      what: `${file} holds no keys.`,
      todo: 'Write `key: value` lines; simhound.example.yaml shows every key.',
    });
  }
  dropEmpty(values);
  resolvePaths(values, keys, dirname(resolve(file)));
  return { values, placeOf: (path) => placeInFile(document, lines, file, path) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new SimhoundError('CONFIG_UNREADABLE', {
      what: `The configuration ${file} cannot be read: ${messageOf(thrown)}`,
      todo: 'Check the path given with --config and its permissions.',
      cause: thrown,
    });
  }
}

/** `file:line` of the last key of the path that the file has. */
function placeInFile(
  document: Document,
  lines: LineCounter,
  file: string,
  path: PropertyKey[],
): string | undefined {
  const { isMap, isScalar } = yaml();
  let node: unknown = document.contents;
  let line: number | undefined;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
    if (!pair || !isScalar(pair.key)) break;
    line = lines.linePos(pair.key.range?.[0] ?? 0).line;
    node = pair.value;
  }
  return line === undefined ? undefined : `${file}:${line}`;
}

/** A key with nothing behind it, such as a group whose keys are all commented out, counts as not set. */
function dropEmpty(values: Tree): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete values[key];
    else if (isTree(value)) dropEmpty(value);
  }
}
