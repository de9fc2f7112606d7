import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimits, system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, TooMany } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { InvitationFinder, type InvitationRow } from '../invitation/invitation.finder.js';
import { InvitationService } from '../invitation/invitation.service.js';
import { Bounces } from '../invitation/sending/bounces.js';
import { IncomingMailFinder } from './incoming-mail.finder.js';
import { ReplyLookups } from './reply-context.js';
import { readFacts } from './reading/read-facts.js';
import { IncomingMail } from './reply.entity.js';
import { rule } from './reply.rules.js';
import { ReplyService, type GivenAnswer } from './reply.service.js';
import { keptOfTooLarge } from './review/review.rules.js';
import type { ReplyFacts, Ruling, RulingName } from './reply.types.js';
import { WrittenAnswers } from './written/written-answers.js';

/** Where a message came from. */
export type MailSource = 'imap' | 'file' | 'smtp';

/** A message that was read, and not judged yet. */
export interface Arrived {
  raw: Buffer;
  source: MailSource;
  facts: ReplyFacts;
}

/** What was made of one message. */
export interface Judged {
  messageId: string | null;
  ruling: RulingName;
  /** Id of the meeting that it is about, or likely about. */
  meeting: string | null;
  /** Id of the person. */
  person: string | null;
  status: Ruling['status'];
  /** Last part of the locale key under `meetings.reply.reason`. */
  reason: string;
  /** Id in the history of answers; null: nothing was written there. */
  historyId: string | null;
  /** Id among the incoming mails. */
  mailId: string;
}

const applied: readonly RulingName[] = ['ACCEPTED', 'TENTATIVE', 'DECLINED', 'DELEGATED'];
/** Rulings after which the same answer in another message is nothing new. */
const settled: readonly RulingName[] = [...applied, 'COUNTER', 'REFRESH'];
/** Nor is an answer that was out of date anything new; one that only lost to a later mail may be given again. */
const isSettled = ({ ruling, row }: Ruling) => settled.includes(ruling) || ['row25', 'row26'].includes(row);
/** The present state is to be sent. */
const refreshed = 'meetings.reply.reason.refresh';
const tries = 5;
const keptWhole = 10 * 1024 * 1024;

