// Checks that every relative link in the tracked documents leads to a tracked file, and to a heading where it names one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
const files = new Set(tracked);
const folders = new Set(
  tracked.flatMap((file) => file.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))),
);

/** A document's text without its code, in which a bracket is no link and a hash no heading. */
function prose(file) {
  return readFileSync(file, 'utf8')
    .replace(/^```.*?^```/gms, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()#]/g, ''));
}

/** The anchors of a document's headings, as GitHub names them. */
function anchors(file) {
  return [...prose(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

const broken = [];
let links = 0;
for (const file of tracked.filter((name) => name.endsWith('.md'))) {
  for (const [, target] of prose(file).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    links += 1;
    const [path, anchor] = target.split('#');
    const place = path ? normalize(join(dirname(file), path)).replace(/\/$/, '') : file;
    if (!files.has(place) && !folders.has(place)) broken.push(`${file}: ${target}: no such file`);
    else if (anchor && !anchors(place).includes(anchor)) broken.push(`${file}: ${target}: no such heading`);
  }
}
for (const line of broken) console.error(line);
console.log(`${links} links, ${broken.length} broken`);
process.exitCode = broken.length === 0 ? 0 : 1;
