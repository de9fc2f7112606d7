import { Injectable } from '@nestjs/common';
import { RecipientsFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid, type Fault } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox, withdrawnWords } from '@samrad/platform/mail';
import { instantOf } from '@samrad/platform/pure';
import { MailingLetters } from '../delivery/mailing-letters.js';
import { MailingRecipients } from '../delivery/mailing-recipients.js';
import type { MailingChange, MailingInput, SendingInput } from './mailing.dto.js';
import { Mailing } from './mailing.entity.js';
import { MailingFinder, type MailingRow } from './mailing.finder.js';
import { canRunMailings } from './mailing.policy.js';
import { faultsOf, next, writtenIn, type MailingStatus } from './mailing.rules.js';

export const beginning = 'mailings.begin';
/** What that job gets: it does nothing when the mailing has another time by then. */
export interface Beginning {
  id: string;
  sendAt: string;
}

const zone = 'Europe/Oslo';

/** Drafts, and letting them go. */
@Injectable()
export class MailingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
    private readonly finder: MailingFinder,
    private readonly recipients: MailingRecipients,
    private readonly letters: MailingLetters,
    private readonly names: RecipientsFinder,
  ) {}

  /** @returns the id of the draft */
  async create(actor: Actor, input: MailingInput): Promise<string> {
    demand(canRunMailings(actor));
    await this.checkNames(input);
    return this.db.tx(async () => {
      const [id, now] = [newId(), this.clock.instant()];
      const about = { createdBy: actor.name, createdAt: now, updatedAt: now };
      await this.db.insert(Mailing, { id, status: 'draft', ...addressed(input), ...about });
      await this.events.record('mailing.created', id, actor);
      return id;
    });
  }

  /** @throws Conflict with both texts; Conflict once it is no draft any more */
  async change(actor: Actor, id: string, { version, why, ...input }: MailingChange): Promise<void> {
    demand(canRunMailings(actor));
    await this.checkNames(input);
    await this.db.tx(async () => {
      const before = await this.inStatus(id, 'draft');
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      const change = { ...addressed(input), updatedAt: this.clock.instant() };
      await this.db.update(Mailing, { id, version }, change);
      await this.events.record('mailing.updated', id, actor, { ...(why && { why }) });
    });
  }

  async remove(actor: Actor, id: string, version: number): Promise<void> {
    demand(canRunMailings(actor));
    await this.db.tx(async () => {
      await this.inStatus(id, 'draft');
      const gone = await this.db.run(sql`
        DELETE FROM mailing WHERE id = ${id} AND status = 'draft' AND version = ${version}`);
      if (!gone) throw new Conflict();
      await this.events.record('mailing.removed', id, actor);
    });
  }

  /** A new draft with the same words. @returns its id */
  async copy(actor: Actor, id: string): Promise<string> {
    return this.create(actor, fieldsOf(found(await this.finder.one(id))));
  }

  /** One mail in each language to whoever asks. @returns how many */
  async test(actor: Actor, id: string): Promise<number> {
    demand(canRunMailings(actor));
    const mailing = found(await this.finder.one(id));
    const { email, name, personId } = actor;
    if (!email) throw new Conflict('mailings.mailing.refused.noAddress');
    const languages = writtenIn(mailing);
    if (!languages.length) throw new Conflict('mailings.mailing.refused.noText');
    const to = { name, address: email, personId };
    await this.outbox.queueAll(await this.letters.tests(mailing, to, languages));
    return languages.length;
  }

  /**
   * Lets it go, now or at a time.
   * @throws Invalid with what is missing; Conflict when others get it than somebody looked at
   */
  async queue(actor: Actor, id: string, { version, count, sendAt: wall }: SendingInput): Promise<void> {
    demand(canRunMailings(actor));
    await this.db.tx(async () => {
      const mailing = await this.inStatus(id, 'draft');
      this.checkReady(mailing);
      const now = this.clock.instant();
      const sendAt = wall ? instantOf(wall, zone) : now;
      if (sendAt < now) throw new Invalid({ sendAt: { key: 'mailings.mailing.invalid.past' } });
      const able = (await this.recipients.of(mailing)).filter(({ reason }) => reason === null).length;
      if (able === 0) throw new Conflict('mailings.mailing.refused.nobody');
      if (able !== count) throw new Conflict('mailings.mailing.refused.others', {}, { count: able });
      const change = { status: 'queued' as const, sendAt, queuedBy: actor.name, updatedAt: now };
      await this.db.update(Mailing, { id, version }, change);
      await this.events.record('mailing.queued', id, actor, { count, sendAt });
      await this.jobs.later(beginning, { id, sendAt } satisfies Beginning, sendAt);
    });
  }

  /** Whatever has not left us stays here. @returns how many get nothing */
  async cancel(actor: Actor, id: string, version: number): Promise<number> {
    demand(canRunMailings(actor));
    return this.db.tx(async () => {
      const { status } = found(await this.finder.one(id));
      if (!next[status].includes('cancelled')) throw new Conflict('mailings.mailing.refused.cancel');
      await this.db.update(Mailing, { id, version }, { status: 'cancelled', updatedAt: this.clock.instant() });
      await this.outbox.withdraw({ noun: 'mailing', id });
      const held = await this.db.run(sql`
        UPDATE mailing_delivery SET status = 'cancelled' WHERE mailing_id = ${id} AND (status = 'waiting'
          OR mail_id IN (SELECT m.id FROM mail_message m WHERE m.about_noun = 'mailing' AND m.about_id = ${id}
            AND m.error = ${withdrawnWords}))`);
      await this.events.record('mailing.cancelled', id, actor, { count: held });
      return held;
    });
  }

  /** A name must be of the group, and where it asks for answers there must be a meeting. */
  private async checkNames({ kind, groupId, recipientsId, meetingId }: MailingInput): Promise<void> {
    if (kind !== 'duty' || recipientsId === null) return;
    const name = await this.names.one(recipientsId);
    if (name?.groupId !== groupId) throw new Invalid({ recipientsId: { key: 'mailings.mailing.invalid.otherGroup' } });
    if (name?.states === 'without_answer' && !meetingId) {
      throw new Invalid({ meetingId: { key: 'mailings.mailing.invalid.meeting' } });
    }
  }

  private checkReady(mailing: MailingRow): void {
    const faults = Object.entries(faultsOf(mailing));
    if (!faults.length) return;
    const fields = faults.map(([field, fault]): [string, Fault] => [
      field,
      { key: `mailings.mailing.invalid.${fault}` },
    ]);
    throw new Invalid(Object.fromEntries(fields));
  }

  private async inStatus(id: string, status: MailingStatus): Promise<MailingRow> {
    const mailing = found(await this.finder.one(id));
    if (mailing.status !== status) throw new Conflict('mailings.mailing.refused.notDraft');
    return mailing;
  }
}

/** Duty mail knows no list, a newsletter no group. */
function addressed(input: MailingInput): MailingInput {
  if (input.kind === 'newsletter') return { ...input, groupId: null, recipientsId: null, meetingId: null };
  return { ...input, listId: null, recipientsId: input.groupId ? input.recipientsId : null };
}

/** What a draft's form holds. */
function fieldsOf(row: MailingRow): MailingInput {
  const { kind, groupId, recipientsId, meetingId, listId, fallback } = row;
  const { subjectNb, subjectNn, subjectEn, textNb, textNn, textEn } = row;
  const words = { subjectNb, subjectNn, subjectEn, textNb, textNn, textEn };
  return { kind, groupId, recipientsId, meetingId, listId, fallback, ...words };
}
