import { join, sql, type Db } from '@samrad/platform/database';

const topicSets = [
  ['voluntary_return', 'reintegration'],
  ['statistics'],
  ['barriers_solutions', 'identification'],
  ['good_practices_coherence', 'return_counselling', 'vulnerable_persons'],
  ['forced_return', 'return_monitoring'],
  ['origin_transit_initiatives', 'readmission'],
  ['stakeholder_expertise', 'unaccompanied_minors'],
] as const;

/** Countries of origin and methods that persons know; every fifth knows none of either. */
const countrySets = [
  ['AF', 'IR'],
  ['SO', 'ER', 'ET'],
  [],
  ['IQ', 'SY'],
  ['NG', 'GM'],
  ['PK', 'BD'],
  ['GE', 'AM'],
] as const;
const methodSets = [
  ['policy_analysis'],
  ['law', 'casework'],
  ['statistics', 'research'],
  ['return_counselling', 'reintegration_counselling'],
  [],
  ['monitoring'],
] as const;
const moreLanguages = [[], ['fr'], ['ar'], [], ['so', 'ti'], ['ru'], ['fa']] as const;

const rareTopics = [
  ['detention'],
  [],
  ['irregular_stay'],
  [],
  [],
  ['trafficking'],
  [],
  [],
  ['entry_ban'],
  [],
  [],
] as const;

/** What the experts of a contact point are to cover between them; some know nothing of it. */
const officeTopics = [['policymaking'], ['law'], [], ['research'], ['policymaking', 'law'], []] as const;

/** Two sets for most. */
const topicsAt = (index: number): string[] => [
  ...new Set([
    ...topicSets[index % 7]!,
    ...(index % 4 ? topicSets[(index * 5 + 3) % 7]! : []),
    ...rareTopics[index % 11]!,
    ...officeTopics[index % 6]!,
  ]),
];

/** What the person at that place of the list knows. */
export const knowledgeAt = (index: number, stateCode: string | null) => ({
  languages: [...(stateCode === 'NO' ? ['nb', 'en'] : ['en']), ...moreLanguages[index % 7]!],
  topics: topicsAt(index),
  countries: [...countrySets[(index * 3) % 7]!],
  methods: [...methodSets[(index * 5) % 6]!],
});

/** Every third person has looked through what they know and confirmed it. */
export async function letStateThemselves(db: Db, persons: readonly string[]): Promise<void> {
  const ids = persons.filter((_, index) => index % 3 === 0);
  await db.run(sql`UPDATE person_topic SET stated_by = 'person' WHERE person_id IN (${join(ids)})`);
  await db.run(sql`UPDATE person_language SET stated_by = 'person' WHERE person_id IN (${join(ids)})`);
  await db.run(sql`UPDATE person_country SET stated_by = 'person' WHERE person_id IN (${join(ids)})`);
  await db.run(sql`UPDATE person_method SET stated_by = 'person' WHERE person_id IN (${join(ids)})`);
}
