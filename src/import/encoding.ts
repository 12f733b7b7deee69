export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/**
 * The encoding of a file's first bytes, or undefined when they are not text. UTF-8 is known by its grammar, UTF-16 by
 * its mark or its zero bytes, and what is left is told apart by where Chinese text has its bytes.
 */
export function encodingOf(bytes: Buffer): { encoding: Encoding; bom: boolean } | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return { encoding: 'utf-8', bom: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  const wide = wideEncoding(bytes);
  if (wide) return { encoding: wide, bom: false };
  if (isBinary(bytes)) return undefined;
  if (isUtf8(bytes)) return { encoding: 'utf-8', bom: false };
  return { encoding: isChinese(bytes) ? 'gb18030' : 'windows-1252', bom: false };
}

/** UTF-16 without its mark: of mostly Latin text every other byte is zero. */
function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0];
  for (let i = bytes.indexOf(0); i >= 0; i = bytes.indexOf(0, i + 1)) {
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = bytes.length / 2;
  if (bytes.length < 4 || Math.max(even, odd) < half * 0.4 || Math.min(even, odd) > half * 0.02)
    return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Control bytes that no text holds: about one byte in ten of compressed or executable data, hardly any of text. */
function isBinary(bytes: Buffer): boolean {
  let controls = 0;
  // Not for…of, whose iterator takes several times as long.
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if ((byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a) || byte === 0x7f) controls += 1;
  }
  return controls > bytes.length * 0.03;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    // As a stream, because the sample may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * GBK pairs up every byte above 0x7f, and everyday Chinese has both bytes of a pair above 0xa0 (GB 2312). An accent of
 * windows-1252 stands alone between ASCII letters, so it pairs up with a letter or with nothing.
 */
function isChinese(bytes: Buffer): boolean {
  let [everyday, other] = [0, 0];
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1];
    if (trail === undefined) break;
    const isDigit = trail >= 0x30 && trail <= 0x39;
    if (lead === 0x80 || lead === 0xff || trail === 0xff || trail === 0x7f) return false;
    if (trail < 0x40 && !isDigit) return false;
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7))) everyday += 1;
    else other += 1;
    i += isDigit ? 3 : 1;
  }
  return everyday > 0 && everyday >= other * 2;
}
