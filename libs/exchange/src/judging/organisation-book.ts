import { organisationKey } from '../row/import-rows.rules.js';
import type { ImportedOrganisation } from '../row/import.rules.js';
import { wordKey } from '../row/import-text.rules.js';
import type { OrganisationPlace } from './places.rules.js';

export interface KnownOrganisation {
  id: string;
  name: string;
  acronym: string | null;
  type: string;
  stateCode: string | null;
  website: string | null;
  number: string | null;
  externalKey: string | null;
  /** Keys that find it too, from before two records became one. */
  formerKeys?: readonly string[];
  note: string | null;
  version: number;
}

/** How digits are compared: `974 760 746` is `974760746`. */
export const numberKey = (number: string): string => number.replace(/[\s.]/g, '').toUpperCase();

export type Resolution =
  { place: OrganisationPlace | null } | { problem: 'organisationUnknown' | 'organisationAmbiguous'; names: string };

/** All organisations of the register, and those that this list adds, by everything that finds them. */
export class OrganisationBook {
  private readonly byId = new Map<string, KnownOrganisation>();
  private readonly byKey = new Map<string, string>();
  private readonly byNumber = new Map<string, string[]>();
  private readonly byExternalKey = new Map<string, string[]>();
  private readonly byWord = new Map<string, string[]>();
  private readonly byAcronym = new Map<string, string[]>();

  constructor(organisations: readonly KnownOrganisation[]) {
    for (const organisation of organisations) this.add(organisation);
  }

  add(organisation: KnownOrganisation): void {
    const { id, number, externalKey, formerKeys = [] } = organisation;
    this.byId.set(id, organisation);
    this.byKey.set(organisationKey(organisation), id);
    this.put(this.byWord, wordKey(organisation.name), id);
    if (organisation.acronym !== null) this.put(this.byAcronym, wordKey(organisation.acronym), id);
    if (number !== null) this.put(this.byNumber, numberKey(number), id);
    if (externalKey !== null) this.put(this.byExternalKey, externalKey, id);
    for (const key of formerKeys) this.put(this.byExternalKey, key, id);
  }

  one(id: string): KnownOrganisation | undefined {
    return this.byId.get(id);
  }

  named(organisation: { name: string; stateCode: string | null }): string | undefined {
    return this.byKey.get(organisationKey(organisation));
  }

  /** `wordKey` of every name, and of what organisations are called in short. */
  get words(): ReadonlySet<string> {
    return new Set([...this.byWord.keys(), ...this.byAcronym.keys()]);
  }

  /** All of this name, in whatever State. @param word `wordKey` of the name */
  called(word: string): KnownOrganisation[] {
    return (this.byWord.get(word) ?? []).flatMap((id) => this.byId.get(id) ?? []);
  }

  numbered(number: string | null): readonly string[] {
    return number === null ? [] : (this.byNumber.get(numberKey(number)) ?? []);
  }

  keyed(externalKey: string | null): readonly string[] {
    return externalKey === null ? [] : (this.byExternalKey.get(externalKey) ?? []);
  }

  names(ids: Iterable<string>): string {
    return [...ids].map((id) => this.byId.get(id)?.name ?? id).join('; ');
  }

  /** The organisation of a person's row. @param meanings what somebody told of names; blank: leave it out, `new`: make it */
  resolve(
    organisation: ImportedOrganisation,
    meanings: Readonly<Record<string, string>>,
    mayMake: boolean,
  ): Resolution {
    const meant = meanings[wordKey(organisation.name)];
    if (meant === '') return { place: null };
    if (meant !== undefined && this.byId.has(meant)) return { place: { id: meant } };
    const all = this.found(organisation);
    if (all.size > 1) return { problem: 'organisationAmbiguous', names: this.names(all) };
    const [id] = all;
    if (id !== undefined) return { place: { id } };
    if (mayMake || meant === 'new') return { place: { key: organisationKey(organisation) } };
    return { problem: 'organisationUnknown', names: '' };
  }

  /** Of the row's State; of all where the row names none. */
  private calledInShort({ name, stateCode }: ImportedOrganisation): string[] {
    const ids = this.byAcronym.get(wordKey(name)) ?? [];
    return ids.filter((id) => stateCode === null || this.byId.get(id)?.stateCode === stateCode);
  }

  private found(organisation: ImportedOrganisation): Set<string> {
    const named = this.named(organisation);
    const found = [...this.numbered(organisation.number), ...(named === undefined ? [] : [named])];
    return new Set(found.length ? found : this.calledInShort(organisation));
  }

  private put(map: Map<string, string[]>, key: string, id: string): void {
    const ids = map.get(key) ?? [];
    if (!ids.includes(id)) map.set(key, [...ids, id]);
  }
}
