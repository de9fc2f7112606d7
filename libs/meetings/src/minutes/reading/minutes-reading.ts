import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { annexesFor } from '../annex/annex.rules.js';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { isForReader, onlyActions } from '../../agenda/carried/carried.rules.js';
import { MinutesRecord } from '../minutes-record.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { canSeeSession, readerOf, type AgendaReader } from '../../agenda/agenda.policy.js';
import { canWriteMinutes } from '../minutes.policy.js';
import type { MinutesSnapshot, MinutesVersionDetails } from '../minutes.types.js';

export interface Reading {
  snapshot: MinutesSnapshot;
  /** Null: the draft. */
  version: Omit<MinutesVersionDetails, 'snapshot'> | null;
  isNewest: boolean;
}

/** Finds what a reader gets to read of minutes they may see. */
@Injectable()
export class MinutesReading {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly meetings: MeetingFinder,
    private readonly record: MinutesRecord,
  ) {}

  /**
   * Everybody reads the newest published version. Organisers read the draft when they ask for it; while nothing is
   * published, the text as adopted, or else the draft; and any version by number.
   * @throws NotFound for what does not exist or is not for the actor
   */
  async of(actor: Actor, minutes: MinutesRow, wanted: { draft: boolean; version?: number }): Promise<Reading> {
    const mayWrite = canWriteMinutes(actor);
    const number = mayWrite ? (wanted.version ?? numberFor(minutes)) : undefined;
    if (mayWrite && (wanted.draft || number === null)) return this.draft(actor, minutes);
    const { snapshot, ...version } = found(await this.finder.version(minutes.id, number ?? undefined));
    const reader = await this.readerOf(actor, minutes);
    const shown = { ...version, note: noteFor(reader, version) };
    return { snapshot: partsFor(reader, snapshot), version: shown, isNewest: version.number === numberFor(minutes) };
  }

  /** Published minutes may be for people who do not see the meeting: they take no part in it. */
  private async readerOf(actor: Actor, { meetingId }: MinutesRow): Promise<AgendaReader> {
    const meeting = await this.meetings.one(actor, meetingId);
    return readerOf(actor, meeting ?? { groupId: null, isInvited: false });
  }

  private async draft(actor: Actor, minutes: MinutesRow): Promise<Reading> {
    const meeting = found(await this.meetings.one(actor, minutes.meetingId));
    return { snapshot: await this.record.compose(actor, meeting, minutes), version: null, isNewest: false };
  }
}

/** The version that stands for the minutes: the newest published, else the adopted text; null: there is only a draft. */
const numberFor = ({ publishedNumber, adoptedNumber }: MinutesRow): number | null => publishedNumber || adoptedNumber;

/** What is closed to the reader is left out, with all that was agreed under it; and earlier actions of other groups. */
export const partsFor = (reader: AgendaReader, snapshot: MinutesSnapshot): MinutesSnapshot => ({
  ...snapshot,
  parts: snapshot.parts
    .filter(({ access }) => canSeeSession(reader, access))
    .map((part) => ({
      ...part,
      followUp: part.followUp && onlyActions(part.followUp, (action) => isForReader(reader, action)),
    })),
  annexes: annexesFor(snapshot.annexes, (access) => canSeeSession(reader, access)),
});

/** What a correction of closed sessions says is for those who may read them. */
export const noteFor = (reader: AgendaReader, { note, noteAccess }: Noted): string | null =>
  canSeeSession(reader, noteAccess ?? 'open') ? note : null;

type Noted = Pick<MinutesVersionDetails, 'note' | 'noteAccess'>;
