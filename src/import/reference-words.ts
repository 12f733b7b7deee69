import { literal } from '../engine/duckdb.js';

/** By the word that the heuristics know: what operators write for it, in small letters and without hyphens. */
type Vocabulary = Record<string, readonly string[]>;

const customerTypes: Vocabulary = {
  business: [
    ...[
      'b2b',
      'company',
      'corp',
      'commercial',
      'organisation',
      'organization',
      'government',
      'public sector',
    ],
    ...['sme', 'smb', 'soho', 'small business', 'large business', 'large enterprise', 'key account'],
    ...['empresa', 'empresas', 'entreprise', 'professionnel', 'firma', 'geschäftskunde', 'unternehmen'],
    ...['azienda', 'zakelijk', '企业', '政企', '集团', 'юр. лицо', 'корпоративный'],
  ],
  consumer: [
    ...['b2c', 'residential', 'private', 'personal', 'individual', 'household', 'retail', 'mass market'],
    ...[
      'particular',
      'particulares',
      'residencial',
      'particulier',
      'privatkunde',
      'privato',
      '个人',
      'физ. лицо',
    ],
  ],
  m2m: ['iot', 'machine', 'machine to machine', 'telemetry', 'telematics'],
  payphone: ['pay phone', 'public phone', 'public telephone', 'call box', 'phone booth', 'cabina'],
  test: ['test line', 'test sim', 'testing', 'lab', 'internal test'],
  probe: ['monitoring', 'network probe', 'test call generator'],
  a2p: ['bulk sms', 'sms aggregator', 'a2p sms', 'short code', 'messaging'],
};

// Beside an operator's own words, those of the GSMA's device database for equipment types.
const deviceKinds: Vocabulary = {
  handset: [
    ...[
      'smartphone',
      'smart phone',
      'feature phone',
      'basic phone',
      'mobile phone',
      'mobile phone/feature phone',
    ],
    ...['phone', 'cell phone', 'mobile', 'handheld', 'portable(include pda)', 'pda'],
  ],
  gateway: [
    'gsm gateway',
    'goip',
    'voip gateway',
    'sim box',
    'simbox',
    'fixed wireless terminal',
    'fct',
    'fwt',
  ],
  modem: ['dongle', 'usb modem', 'data card', 'gsm modem'],
  module: ['embedded', 'iot module', 'wireless module'],
  m2m: ['iot', 'iot device', 'machine', 'telematics', 'tracker', 'vehicle', 'meter'],
  router: ['wlan router', 'mifi', 'cpe', 'hotspot'],
};

/** By column of ours. */
export const vocabularies: Record<string, Vocabulary> = { customer_type: customerTypes, kind: deviceKinds };

/**
 * A word of a reference table as the heuristics know it; one that no vocabulary has stays as it is, in small letters.
 * @param column ours; @param text the SQL of its text, NULL where there is none.
 */
export function referenceWordSql(column: string, text: string): string {
  const word = `lower(${text})`;
  const vocabulary = vocabularies[column];
  if (!vocabulary) return word;
  const plain = `regexp_replace(${word}, '[\\s_-]+', ' ', 'g')`;
  const cases = Object.entries(vocabulary).map(
    ([known, written]) =>
      `WHEN ${plain} IN (${[known, ...written].map(literal).join(', ')}) THEN ${literal(known)}`,
  );
  return `CASE ${cases.join(' ')} ELSE ${word} END`;
}
