import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, YAMLParseError } from 'yaml';
import { headerIn } from '../src/models/header.js';
import { sha256Of } from '../src/sha256.js';
import { valueOfYaml } from '../src/yaml.js';

const build: string = new URL('../dist/yaml.js', import.meta.url).href;
const { valueOfYaml: builtValue } = (await import(build)) as typeof import('../src/yaml.js');

const shipped = ['sql/', 'src/import/profiles/'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sql|yaml)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(`${folder}${name}`, 'utf8');
      return name.endsWith('.yaml') ? text : (headerIn(text)?.header ?? []);
    }),
);

describe('the values of YAML texts', () => {
  test('are kept by the build for every text that ships, as the parser reads them', () => {
    const built = JSON.parse(readFileSync('dist/yaml.json', 'utf8')) as Record<string, unknown>;
    expect(shipped.length).toBeGreaterThan(100);
    for (const text of shipped) {
      expect(built).toHaveProperty(sha256Of(text));
      expect(builtValue(text)).toEqual(parse(text));
      expect(builtValue(text)).toBe(builtValue(text));
    }
  });

  test('are parsed where a text was changed since, and where there is no build', () => {
    const changed = `${shipped[0]}\nadded: 1`;
    expect(builtValue(changed)).toEqual(parse(changed));
    expect(valueOfYaml('a: [1, two]')).toEqual({ a: [1, 'two'] });
  });

  test('of a text that is no YAML throw where it goes wrong', () => {
    expect(() => valueOfYaml('a: 1\nb: [')).toThrow(YAMLParseError);
  });
});
