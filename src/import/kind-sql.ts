import type { Layout } from './layout.js';
import { somethingSql } from './nothing.js';
import type { SourceField } from './profile.js';
import { word, wordSql, wordTypes } from './words.js';

/** The expression of a field's column; undefined where the export has none. */
export type Raw = (field: SourceField) => string | undefined;

/**
 * A direction of its own column goes before the one that a record type implies. Where no column says it, a record is
 * the caller's.
 */
export function directionSql({ words, spellings }: Layout, raw: Raw): string {
  const [type, direction] = [raw('record_type'), raw('direction')];
  if (!type)
    return direction
      ? wordSql(direction, words.direction, spellings.direction, 'direction')
      : word('MO', 'direction');
  const implied = direction ? {} : { direction: 'MO' };
  const byType = wordSql(
    type,
    meanings(words.record_type, 'direction', implied),
    spellings.record_type,
    'direction',
  );
  return direction
    ? `COALESCE(${wordSql(direction, words.direction, spellings.direction, 'direction')}, ${byType})`
    : byType;
}

/** The same for the service; a word that nobody knows is not taken for a call. */
export function serviceSql({ words, spellings }: Layout, raw: Raw): string {
  const [type, service] = [raw('record_type'), raw('service')];
  const voice = word('voice', 'service');
  if (!type && !service) return voice;
  const implied = service ? {} : { service: 'voice' };
  const parts = [
    ...(service ? [wordSql(service, words.service, spellings.service, 'service')] : []),
    ...(type
      ? [wordSql(type, meanings(words.record_type, 'service', implied), spellings.record_type, 'service')]
      : []),
    `CASE WHEN ${somethingSql(service ?? type ?? 'NULL')} IS NULL THEN ${voice} END`,
  ];
  return `COALESCE(${parts.join(', ')})`;
}

/** What the record types say of one field. */
function meanings(
  types: Layout['words']['record_type'],
  field: 'direction' | 'service',
  implied: { direction?: string; service?: string },
): Record<string, string> {
  const said = Object.entries(types).map(([word, to]) => [
    word,
    to === 'skip' ? to : (to[field] ?? implied[field]),
  ]);
  return Object.fromEntries(said.filter(([, to]) => to !== undefined));
}

/**
 * What became of the call. A word that no table knows leaves it to the duration; where nothing is said, a call that
 * lasted was answered, one without an answer time was not, and of any other the outcome is unknown.
 */
export function outcomeSql(raw: Raw): string {
  const [said, answer] = [raw('outcome'), raw('answer_time')];
  const outcome = (text: string) => word(text, 'outcome');
  const unsaid = answer
    ? `CASE WHEN COALESCE(trim(${answer}), '') = '' THEN ${outcome('no_answer')} ELSE ${outcome('unknown')} END`
    : outcome('unknown');
  const lasted = `service = ${word('sms', 'service')} OR duration > 0`;
  if (!said) return `CASE WHEN ${lasted} THEN ${outcome('answered')} ELSE ${unsaid} END`;
  return `CASE
      WHEN outcome_said IS NULL THEN CASE WHEN ${lasted} THEN ${outcome('answered')} ELSE ${unsaid} END
      WHEN outcome_said = ${outcome('by_duration')} THEN CASE WHEN ${lasted} THEN ${outcome('answered')} ELSE ${outcome('cancelled')} END
      ELSE outcome_said
    END`;
}

/** What the export says of the outcome; NULL where it says nothing. */
export function outcomeSaid(layout: Layout, raw: Raw): string {
  const said = raw('outcome');
  return said
    ? wordSql(said, layout.words.outcome, layout.spellings.outcome, 'outcome')
    : `CAST(NULL AS ${wordTypes.outcome})`;
}
