import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import fc from 'fast-check';
import {
  AffiliationService,
  GroupFinder,
  MembershipService,
  NetworkModule,
  OrganisationService,
  PersonService,
  ReferenceData,
} from '@samrad/network';
import { Secret } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase } from '../../../../test/support/database.js';
import { organiser, StillClock, type NetworkWorld } from '../../../../test/support/network.js';
import { ExchangeModule } from '../exchange.module.js';
import { CheckService } from '../import/check.service.js';
import { ImportStore } from '../import/import-store.js';
import { RunService } from '../import/run.service.js';
import { StagingService } from '../import/staging.service.js';
import type { Choices } from '../import/import.types.js';
import type { Noun } from '../row/import-columns.rules.js';
import { nameManners } from '../row/import-names.rules.js';
import { ExportFile } from './export-file.js';
import { exportFormats, type ExportedRecords, type ExportFormat } from './export.types.js';
import { OrganisationRecords } from './organisation-records.js';
import { PersonRecords } from './person-records.js';

let world: NetworkWorld;

beforeAll(async () => {
  const { env, source, reader, close, db } = await openDatabase();
  const clock = new StillClock();
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('spec'), clock });
  const module = await Test.createTestingModule({ imports: [platform, NetworkModule, ExchangeModule] }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const end = async () => {
    await module.close();
    await close();
  };
  world = { module, get: module.get.bind(module) as NetworkWorld['get'], db, clock, close: end };
});
afterAll(() => world.close());

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
/** Words that mean something to spreadsheets, to cards and to lists within one place. */
const word = fc.constantFrom(
  ...[
    '=1+1',
    '+47 22 33 44 55',
    '-leder',
    '@home',
    "'=x",
    'A; B',
    'A | B',
    'C:\\\\D',
    'Ødegård, M.',
    'x:y',
    '"q"',
    '1.5',
  ],
);
const some = (...codes: string[]) => fc.subarray(codes);
const states = ['NO', 'SE', 'GR'] as const;
/** Days of the places and terms of one person: none touches another. */
const periods = [
  { validFrom: null, validTo: '2019-12-31' },
  { validFrom: '2020-01-01', validTo: '2022-06-30' },
  { validFrom: '2023-02-01', validTo: null },
] as const;

const organisation = fc.record({
  type: fc.constantFrom('governmental' as const, 'ngo' as const, 'eu_agency' as const),
  stateCode: orNull(fc.constantFrom(...states)),
  acronym: orNull(word),
  number: orNull(word),
  note: orNull(fc.constantFrom('=a', 'two\nlines', 'a\ttab', '- a  b')),
});
/** The register's own spelling, however it looks. */
const given = fc.constantFrom('Kari', 'JP', 'ANNE-LI', '=CMD()', 'a;=1+1', '-Li', '@se', 'Dr. Jan', 'ŁUCJA');
const family = fc.constantFrom('Ødegård', "O'BRIEN", '+Łódź', 'NG', 'VAN DER BERG', 'Van Der Berg', 'McDONALD');
const person = fc.record({
  givenName: given,
  familyName: family,
  phone: orNull(fc.constantFrom('+47 22 33 44 55', '=47', '-5 55')),
  stateCode: orNull(fc.constantFrom(...states)),
  mailLanguage: fc.constantFrom('nb' as const, 'nn' as const, 'en' as const),
  languages: some('en', 'nb', 'fr'),
  topics: some('statistics', 'good_practices_coherence'),
  countries: some('SO', 'SY', 'XK', 'AT'),
  methods: some('law', 'research'),
  note: orNull(fc.constantFrom('+ and -', 'two\n lines', 'tab\there', '“q”; x')),
  places: fc.array(fc.record({ at: fc.nat(2), function: orNull(word) }), { maxLength: 3 }),
  terms: fc.array(
    fc.record({
      role: fc.constantFrom('chair' as const, 'alternate' as const),
      stateCode: orNull(fc.constantFrom(...states)),
    }),
    { maxLength: 3 },
  ),
});
const register = fc.record({
  organisations: fc.array(organisation, { minLength: 3, maxLength: 3 }),
  persons: fc.array(person, { minLength: 1, maxLength: 4 }),
});
type Register = typeof register extends fc.Arbitrary<infer R> ? R : never;

