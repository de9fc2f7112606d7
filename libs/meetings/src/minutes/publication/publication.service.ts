import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { exemptionFaults, isRestricted, keptExemption, noExemption, type Exempted } from '@samrad/library';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { canStep } from '@samrad/platform/pure';
import { isEmpty } from '@samrad/platform/richtext';
import type { AgendaReader } from '../../agenda/agenda.policy.js';
import type { SessionAccess } from '../../agenda/session/session.types.js';
import type { AttendanceRow } from '../attendance/attendance.finder.js';
import { AgendaReaders } from '../../agenda/reader/agenda-readers.js';
import { DecisionService } from '../../decision/decision.service.js';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { MeetingLife } from '../../meeting/meeting-life.js';
import { CirculationFinder } from '../circulation/circulation.finder.js';
import { MinutesClosing } from '../adoption/closing.js';
import { MinutesRecord } from '../minutes-record.js';
import type { Publication } from '../minutes.dto.js';
import { Minutes, MinutesVersion } from '../minutes.entity.js';
import { MinutesFinder, type MinutesRow } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isSameContent, isSameText, next } from '../minutes.rules.js';
import type { MinutesSnapshot } from '../minutes.types.js';
import { noteFor, partsFor } from '../reading/minutes-reading.js';
import { accessOfChange, differenceBetween } from './difference.js';
import { MinutesIndex } from './minutes-index.js';
import { MinutesLetters, type Announced } from './minutes-letters.js';
import { MinutesRecipients } from './recipients.js';

/** What publishing did. */
export interface Published {
  number: number;
  /** How many persons get a mail. */
  told: number;
}

