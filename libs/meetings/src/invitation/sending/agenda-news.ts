import { Injectable } from '@nestjs/common';
import { AgendaFinder, type VersionDetails } from '../../agenda/agenda.finder.js';
import { snapshotFor, type AgendaReader } from '../../agenda/agenda.policy.js';
import type { AgendaChange } from '../../agenda/agenda.types.js';
import { changesBetween } from '../../agenda/change/change.rules.js';
import { AgendaReaders } from '../../agenda/reader/agenda-readers.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { InvitationRow } from '../invitation.finder.js';
import type { LetterKind } from '../invitation.rules.js';
import { factsOf, isAgendaAlone, type ToldFacts } from './told-facts.rules.js';

/** Somebody who has to be told, and what. */
export interface Told {
  row: InvitationRow;
  kind: LetterKind;
}

/** What is new to a reader, who knows `was`; everything in sessions that are closed to them is left out. */
export function agendaChanges(reader: AgendaReader, was: VersionDetails | undefined, is: VersionDetails) {
  return was ? changesBetween(snapshotFor(reader, was.snapshot), snapshotFor(reader, is.snapshot)) : [];
}

/** Whom a new agenda concerns: nobody gets a mail about what happens behind doors that are closed to them. */
@Injectable()
export class AgendaNews {
  constructor(
    private readonly agendas: AgendaFinder,
    private readonly readers: AgendaReaders,
  ) {}

  /** Without those to whom the agenda alone would be told and in whose agenda nothing has changed. */
  async concerned(meeting: MeetingRow, told: readonly Told[]): Promise<Told[]> {
    const facts = factsOf(meeting);
    const alone = new Map(
      told.flatMap(({ row }) => {
        const before = row.toldFacts ? (JSON.parse(row.toldFacts) as ToldFacts) : null;
        return before && isAgendaAlone(before, facts) ? [[row.id, before.agenda ?? null] as const] : [];
      }),
    );
    if (!alone.size || meeting.agendaNumber === null) return [...told];
    const is = await this.agendas.version(meeting.id, meeting.agendaNumber);
    const known = await this.known(meeting.id, new Set(alone.values()));
    const readers = await this.readers.invited(told.map(({ row }) => row.personId));
    return told.filter(({ row }) => {
      if (!alone.has(row.id) || !is) return true;
      return hasNews(readers(row.personId), known.get(alone.get(row.id)!), is);
    });
  }

  private async known(meetingId: string, numbers: ReadonlySet<number | null>) {
    const versions = new Map<number, VersionDetails>();
    for (const number of numbers) {
      const version = number === null ? undefined : await this.agendas.version(meetingId, number);
      if (version) versions.set(version.number, version);
    }
    return versions;
  }
}

/** The first agenda is news when there is anything on it for the reader. */
function hasNews(reader: AgendaReader, was: VersionDetails | undefined, is: VersionDetails): boolean {
  const changes: AgendaChange[] = agendaChanges(reader, was, is);
  return was ? changes.length > 0 : snapshotFor(reader, is.snapshot).items.length > 0;
}
