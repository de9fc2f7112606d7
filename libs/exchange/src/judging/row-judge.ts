import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import {
  ErasedAddresses,
  type FormerKey,
  formerKeysOfOrganisations,
  sortNameOf,
  LookAlikes,
  type LookAlike,
  type LookAlikeSearch,
} from '@samrad/network';
import type { Mapping, Noun } from '../row/import-columns.rules.js';
import { readAddresses } from '../row/import-addresses.rules.js';
import { type EarlierRows, judgeRows, noRowsYet } from '../row/import-rows.rules.js';
import type { ImportedOrganisation, ImportLookups, ImportRow, JudgedRow } from '../row/import.rules.js';
import { cleaned } from '../row/import-text.rules.js';
import { withMeanings } from '../row/values.rules.js';
import type { Choices } from '../import/import.types.js';
import { inPortions } from './in-portions.js';
import { KnownPersonsFinder } from './known-persons.finder.js';
import { type KnownOrganisation, OrganisationBook, type Resolution } from './organisation-book.js';
import { readOrganisation } from './organisation-row.rules.js';
import { type NamedBefore, ruleOrganisation } from './organisation-ruling.rules.js';
import { NewOrganisations } from './new-organisations.js';
import { OwnFieldsFinder } from './own-fields.finder.js';
import { rulePerson } from './person-ruling.rules.js';
import { RegisterFinder } from './register.finder.js';
import type { RuledRow } from './ruled.types.js';
import type { Told } from './told.rules.js';

/** A list with what was decided about it. */
export interface JudgedList {
  noun: Noun;
  header: readonly string[];
  columns: Mapping;
  choices: Choices;
}

/** What is known while a list is gone through; it grows with the rows. */
export interface Going {
  list: JudgedList;
  states: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  topics: ReadonlyMap<string, string>;
  countries: ReadonlyMap<string, string>;
  methods: ReadonlyMap<string, string>;
  /** Group → its short name. */
  groupCodes: ReadonlyMap<string, string>;
  book: OrganisationBook;
  earlier: EarlierRows;
  named: NamedBefore;
  /** Those that the list adds. */
  fresh: NewOrganisations;
  /** Null: nobody looks. */
  lookAlikes: LookAlikeSearch | null;
  /** The day on which the owner of an address was erased; null: nobody looks. */
  erasedOn: ((address: string) => string | undefined) | null;
}

