import { Injectable } from '@nestjs/common';
import {
  countryOptions,
  GroupFinder,
  languageOptions,
  lastsOn,
  MethodFinder,
  nameIn,
  OrganisationFinder,
  PersonRecordFinder,
  PersonService,
  StateNames,
  TopicFinder,
} from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';

interface Period {
  validFrom: string | null;
  validTo: string | null;
}

/** What the register holds of somebody, all that they are asked to confirm, and what they choose from. */
@Injectable()
export class OwnRecord {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly persons: PersonService,
    private readonly records: PersonRecordFinder,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
    private readonly states: StateNames,
    private readonly groups: GroupFinder,
    private readonly organisations: OrganisationFinder,
  ) {}

  /** What is theirs to correct; the notes of organisers are not for them. */
  async fields(personId: string) {
    const {
      note: _,
      externalKey: _key,
      about,
      methods = [],
      countries = [],
      ...fields
    } = (await this.persons.fields(personId))!;
    return { ...fields, methods, countries, about: about ?? null };
  }

  /** Where they work and in which groups they are, with dates, newest first. */
  async terms(personId: string) {
    const [places, groups] = await Promise.all([
      this.records.affiliations(personId, null),
      this.records.memberships(personId, null),
    ]);
    return { places: places.map(this.dated), groups: groups.map(this.dated) };
  }

  /** An address that waits to be confirmed from there. */
  async newAddress(personId: string): Promise<string | null> {
    const row = await this.db.row<{ address: string }>(sql`
      SELECT address FROM new_address WHERE person_id = ${personId} AND expires_at > ${this.clock.instant()}`);
    return row?.address ?? null;
  }

  async choices(lang: Language) {
    const [groups, organisations] = await Promise.all([this.groups.all(), this.organisations.all()]);
    return {
      topics: await this.topics.options(lang),
      methods: await this.methods.options(lang),
      languages: languageOptions(lang),
      countries: countryOptions(lang),
      states: this.states.options(lang),
      groups: groups.map((group) => ({ value: group.id, label: `${group.code}: ${nameIn(group, lang)}` })),
      organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
    };
  }

  private readonly dated = <T extends Period>(term: T) => {
    const today = this.clock.today();
    const isAhead = term.validFrom !== null && term.validFrom > today;
    return { ...term, isAhead, isNow: lastsOn(term, today) };
  };
}
