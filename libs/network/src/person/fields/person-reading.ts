import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Traces } from '@samrad/platform/traces';
import { nameOf } from '../person.rules.js';
import { PersonFields } from './person-fields.finder.js';

interface Read {
  id: string;
  givenName: string;
  familyName: string;
}

interface ListRead {
  /** A word of `audit.what`. */
  what?: string;
  /** Who is on the page that is shown. */
  personIds: readonly string[];
  /** Whose list it is, e.g. a group's; left out: `list` and `filter` say which. */
  of?: { id: string; name: string };
  /** A word of `audit.list`. */
  list?: string;
  filter?: object;
  /** How many the filter finds, on all pages; left out: those shown. */
  count?: () => Promise<number>;
}

/**
 * Notes in the log who read what somebody else does not show to the whole network: a person's page once a day, and the
 * person finds it in what they take out; a list once a day for each filter, with how many it found.
 */
@Injectable()
export class PersonReading {
  constructor(
    private readonly traces: Traces,
    private readonly fields: PersonFields,
  ) {}

  async note(actor: Actor, person: Read): Promise<void> {
    if (!(await this.fields.isAnyRestricted(actor, [person.id]))) return;
    await this.traces.read(actor, { what: 'person', subjectId: person.id, subject: nameOf(person) });
  }

  async noteList(actor: Actor, { what = 'persons', personIds, of, list, filter, count }: ListRead): Promise<void> {
    if (!(await this.fields.isAnyRestricted(actor, personIds))) return;
    await this.traces.read(actor, {
      ...{ what, subjectId: of?.id, subject: of?.name },
      amount: count ?? (async () => personIds.length),
      ...(!of && { detail: { list, filter: narrowing(filter ?? {}) } }),
    });
  }
}

/** The order of a list and the page of it leave out nobody. */
const narrowing = (filter: object): object =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([name, value]) => !['sort', 'page', 'per', 'total', 'facets'].includes(name) && [value].flat().some(isSaid),
    ),
  );

const isSaid = (value: unknown): boolean => value !== undefined && value !== '';