/** Says what becomes of rows, a portion at a time: what they name is looked up together. */
@Injectable()
export class RowJudge {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly register: RegisterFinder,
    private readonly known: KnownPersonsFinder,
    private readonly own: OwnFieldsFinder,
    private readonly lookAlikes: LookAlikes,
    private readonly erased: ErasedAddresses,
  ) {}

  /** @param isLooking whether to look for persons who could be new ones under another address */
  async begin(list: JudgedList, { isLooking = false } = {}): Promise<Going> {
    const { register } = this;
    const [groups, topics, methods, groupCodes, book] = await Promise.all([
      ...([register.groups(), register.topics(), register.methods(), register.groupCodes()] as const),
      this.book(),
    ]);
    const words = { states: register.states(), groups, topics, methods, countries: register.countries(), groupCodes };
    const isAboutPersons = isLooking && list.noun === 'person';
    const lookAlikes = isAboutPersons ? await this.lookAlikes.begin() : null;
    const erasedOn = isAboutPersons ? await this.erased.begin() : null;
    const soFar = { earlier: noRowsYet(), named: new Map(), fresh: new NewOrganisations() };
    return { list, ...words, book, ...soFar, lookAlikes, erasedOn };
  }

  async book(): Promise<OrganisationBook> {
    const all = await this.db.rows<KnownOrganisation>(sql`${organisations} ORDER BY id`);
    const former = new Map<string, string[]>();
    for (const { id, key } of await this.db.rows<FormerKey>(formerKeysOfOrganisations)) {
      former.set(id, [...(former.get(id) ?? []), key]);
    }
    return new OrganisationBook(all.map((one) => ({ ...one, formerKeys: former.get(one.id) ?? [] })));
  }

  /** Organisations as they are now. */
  async refresh({ book }: Going, ids: readonly string[]): Promise<void> {
    const now = await inPortions<KnownOrganisation>(
      this.db,
      ids,
      (some) => sql`${organisations} WHERE id IN (${some})`,
    );
    for (const one of now) book.add({ ...one, formerKeys: book.one(one.id)?.formerKeys });
  }

  /** Blank rows are left out. @param told what the check said of each row, when it is to be written */
  async rule(rows: readonly ImportRow[], going: Going, told: AllTold = new Map()): Promise<RuledRow[]> {
    const { columns, choices, noun } = going.list;
    const meant = rows.map((row) => withMeanings(row, columns, choices.values));
    const ruled =
      noun === 'organisation' ? this.organisations(meant, going, told) : await this.persons(meant, going, told);
    const cells = new Map(rows.map((row) => [row.number, row.cells]));
    const about = { book: going.book, mapping: columns };
    return ruled.map((row) => going.fresh.told(row, { ...about, cells: cells.get(row.place) ?? [] }));
  }

  private organisations(rows: readonly ImportRow[], { list, states, book, named }: Going, told: AllTold): RuledRow[] {
    return rows.flatMap((row) => {
      const read = readOrganisation(row, list.columns, states);
      if (read.reader.isEmpty) return [];
      const context = { book, choices: list.choices, earlier: named, told: told.get(row.number) };
      return [ruleOrganisation(row.number, read, context)];
    });
  }

  private async persons(rows: readonly ImportRow[], going: Going, told: AllTold): Promise<RuledRow[]> {
    const { list, earlier } = going;
    const lookups = await this.lookups(rows, going);
    const judged = judgeRows(rows, { mapping: list.columns, lookups }, earlier);
    const ids = [...new Set(judged.flatMap(({ person }) => person?.personId ?? []))];
    const [known, own, namesakes] = await Promise.all([
      this.known.of(ids),
      this.own.of(ids),
      this.register.namesakes(
        judged.flatMap(({ person }) => (person && person.personId === null ? sortNameOf(person) : [])),
      ),
    ]);
    const alike = await alikeOf(judged, going);
    const cells = new Map(rows.map((row) => [row.number, row.cells]));
    const { choices, columns: mapping } = list;
    return judged.map((row) => {
      const { person } = row;
      const before = person?.personId ? known.get(person.personId) : undefined;
      return rulePerson(row, {
        ...{ mapping, manner: choices, before, cells: cells.get(row.row) ?? [], told: told.get(row.row) },
        ownFields: own.get(before?.id ?? '') ?? new Set(),
        ...this.organisationsOf(row, going),
        ...{ today: this.clock.today(), groupCodes: going.groupCodes },
        lookAlikes: (alike.get(row.row) ?? []).map(({ name }) => name),
        erasedOn: person && !before ? firstOf(person.addresses, going.erasedOn) : undefined,
        namesakes: person && !before ? (namesakes.get(sortNameOf(person)) ?? []) : [],
      });
    });
  }

  private organisationsOf({ person }: JudgedRow, { book, list }: Going) {
    const { values, newOrganisations } = list.choices;
    const resolved = (organisation: ImportedOrganisation | null | undefined): Resolution =>
      organisation
        ? book.resolve(organisation, values.organisation ?? {}, newOrganisations === 'create')
        : { place: null };
    const listed = (person?.affiliations ?? []).map(({ organisation }) => resolved(organisation));
    return { organisation: resolved(person?.organisation), listed };
  }

  private async lookups(rows: readonly ImportRow[], going: Going): Promise<ImportLookups> {
    const { states, groups, topics, countries, methods } = going;
    const { columns, choices, header } = going.list;
    const keysInFile = rows.flatMap(({ cells }) =>
      columns.flatMap((field, column) => (field === 'externalKey' ? [cleaned(cells[column] ?? '')] : [])),
    );
    const [persons, keys] = await Promise.all([
      this.register.persons(addressKeys(rows, columns)),
      this.register.keys(keysInFile.filter((key) => key !== '')),
    ]);
    const names = await this.register.names([...persons.values(), ...[...keys.values()].flat()]);
    const match = choices.match === 'externalKey' ? ('externalKey' as const) : ('email' as const);
    const { groupId: defaultGroupId, whenKnown, names: manner } = choices;
    const words = { states, groups, topics, countries, methods, groupNames: going.groupCodes };
    return { ...words, persons, keys, names, match, manner, defaultGroupId, whenKnown, header };
  }
}

type AllTold = ReadonlyMap<number, Told>;

const organisations = sql`
  SELECT id, name, acronym, type, state_code AS stateCode, website, number, external_key AS externalKey, note, version
  FROM organisation`;

/** The first thing that is known of one of them. */
const firstOf = (addresses: readonly string[], known: Going['erasedOn']): string | undefined =>
  known ? addresses.map(known).find((day) => day !== undefined) : undefined;

/** Row → whom a new person in it looks like. */
async function alikeOf(judged: readonly JudgedRow[], { lookAlikes }: Going): Promise<Map<number, LookAlike[]>> {
  const fresh = judged.flatMap(({ person }) => (person?.personId === null ? [person] : []));
  if (!lookAlikes || !fresh.length) return new Map();
  const found = await lookAlikes.find(
    fresh.map(({ addresses: emails, organisation, affiliations, ...own }) => ({
      ...{ givenName: own.givenName, familyName: own.familyName, stateCode: own.stateCode, phone: own.phone, emails },
      organisations: [organisation, ...affiliations.map((one) => one.organisation)].flatMap((one) => one?.name ?? []),
    })),
  );
  return new Map(fresh.map(({ row }, at) => [row, found[at]!]));
}

/** Keys of all addresses of these rows, so that only these are looked up. */
function addressKeys(rows: readonly ImportRow[], columns: Mapping): string[] {
  const places = columns.flatMap((field, column) => (field === 'email' ? [column] : []));
  return rows.flatMap(({ cells }) =>
    places.flatMap((column) => readAddresses(cells[column] ?? '').addresses.map(addressKey)),
  );
}
