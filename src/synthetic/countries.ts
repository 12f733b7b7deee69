import { SimhoundError } from '../errors.js';
import type { Draws } from './draws.js';
import type { NumberingPlan } from './numbering.js';

// Calling codes and leading digits: ITU-T E.164 national plans; MCC: ITU-T E.212; the networks are made up.
// In order: calling code, trunk prefix, MCC, digits of a national number, mobile and fixed prefixes, zone.
type Row = [string, string, string, number, string, string, string];
const rows: Record<string, Row> = {
  ES: ['34', '', '214', 9, '61 62 63 64 65 66 67 68 69 72', '91 93 95 96', 'Europe/Madrid'],
  FR: ['33', '0', '208', 9, '61 62 66 67 68 75 76', '14 25 32 47', 'Europe/Paris'],
  GB: ['44', '0', '234', 10, '740 750 771 780 790', '207 131 161', 'Europe/London'],
  IN: ['91', '0', '404', 10, '98 97 96 91 87 78', '11 22 44 80', 'Asia/Kolkata'],
  KE: ['254', '0', '639', 9, '70 71 72 79', '20 41 51', 'Africa/Nairobi'],
  MA: ['212', '0', '604', 9, '61 62 66 67 70', '52 53', 'Africa/Casablanca'],
  PK: ['92', '0', '410', 10, '300 301 321 333 345', '21 42 51', 'Asia/Karachi'],
  PL: ['48', '', '260', 9, '50 51 60 66 69 78 88', '22 12 61 71', 'Europe/Warsaw'],
  PT: ['351', '', '268', 9, '91 92 93 96', '21 22 23', 'Europe/Lisbon'],
  TR: ['90', '0', '286', 10, '532 535 542 505 555', '212 216 312 232', 'Europe/Istanbul'],
};

/** Where a network lies that was not told: Spain for fitting, elsewhere for judging. */
export function drawCountry(random: Draws): string {
  if (!random.judging) return 'ES';
  return random.pick(Object.keys(rows).filter((country) => country !== 'ES'));
}

/** The plan of a country. Fails with CONFIG_INVALID for a country that is not in the list. */
export function numberingPlan(country: string): NumberingPlan {
  const [code, trunk, mcc, length, mobile, fixed] = row(country);
  return { code, trunk, mcc, mnc: '97', mobile: mobile.split(' '), fixed: fixed.split(' '), length };
}

/** The IANA zone of a country's capital. Fails as numberingPlan does. */
export function zoneOf(country: string): string {
  return row(country)[6];
}

function row(country: string): Row {
  const found = rows[country.toUpperCase()];
  if (found !== undefined) return found;
  throw new SimhoundError('CONFIG_INVALID', {
    what: `The synthetic network has no numbering plan for the country ${country}.`,
    todo: `Choose one of ${Object.keys(rows).join(', ')}.`,
  });
}
