import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/model.js';
import { doSideBySide, type Job } from '../../src/models/lanes.js';

/** Jobs that note what begins and ends; parts take a few turns of the event loop. */
function workshop() {
  const log: string[] = [];
  let underWay = 0;
  const seen = { most: 0, alone: [] as string[] };
  const job = (name: string, reads: string[], count: number, width = 2, fails = false): Job => ({
    model: { name, reads } as Model,
    width,
    alone: false,
    parts: Array.from({ length: count }, (_, i) => async (isAlone: boolean) => {
      log.push(`${name}${i} begins`);
      if (isAlone) seen.alone.push(`${name}${i}`);
      underWay += 1;
      seen.most = Math.max(seen.most, underWay);
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
      underWay -= 1;
      if (fails) throw new Error(`${name} failed`);
      log.push(`${name}${i} ends`);
    }),
    finish: async () => {
      log.push(`${name} is done`);
    },
  });
  return { log, seen, job };
}

describe('jobs side by side', () => {
  it('do several parts at a time, and nothing before what it reads is done', async () => {
    const { log, seen, job } = workshop();
    await doSideBySide([job('records', [], 3), job('day', ['records'], 2), job('window', ['day'], 1)]);
    expect(seen.most).toBe(2);
    const at = (entry: string) => log.indexOf(entry);
    expect(at('records is done')).toBeGreaterThan(at('records2 ends'));
    expect(at('day0 begins')).toBeGreaterThan(at('records is done'));
    expect(at('window0 begins')).toBeGreaterThan(at('day is done'));
    expect(log.filter((entry) => entry.endsWith('is done'))).toHaveLength(3);
  });

  it('begin with what most others wait for', async () => {
    const { log, job } = workshop();
    await doSideBySide([
      job('leaf', [], 1, 1),
      job('root', [], 1, 1),
      job('middle', ['root'], 1, 1),
      job('end', ['middle'], 1, 1),
    ]);
    expect(log[0]).toBe('root0 begins');
    expect(log.filter((entry) => entry.endsWith('begins'))).toEqual([
      'root0 begins',
      'middle0 begins',
      'leaf0 begins',
      'end0 begins',
    ]);
  });

  it('give one that goes alone all there is, before others that could begin', async () => {
    const { log, seen, job } = workshop();
    await doSideBySide([
      job('root', [], 2),
      { ...job('long', ['root'], 1), alone: true },
      job('filler', ['root'], 3),
      job('end', ['long'], 1),
    ]);
    expect(log.slice(log.indexOf('root is done') + 1, log.indexOf('long is done') + 1)).toEqual([
      'long0 begins',
      'long0 ends',
      'long is done',
    ]);
    expect(seen.alone).toContain('long0');
    expect(seen.most).toBe(2);
  });

  it('let end what is under way before one that goes alone', async () => {
    const { log, job } = workshop();
    await doSideBySide([
      job('filler', [], 3),
      job('root', [], 1),
      { ...job('long', ['root'], 1), alone: true },
    ]);
    const begun = log.slice(0, log.indexOf('long0 begins'));
    const count = (what: string) =>
      begun.filter((entry) => entry.startsWith('filler') && entry.endsWith(what)).length;
    expect(count('begins')).toBe(count('ends'));
    expect(count('begins')).toBeLessThan(3);
  });

  it('keep to the narrowest width of what is under way', async () => {
    const { log, seen, job } = workshop();
    await doSideBySide([job('large', [], 2, 1), job('small', [], 4, 3), job('smaller', [], 1, 3)]);
    expect(log.slice(0, 4)).toEqual(['large0 begins', 'large0 ends', 'large1 begins', 'large1 ends']);
    expect(seen.most).toBe(3);
  });

  it('tell the part that nothing waits beside', async () => {
    const { seen, job } = workshop();
    await doSideBySide([job('first', [], 2), job('second', ['first'], 1)]);
    expect(seen.alone).toEqual(['first1', 'second0']);
  });

  it('say once when one part goes on alone and nothing can begin', async () => {
    const { log, job } = workshop();
    const lull = async () => {
      log.push('lull');
    };
    await doSideBySide([job('long', [], 1), job('short', [], 1), job('last', ['long', 'short'], 2)], lull);
    // The two begin together and end in turn; so do the two parts of the last.
    const beganAndEnded = log.filter((entry) => !entry.endsWith('is done'));
    expect(beganAndEnded.filter((entry) => entry === 'lull')).toHaveLength(2);
    for (const [i, entry] of beganAndEnded.entries()) {
      if (entry !== 'lull') continue;
      const before = beganAndEnded.slice(0, i);
      const count = (what: string) => before.filter((one) => one.endsWith(what)).length;
      expect(count('begins') - count('ends')).toBe(1);
    }
  });

  it('go on when the last part ends while the lull is told of', async () => {
    const { log, job } = workshop();
    const slowly = async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    };
    await doSideBySide([job('one', [], 1), job('next', ['one'], 1)], slowly);
    expect(log.at(-1)).toBe('next is done');
  });

  it('fail where the lull does, once the part that goes on is over', async () => {
    const { log, job } = workshop();
    const lull = () => Promise.reject(new Error('no threads'));
    await expect(doSideBySide([job('one', [], 1), job('next', ['one'], 1)], lull)).rejects.toThrow(
      'no threads',
    );
    expect(log).toContain('one0 ends');
    expect(log).not.toContain('next0 begins');
  });

  it('finish a job that has nothing to do', async () => {
    const { log, job } = workshop();
    await doSideBySide([job('empty', [], 0), job('next', ['empty'], 1)]);
    expect(log).toEqual(['empty is done', 'next0 begins', 'next0 ends', 'next is done']);
  });

  it('begin nothing after a failure, and wait for what had begun', async () => {
    const { log, job } = workshop();
    const bad = job('bad', [], 1, 2, true);
    await expect(doSideBySide([bad, job('beside', [], 3), job('later', ['bad'], 1)])).rejects.toThrow(
      'bad failed',
    );
    expect(log).toContain('beside0 ends');
    expect(log.filter((entry) => entry.endsWith('begins'))).toEqual(['bad0 begins', 'beside0 begins']);
  });
});