/** Freezes minutes as a numbered version for an audience and tells the participants, all in one transaction. */
@Injectable()
export class MinutesPublisher {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly life: MeetingLife,
    private readonly finder: MinutesFinder,
    private readonly record: MinutesRecord,
    private readonly circulations: CirculationFinder,
    private readonly closing: MinutesClosing,
    private readonly decisions: DecisionService,
    private readonly recipients: MinutesRecipients,
    private readonly readers: AgendaReaders,
    private readonly letters: MinutesLetters,
    private readonly outbox: Outbox,
    private readonly index: MinutesIndex,
    private readonly events: Events,
  ) {}

  /**
   * Recorded as `minutes.published` `{ number, audience, note, told }` with the meeting as subject; the meeting's
   * status becomes `minutes_published`.
   * @throws NotFound, Invalid without a note from the second version on, Conflict when nothing is written, an
   *   item for decision has none, nothing has changed, the meeting has not begun, somebody else published first, or the list of persons is another one now
   */
  async publish(actor: Actor, meetingId: string, input: Publication): Promise<Published> {
    demand(canWriteMinutes(actor));
    try {
      return await this.db.tx(() => this.store(actor, meetingId, input));
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict();
      throw error;
    }
  }

  private async store(actor: Actor, meetingId: string, input: Publication): Promise<Published> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    const minutes = found(await this.finder.ofMeeting(actor, meetingId));
    const snapshot = await this.record.compose(actor, meeting, minutes, input.audience);
    await this.refuse(minutes, snapshot, input);
    if (!minutes.publishedNumber) await this.closing.refuseUndecided(actor, meeting);
    const number = await this.finder.nextNumber(minutes.id);
    const before = await this.before(minutes);
    const noteAccess = await this.noteAccess(minutes, { snapshot, before });
    await this.freeze(actor, minutes, { ...input, number, snapshot, noteAccess });
    const { parts } = snapshot;
    const accessOf = (decisionId: string) =>
      parts.find(({ decisions }) => decisions.some(({ id }) => id === decisionId))?.access ?? 'open';
    await this.decisions.publishAll(actor, meetingId, accessOf);
    await this.life.minutesPublished(actor, meetingId);
    await this.index.put(minutes.id, meetingId, snapshot);
    const told = input.tell ? await this.tell(meetingId, { ...input, number, snapshot, before, noteAccess }) : 0;
    const { audience, note } = input;
    await this.events.record('minutes.published', meetingId, actor, { number, audience, note, told });
    return { number, told };
  }

  private async refuse(minutes: MinutesRow, snapshot: MinutesSnapshot, input: Publication) {
    if (minutes.version !== input.version) throw new Conflict();
    if (!canStep(next, minutes.status, 'published')) throw new Conflict('meetings.minutes.refused.round');
    if (isBlank(snapshot)) throw new Conflict('meetings.minutes.refused.blank');
    const faults = isUnexplained(input) ? { exemption: { key: 'library.exemption.missing' } } : exemptionFaults(input);
    if (Object.keys(faults).length) throw new Invalid(faults);
    if (await this.isCorrection(minutes, snapshot, input)) {
      if (!input.note) throw new Invalid({ note: { key: 'meetings.minutes.invalid.noteMissing' } });
    }
  }

  /**
   * Another text than what was published, or adopted, before; reopened minutes may be closed as they were.
   * @throws Conflict when nothing has changed
   */
  private async isCorrection(minutes: MinutesRow, snapshot: MinutesSnapshot, input: Publication): Promise<boolean> {
    const last = await this.finder.version(minutes.id);
    const isReopened = minutes.status === 'draft';
    if (last && !isReopened && isSameEdition(last, input) && isSameContent(last.snapshot, snapshot)) {
      throw new Conflict('meetings.minutes.refused.unchanged');
    }
    if (last) return true;
    const adopted = await this.finder.adopted(minutes);
    return adopted !== null && !isSameText(adopted, snapshot);
  }

  private async freeze(actor: Actor, minutes: MinutesRow, edition: Edition) {
    const { audience, note, number, snapshot, noteAccess } = edition;
    const publishedAt = this.clock.instant();
    const { adoptedNumber } = minutes;
    const fixed = { id: newId(), minutesId: minutes.id, publishedBy: actor.name, publishedAt, adoptedNumber };
    await this.db
      .repo(MinutesVersion)
      .insert({ ...fixed, number, audience, note, noteAccess, snapshot, ...exemptedBy(edition) });
    const { id, version } = minutes;
    const patch = { status: 'published', audience, publishedAt, publishedNumber: number };
    await this.db.update(Minutes, { id, version }, patch);
  }

  /** What readers know already: the version before, or the text that went round to them. */
  private async before({ id, meetingId }: MinutesRow): Promise<Announced['before']> {
    const last = await this.finder.version(id);
    if (last) return { kind: 'version', audience: last.audience, snapshot: last.snapshot };
    const [round] = await this.circulations.ofMeeting(system, meetingId);
    return round ? { kind: 'circulated', audience: null, snapshot: round.snapshot } : null;
  }

  /** Whom the note is for: what it corrects is the version before, or the text that was adopted. */
  private async noteAccess(minutes: MinutesRow, { snapshot, before }: Compared): Promise<SessionAccess | null> {
    const corrected = before?.kind === 'version' ? before.snapshot : await this.finder.adopted(minutes);
    return corrected && accessOfChange(corrected, snapshot);
  }

  private async tell(
    meetingId: string,
    { recipients, ...edition }: Edition & Pick<Announced, 'before'>,
  ): Promise<number> {
    const { told, mark } = await this.recipients.of(meetingId, edition.audience);
    if (recipients && recipients !== mark) throw new Conflict('meetings.minutes.refused.recipients');
    const readers = await this.readers.invited(told.map(({ personId }) => personId));
    const letters = told.flatMap((person) => this.letter(person, { meetingId, ...edition }, readers(person.personId)));
    await this.outbox.queueAll(letters);
    return letters.length;
  }

  /** As the person reads it. None about a correction in which nothing is different for them, because it is of closed sessions. */
  private letter(person: AttendanceRow, edition: Announced & Noted, reader: AgendaReader): Letter[] {
    const snapshot = partsFor(reader, edition.snapshot);
    const before = edition.before && { ...edition.before, snapshot: partsFor(reader, edition.before.snapshot) };
    const isKnown = edition.before?.kind === 'version' && edition.before.audience === edition.audience;
    if (isKnown && isDifferent(edition) && !isDifferent({ snapshot, before })) return [];
    return [this.letters.for(person, { ...edition, note: noteFor(reader, edition), snapshot, before })];
  }
}

interface Compared {
  snapshot: MinutesSnapshot;
  before: Announced['before'];
}

interface Noted {
  noteAccess: SessionAccess | null;
}

const isDifferent = ({ snapshot, before }: Compared): boolean =>
  before !== null && differenceBetween(before.snapshot, snapshot).length > 0;

type Edition = Publication & Noted & { number: number; snapshot: MinutesSnapshot };

/** What only some of the network may read names what keeps it from the others. */
const isUnexplained = ({ audience, exemption }: Publication): boolean => isRestricted(audience) && !exemption;

const exemptedBy = (input: Partial<Exempted> & { audience: Publication['audience'] }): Exempted =>
  keptExemption({ ...noExemption, ...input });

const isSameEdition = (last: Exempted & Pick<Publication, 'audience'>, input: Publication) =>
  last.audience === input.audience && isSameContent(exemptedBy(last), exemptedBy(input));

const isBlank = ({ parts }: MinutesSnapshot) =>
  parts.every(({ content, decisions, actions }) => isEmpty(content) && !decisions.length && !actions.length);
