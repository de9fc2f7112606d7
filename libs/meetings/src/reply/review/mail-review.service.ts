import { Injectable } from '@nestjs/common';
import { PersonFinder, PersonService } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canInvite } from '../../invitation/invitation.policy.js';
import { InvitationFinder, type InvitationRow } from '../../invitation/invitation.finder.js';
import { splitName } from '../../invitation/invitation.rules.js';
import { InvitationService } from '../../invitation/invitation.service.js';
import { meaningOf, type Choice } from '../answer.rules.js';
import { IncomingMailFinder, type IncomingMailDetails } from '../incoming-mail.finder.js';
import { IncomingMail, type MailReview } from '../reply.entity.js';
import { ReplyService, type GivenAnswer } from '../reply.service.js';
import { MailRefusal } from './mail-refusal.js';
import type { AdmissionForm, ReviewForm } from './review.dto.js';
import { mayRemember, mayReopen, mayReply } from './review.rules.js';

/** What organisers decide about mail that was not recorded by itself. Each decision once, with who made it. */
@Injectable()
export class MailReviewService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: IncomingMailFinder,
    private readonly invitations: InvitationFinder,
    private readonly inviting: InvitationService,
    private readonly replies: ReplyService,
    private readonly persons: PersonFinder,
    private readonly register: PersonService,
    private readonly refusal: MailRefusal,
    private readonly events: Events,
  ) {}

  /**
   * Takes a message for an answer of an invited person; on wish its address is from now on one of the person's own, also
   * when the answer itself is out of date and only stands in the history.
   * @returns whether the answer counts. @throws Conflict when it does not and no address is kept, or that is another's
   */
  async apply(actor: Actor, id: string, { invitationId, answer, remember }: ReviewForm): Promise<boolean> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      const mail = await this.open(id);
      const invitation = found(await this.invitations.one(actor, invitationId));
      if (remember) await this.rememberAddress(actor, mail, invitation.personId);
      const given = givenBy(mail, answer);
      const reason = remember ? await this.replies.whyNot(invitation, given) : null;
      if (reason) await this.keepOnly(actor, mail, { invitation, given, reason });
      else await this.record(actor, mail, { invitation, given });
      return reason === null;
    });
  }

  /**
   * Invites the sender and records what they answered. Somebody new is entered in the register.
   * @returns the meeting's id. @throws Invalid for somebody new without a name
   */
  async admit(actor: Actor, id: string, { meetingId, guestAnswer, ...who }: AdmissionForm): Promise<string> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      const mail = await this.open(id);
      const personId = who.personId ?? (await this.enter(actor, mail, who));
      if (who.personId) await this.rememberAddress(actor, mail, who.personId);
      const chosen = { personId, role: 'required' as const };
      const given = givenBy(mail, guestAnswer);
      await this.inviting.admit(actor, meetingId, chosen, (invitation) =>
        this.record(actor, mail, { invitation, given }),
      );
      return meetingId;
    });
  }

  /** Nothing is recorded. @param tell the sender gets a short mail; who proposed another time gets it in the calendar */
  async refuse(actor: Actor, id: string, { tell }: { tell: boolean }): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const mail = await this.open(id);
      await this.close(actor, id, { review: 'refused' });
      if (tell && mayReply(mail) && !(await this.isOff(mail)))
        await this.refusal.send(mail, await this.invitationOf(mail));
    });
  }

  /** A proposal for a meeting that is off or over: “the meeting stays as it is” would be untrue. */
  private async isOff({ ruling, meetingId }: IncomingMailDetails): Promise<boolean> {
    if (ruling !== 'COUNTER') return false;
    const row = await this.db.row(sql`
      SELECT id FROM meeting WHERE id = ${meetingId} AND status = 'called' AND end_at > ${this.clock.instant()}`);
    return row === undefined;
  }

  /** An organiser has looked at it; nothing follows. */
  async dismiss(actor: Actor, id: string): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const mail = found(await this.finder.one(id));
      if (mail.review === 'open') await this.close(actor, id, { review: 'dismissed' });
    });
  }

  /** Undoes `dismiss`. */
  async reopen(actor: Actor, id: string): Promise<void> {
    demand(canInvite(actor));
    await this.db.tx(async () => {
      const mail = found(await this.finder.one(id));
      if (mail.review === 'open') return;
      if (!mayReopen(mail)) throw new Conflict('meetings.review.refused.done');
      await this.move(id, 'dismissed', { review: 'open', reviewedBy: null, reviewedAt: null });
      await this.events.record('mail.reopened', id, actor);
    });
  }

  /** What a message proposed was decided elsewhere: nothing is left to look at. Inside a transaction. */
  async settle(actor: Actor, id: string, review: 'applied' | 'refused' | 'dismissed'): Promise<void> {
    const change = { review, reviewedBy: actor.name, reviewedAt: this.clock.instant() };
    const { affected } = await this.db.repo(IncomingMail).update({ id, review: 'open' }, change);
    if (affected) await this.events.record(`mail.${review}`, id, actor);
  }

  private async open(id: string): Promise<IncomingMailDetails> {
    const mail = found(await this.finder.one(id));
    if (mail.review !== 'open') throw new Conflict('meetings.review.refused.done');
    return mail;
  }

  private async record(
    actor: Actor,
    mail: IncomingMailDetails,
    { invitation, given }: { invitation: InvitationRow; given: GivenAnswer },
  ): Promise<void> {
    const replyId = await this.replies.record(actor, invitation, given);
    await this.applied(actor, mail, { invitation, replyId });
  }

  /** The answer stands in the history alone. */
  private async keepOnly(
    actor: Actor,
    mail: IncomingMailDetails,
    { invitation, given, reason }: { invitation: InvitationRow; given: GivenAnswer; reason: string },
  ): Promise<void> {
    const told = { ...given, ruling: 'STALE', reason: `meetings.reply.reason.${reason}` };
    const replyId = await this.replies.remember(invitation.id, told);
    await this.applied(actor, mail, { invitation, replyId });
  }

  private async applied(
    actor: Actor,
    mail: IncomingMailDetails,
    { invitation, replyId }: { invitation: InvitationRow; replyId: string },
  ): Promise<void> {
    const about = { meetingId: invitation.meetingId, personId: invitation.personId };
    await this.close(actor, mail.id, { review: 'applied', replyId, itipKey: mail.details?.tuple ?? null, ...about });
  }

  /** Adds the From address to the person's own. */
  private async rememberAddress(actor: Actor, mail: IncomingMailDetails, personId: string): Promise<void> {
    if (!mayRemember(mail)) throw new Conflict('meetings.review.refused.forged');
    const owner = await this.persons.byAddress(mail.fromAddress!);
    if (owner?.personId === personId) return;
    if (owner) throw new Conflict('meetings.review.refused.addressTaken');
    const fields = found(await this.register.fields(personId));
    await this.register.change(actor, personId, { ...fields, emails: [...fields.emails, mail.fromAddress!] });
    await this.events.record('mail.address_remembered', mail.id, actor, { personId });
  }

  private async enter(
    actor: Actor,
    mail: IncomingMailDetails,
    { name, stateCode }: Pick<AdmissionForm, 'name' | 'stateCode'>,
  ): Promise<string> {
    if (!mayRemember(mail)) throw new Conflict('meetings.review.refused.forged');
    if (name === null) throw new Invalid({ name: { key: 'platform.invalid.missing' } });
    return this.register.createContact(actor, { ...splitName(name), email: mail.fromAddress!, stateCode });
  }

  private async invitationOf({ meetingId, personId }: IncomingMailDetails): Promise<InvitationRow | null> {
    if (!meetingId || !personId) return null;
    const [row] = await this.invitations.all(meetingId, sql`i.person_id = ${personId}`);
    return row ?? null;
  }

  private async close(actor: Actor, id: string, change: Partial<IncomingMail>): Promise<void> {
    await this.move(id, 'open', { ...change, reviewedBy: actor.name, reviewedAt: this.clock.instant() });
    await this.events.record(`mail.${change.review}`, id, actor);
  }

  /** Two organisers at once: the second is told that somebody was faster. */
  private async move(id: string, from: MailReview, change: Partial<IncomingMail>): Promise<void> {
    const { affected } = await this.db.repo(IncomingMail).update({ id, review: from }, change);
    if (affected !== 1) throw new Conflict('meetings.review.refused.done');
  }
}

/** The answer that an organiser reads out of a message. */
function givenBy({ details, fromAddress, receivedAt }: IncomingMailDetails, choice: Choice): GivenAnswer {
  const meant = meaningOf(choice);
  return {
    ...meant,
    comment: details?.comment ?? null,
    channel: details?.status ? 'calendar' : 'organiser',
    answeredBy: fromAddress,
    at: details?.date ?? receivedAt,
    sequence: details?.sequence ?? null,
    stamp: null,
    ruling: meant.status.toUpperCase(),
    reason: 'meetings.reply.reason.recorded',
  };
}