async function empty(): Promise<void> {
  const tables = ['affiliation', 'membership', 'person', 'organisation', 'register_import'] as const;
  await world.db.tx(async () => {
    for (const table of tables) await world.db.run(sql`DELETE FROM ${sql([table])}`);
  });
}

async function filled({ organisations, persons }: Register): Promise<void> {
  const { id: groupId } = (await world.get(GroupFinder).byCode('REG'))!;
  const ids: string[] = [];
  for (const [at, one] of organisations.entries()) {
    const more = { name: `=Etat ${at} | "A"; B`, website: null, externalKey: at ? `@${at}` : null };
    const number = one.number === null ? null : `${one.number} ${at}`;
    ids.push(await world.get(OrganisationService).create(organiser, { ...one, ...more, number }));
  }
  for (const [at, { places, terms, ...own }] of persons.entries()) {
    const first = { organisationId: null, function: null, validFrom: null };
    const emails = [`p${at}@example.test`, `q${at}@example.test`];
    const input = { ...own, ...first, emails, externalKey: `=K${at}` };
    const personId = await world.get(PersonService).create(organiser, input);
    for (const [when, place] of places.entries()) {
      const work = { organisationId: ids[place.at]!, function: place.function, why: null, ...periods[when]! };
      await world.get(AffiliationService).add(organiser, personId, work);
    }
    for (const [when, term] of terms.entries()) {
      await world.get(MembershipService).add(organiser, groupId, { personId, ...term, ...periods[when]! });
    }
  }
}

const recordsOf = (noun: Noun): Promise<ExportedRecords> =>
  noun === 'person'
    ? world.get(PersonRecords).of(organiser, { status: 'all' })
    : world.get(OrganisationRecords).of(organiser, {});

/** Without ids, in an order that does not hang on them. */
const told = ({ records }: ExportedRecords) =>
  records.map(({ fields }) => fields).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

type File = { content: string | Buffer; ending: string };

async function checked(noun: Noun, { content, ending }: File, choices: Partial<Choices> = {}) {
  const file = { filename: `list.${ending}`, content: Buffer.from(content as string) };
  const id = await world.get(StagingService).create(organiser, noun, file);
  await world.get(StagingService).choose(organiser, id, { choices });
  await world.get(CheckService).start(organiser, id);
  return world.get(ImportStore).one(id);
}

async function takeIn(noun: Noun, file: File): Promise<void> {
  const { id, counts, version } = await checked(noun, file);
  expect(counts).toMatchObject({ changed: 0, unchanged: 0, refused: 0, ambiguous: 0 });
  await world.get(RunService).start(organiser, id, { source: 's', purpose: 'p', version });
  await world.get(RunService).run(id);
}

async function there(format: ExportFormat) {
  const files = world.get(ExportFile);
  const nouns = ['organisation', 'person'] as const;
  const before = { organisation: await recordsOf('organisation'), person: await recordsOf('person') };
  const taken = nouns.map((noun) => ({ noun, file: files.make(before[noun], format, { noun, lang: 'nb' }) }));
  await empty();
  for (const { noun, file } of taken) await takeIn(noun, file);
  return { before, after: { organisation: await recordsOf('organisation'), person: await recordsOf('person') } };
}

it.each(exportFormats)('a register that went out as %s and came into an empty one is the same', async (format) => {
  await fc.assert(
    fc.asyncProperty(register, async (given) => {
      await empty();
      await filled(given);
      const { before, after } = await there(format);
      expect(told(after.organisation)).toEqual(told(before.organisation));
      expect(told(after.person)).toEqual(told(before.person));
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

it.each(exportFormats)(
  'a register that went out as %s changes nothing where it came from, whatever is chosen',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(register, fc.constantFrom(undefined, ...nameManners), async (given, names) => {
        await empty();
        await filled(given);
        for (const noun of ['organisation', 'person'] as const) {
          const records = await recordsOf(noun);
          const file = world.get(ExportFile).make(records, format, { noun, lang: 'nn' });
          const { counts } = await checked(noun, file, names && { names });
          const unchanged = records.records.length;
          expect(counts).toMatchObject({ new: 0, changed: 0, unchanged, refused: 0, ambiguous: 0 });
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  },
);