/** Takes in whatever arrives in the mailbox: read, judged by the decision table, recorded, in one transaction. */
@Injectable()
export class IncomingMailService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly lookups: ReplyLookups,
    private readonly finder: IncomingMailFinder,
    private readonly invitations: InvitationFinder,
    private readonly inviting: InvitationService,
    private readonly bounces: Bounces,
    private readonly replies: ReplyService,
    private readonly events: Events,
    private readonly written: WrittenAnswers,
  ) {}

  /**
   * Judges one message that is kept where it came from until `Db.settle` was called or anything else was committed.
   * The same octets a second time are a DUPLICATE and are not stored again.
   */
  async ingest(raw: Buffer, source: MailSource): Promise<Judged> {
    return this.judge(await this.read(raw, source));
  }

  /** The first half of `ingest`: everything that may take its time. */
  async read(raw: Buffer, source: MailSource): Promise<Arrived> {
    return { raw, source, facts: await readFacts(raw) };
  }

  /** The second half, for callers that have a transaction of their own around it. */
  async judge(arrived: Arrived, left = tries): Promise<Judged> {
    try {
      return await this.db.repeatableTx(() => this.judgeOnce(arrived));
    } catch (error) {
      const another = error instanceof Conflict || isDuplicate(error);
      if (left > 1 && another) return this.judge(arrived, left - 1);
      throw error;
    }
  }

  /** Keeps a message that could not be judged because of a fault of ours, for people to look at. */
  async keep(raw: Buffer, source: MailSource): Promise<void> {
    const digest = createHash('sha256').update(raw).digest('hex');
    await this.db.tx(async () => {
      if (await this.finder.byDigest(digest)) return;
      const id = newId();
      const kept = raw.length > keptWhole ? raw.subarray(0, keptOfTooLarge) : raw;
      await this.db.insert(IncomingMail, {
        ...{ id, digest, source, raw: kept.toString('base64'), receivedAt: this.clock.instant() },
        ...{ ruling: 'NEEDS_REVIEW', reason: 'meetings.reply.reason.notJudged', review: 'open' },
      });
      await this.events.record('mail.arrived', id, system, { ruling: 'NEEDS_REVIEW' });
    });
  }

  /**
   * Judges once more a message that waits to be looked at, now that its sender is on the list; recorded if it counts, left
   * to people otherwise. Inside a transaction. @param by who put them on the list
   */
  async judgeAgain(by: string, id: string): Promise<void> {
    const raw = await this.finder.raw(id);
    if (!raw) return;
    const facts = await readFacts(raw);
    const context = await this.lookups.context(facts);
    const ruling = rule(facts, { ...context, knownMessage: false, knownTuples: [] });
    if (!applied.includes(ruling.ruling)) return;
    const replyId = await this.follow(ruling);
    const { reason, meetingId, personId, tuple: itipKey } = ruling;
    const settled = { review: 'applied' as const, reviewedBy: by, reviewedAt: this.clock.instant() };
    const change = {
      ruling: ruling.ruling,
      reason,
      meetingId,
      personId,
      replyId,
      itipKey,
      details: ruling,
      ...settled,
    };
    await this.db.repo(IncomingMail).update({ id, review: 'open' }, change);
  }

  private async judgeOnce({ raw, source, facts }: Arrived): Promise<Judged> {
    const digest = createHash('sha256').update(raw).digest('hex');
    const before = await this.finder.byDigest(digest);
    if (before) return again(facts, before);
    const context = await this.lookups.context(facts);
    const ruling = await this.withinLimit(rule(facts, context));
    const historyId = await this.follow(ruling);
    const id = newId();
    await this.db.insert(IncomingMail, {
      ...{ id, digest, source, ruling: ruling.ruling, receivedAt: context.receivedAt },
      ...headOf(facts),
      raw: (facts.problem === 'too-large' ? raw.subarray(0, keptOfTooLarge) : raw).toString('base64'),
      reason: ruling.reason,
      meetingId: ruling.meetingId,
      personId: ruling.personId,
      replyId: historyId,
      itipKey: isSettled(ruling) ? ruling.tuple : null,
      details: ruling,
      review: ruling.review ? 'open' : 'none',
    });
    if (ruling.review) await this.events.record('mail.arrived', id, system, { ruling: ruling.ruling });
    if (ruling.ruling === 'PROPOSED') return this.propose(facts, ruling, id);
    return judgedOf(facts, ruling, { historyId, mailId: id });
  }

  /** Hands the words to whoever takes them; when nothing is left that they could be about, people look at the mail. */
  private async propose(facts: ReplyFacts, ruling: Ruling, mailId: string): Promise<Judged> {
    const isTaken = await this.written.take(facts, ruling, { incomingId: mailId });
    if (isTaken) return judgedOf(facts, ruling, { historyId: null, mailId });
    const left = { ruling: 'NEEDS_REVIEW' as const, reason: 'meetings.reply.reason.words' };
    const details = { ...ruling, ...left, review: true };
    await this.db.repo(IncomingMail).update({ id: mailId }, { ...left, details, review: 'open' });
    await this.events.record('mail.arrived', mailId, system, { ruling: left.ruling });
    return judgedOf(facts, details, { historyId: null, mailId });
  }

  /** What a ruling has as its consequence. @returns the id in the history */
  private async follow(ruling: Ruling): Promise<string | null> {
    if (ruling.ruling === 'BOUNCE') await this.markFailed(ruling);
    const invitation = await this.invitationOf(ruling);
    if (!invitation) return null;
    if (ruling.reason === refreshed) await this.sendAgain(invitation);
    if (applied.includes(ruling.ruling)) {
      const given = { ...givenIn(ruling), status: ruling.status! };
      return this.replies.record({ ...system, name: invitation.name }, invitation, given, true);
    }
    return ruling.history ? this.replies.remember(invitation.id, givenIn(ruling)) : null;
  }

  private async invitationOf({ meetingId, personId }: Ruling): Promise<InvitationRow | null> {
    if (!meetingId || !personId) return null;
    const [row] = await this.invitations.all(meetingId, sql`i.person_id = ${personId}`);
    return row ?? null;
  }

  /** The mail did not arrive: it shows as failed with the other server's words, on the board and under “Sent mail”. */
  private async markFailed({ sentMailId, bounce }: Ruling): Promise<void> {
    if (!sentMailId || !bounce) return;
    const words = [bounce.status, bounce.diagnostic].filter(Boolean).join(' ').slice(0, 2000) || null;
    await this.bounces.record({ id: sentMailId }, { kind: bounce.kind, isFinal: bounce.isFinal, words });
  }

  /** A calendar program asks for the present state: once in ten minutes and three times a day, or two programs play ball. */
  private async withinLimit(ruling: Ruling): Promise<Ruling> {
    if (ruling.ruling !== 'REFRESH') return ruling;
    const key = `${ruling.meetingId}:${ruling.personId}`;
    try {
      await this.limits.hit(`refresh-soon:${key}`, 1, 600);
      await this.limits.hit(`refresh:${key}`, 3, 86_400);
      return ruling;
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      return { ...ruling, reason: 'meetings.reply.reason.refreshedLately' };
    }
  }

  private async sendAgain(invitation: InvitationRow): Promise<void> {
    try {
      await this.inviting.resend(system, invitation.id);
    } catch (error) {
      if (!(error instanceof TooMany) && !(error instanceof Conflict)) throw error;
    }
  }
}

const reasonOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

function judgedOf(
  { messageId }: ReplyFacts,
  ruling: Ruling,
  ids: { historyId: string | null; mailId: string },
): Judged {
  const { meetingId: meeting, personId: person, status, reason } = ruling;
  return { messageId, ruling: ruling.ruling, meeting, person, status, reason: reasonOf(reason), ...ids };
}

interface Before {
  id: string;
  meetingId: string | null;
  personId: string | null;
  replyId: string | null;
}

const again = ({ messageId }: ReplyFacts, before: Before): Judged => ({
  messageId,
  ruling: 'DUPLICATE',
  meeting: before.meetingId,
  person: before.personId,
  status: null,
  reason: 'duplicate',
  historyId: before.replyId,
  mailId: before.id,
});

function headOf({ messageId, from, subject }: ReplyFacts) {
  return {
    messageId: messageId?.slice(0, 300) ?? null,
    fromAddress: from[0]?.address.slice(0, 254) ?? null,
    subject: subject.slice(0, 300),
  };
}

function givenIn(ruling: Ruling): Omit<GivenAnswer, 'status'> & { status: Ruling['status'] } {
  const { status, comment, answeredBy, date, sequence, stamp, reason } = ruling;
  return {
    ...{ status, mode: null, comment, channel: 'calendar' as const, answeredBy: answeredBy?.slice(0, 254) ?? null },
    ...{ at: date, sequence, stamp, ruling: ruling.ruling, reason },
  };
}
