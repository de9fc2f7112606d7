import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { addressKey, wallOf } from '@samrad/platform/pure';
import { formatInstant, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { found } from '@samrad/platform/errors';
import { withoutLinks } from '@samrad/platform/mail';
import { stateOptions } from '../../invitation/choosing/invitation-choice.js';
import { InvitationFinder, type InvitationRow } from '../../invitation/invitation.finder.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { answerOptions } from '../page/answer-page.js';
import { choiceOf } from '../answer.rules.js';
import { IncomingMailFinder, type IncomingMailDetails } from '../incoming-mail.finder.js';
import { readFacts } from '../reading/read-facts.js';
import { dmarcIn } from '../ruling/conditions.rules.js';
import type { ReplyFacts } from '../reply.types.js';
import { isCut, mayRemember, mayReopen, mayReply, mayTakeWords, nameFrom } from './review.rules.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const shownLines = 10;

/** One message to look at: what it says, why it is here, and what can be decided about it. */
@Injectable()
export class MailReviewPage {
  constructor(
    private readonly finder: IncomingMailFinder,
    private readonly meetings: MeetingFinder,
    private readonly invitations: InvitationFinder,
    private readonly persons: PersonFinder,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, id: string, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const mail = found(await this.finder.one(id));
    const raw = await this.finder.raw(id);
    const facts = raw ? await readFacts(raw) : null;
    const meeting = await this.meeting(ctx, mail, form);
    const decisions = meeting
      ? await this.decisions(ctx, { mail, facts, meeting }, form)
      : await this.unknown(ctx, form);
    const title = mail.subject || this.views.i18n.t(ctx.lang, 'meetings.review.noSubject');
    const crumbs = [{ href: '/mail-to-review', key: 'meetings.review.title' }];
    const sender = senderOf(facts, this.env.values.MAIL_AUTHSERV_ID ?? null);
    const data = { title, crumbs, ...presentMail(mail), ...wordsOf(facts), ...decisions, ...sender };
    return this.views.page(ctx, 'meetings/reply/review', { ...data, isCut: raw && isCut(raw) }, status);
  }

  /** The one the ruling names, or the one that was chosen on the page. */
  private async meeting(ctx: Ctx, mail: IncomingMailDetails, form?: FormState): Promise<MeetingRow | undefined> {
    const chosen = ctx.query.meeting ?? form?.values.meetingId;
    const id = mail.meetingId ?? (typeof chosen === 'string' ? chosen : null);
    return id ? this.meetings.one(ctx.actor, id) : undefined;
  }

  /** Nobody knows which meeting it is about: one is chosen first. */
  private async unknown({ lang }: Ctx, form?: FormState) {
    const called = await this.finder.called(this.clock.instant());
    const option = (row: { id: string; title: string; startAt: string }) => ({
      value: row.id,
      label: `${row.title}, ${formatInstant(row.startAt, lang)}`,
    });
    return { meetingOptions: called.map(option), form: form ?? freshForm() };
  }

  private async decisions(
    ctx: Ctx,
    { mail, facts, meeting }: { mail: IncomingMailDetails; facts: ReplyFacts | null; meeting: MeetingRow },
    form?: FormState,
  ) {
    const people = await this.invitations.invited(meeting.id);
    const likely = likelyOf(mail, people);
    const sender = mail.fromAddress ? await this.persons.byAddress(mail.fromAddress) : undefined;
    const isGuest = likely === undefined && meeting.status === 'called' && mayRemember(mail);
    const name = mail.fromAddress ? guestName(facts, mail.fromAddress) : '';
    const answer = answerIn(mail, meeting);
    const values = { invitationId: likely?.id, answer, guestAnswer: answer, meetingId: meeting.id, name };
    return {
      meeting,
      when: whenText(ctx.lang, meeting),
      ...proposedIn(ctx.lang, mail, meeting),
      ...standOf(meeting, this.clock.instant()),
      isEarlier: (mail.details?.sequence ?? Infinity) < meeting.toldSignificantSequence,
      peopleOptions: people.map((row) => ({ value: row.id, label: row.name })),
      answerOptions: answerOptions(meeting, 'choiceFor').map(({ value, key }) => ({ value, key })),
      mayRemember: mayRemember(mail) && sender === undefined,
      admission: isGuest && {
        sender: sender && { id: sender.personId, name: sender.name },
        states: stateOptions(ctx.lang),
      },
      form: form ?? freshForm(values),
    };
  }
}

/** Whether the meeting can be moved, and why it asks nobody any more. */
function standOf({ status, endAt }: MeetingRow, now: string): { mayMove: boolean; standKey: string | null } {
  const isOff = status === 'cancelled' || status === 'postponed';
  const stand = isOff ? status : endAt <= now ? 'over' : null;
  return { mayMove: status === 'called' && stand === null, standKey: stand && `meetings.review.stand.${stand}` };
}

const presentMail = (mail: IncomingMailDetails) => ({
  mail,
  proposal: mail.details?.proposal,
  delegatedTo: mail.details?.delegatedTo?.join(', '),
  isOpen: mail.review === 'open',
  mayReopen: mayReopen(mail),
  mayReply: mayReply(mail),
  mayTakeWords: mayTakeWords(mail) && mail.personName !== null,
  isProposal: mail.ruling === 'COUNTER',
});

/** The proposed time by the meeting's clock, and the form that has it filled in. */
function proposedIn(lang: Language, { details }: IncomingMailDetails, { id, zone }: MeetingRow) {
  const { start = null, end = null } = details?.proposal ?? {};
  const moveHref = `/meetings/${id}/edit`;
  if (!start || !end) return { moveHref };
  const [startWall, endWall] = [wallOf(start, zone), wallOf(end, zone)];
  const query = new URLSearchParams({ start: startWall, end: endWall });
  return { moveHref: `${moveHref}?${query}`, proposedWhen: whenText(lang, { startWall, endWall, zone }) };
}

/** What tells a private address from a forged one: the name shown, where answers go, and what our server checked. */
function senderOf(facts: ReplyFacts | null, authservId: string | null) {
  const dmarc = facts && dmarcIn(facts, authservId);
  return {
    senderName: facts?.from[0]?.name,
    replyTo: facts?.replyTo.filter((key) => key !== facts.from[0]?.key).join(', '),
    checkKey: `meetings.review.check.${dmarc === 'pass' || dmarc === 'fail' ? dmarc : 'none'}`,
    isVerified: dmarc === 'pass',
  };
}

/** By the From field, or the sender's own line of the calendar. */
function guestName(facts: ReplyFacts | null, address: string): string {
  const lines = (facts?.calendars ?? []).flatMap(({ events }) => events.flatMap(({ attendees }) => attendees));
  const own = lines.find(({ key }) => key === addressKey(address))?.name;
  return nameFrom(facts?.from[0]?.name || (own ?? ''), address);
}

/** @param facts null once the octets were deleted */
const wordsOf = (facts: ReplyFacts | null) => ({
  isKept: facts !== null,
  text: withoutLinks(facts?.text ?? ''),
  said: facts ? saidIn(facts) : [],
});

/** Whom the ruling names, or who has this address. */
function likelyOf({ personId }: IncomingMailDetails, people: readonly InvitationRow[]): InvitationRow | undefined {
  return personId === null ? undefined : people.find((row) => row.personId === personId);
}

/** “Accepted” is the first way of coming that the meeting has; organisers may choose another. */
function answerIn({ details }: IncomingMailDetails, { place }: MeetingRow): string | null {
  const said = details?.status;
  if (!said || said === 'delegated') return null;
  return choiceOf({ status: said, mode: place ? 'on_site' : 'online' });
}

/** The calendar lines in words: whom they name, what they answer, and to which time. */
function saidIn({ calendars }: ReplyFacts) {
  const lines = calendars.flatMap(({ method, mimeMethod, events }) =>
    events.flatMap(({ attendees, start }) =>
      attendees.map(({ name, address, partstat }) => ({
        name: name || address,
        address,
        start: (method ?? mimeMethod) === 'COUNTER' ? null : start,
        key: wordOf(method ?? mimeMethod, partstat),
      })),
    ),
  );
  return lines.filter((line, at) => lines.findIndex((other) => same(line, other)) === at).slice(0, shownLines);
}

const words: Partial<Record<string, string>> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
  DELEGATED: 'delegated',
};

function wordOf(method: string | null, partstat: string | null): string {
  if (method === 'COUNTER') return 'meetings.reply.reason.counter';
  const status = words[partstat ?? ''];
  return status ? `meetings.invitation.status.${status}` : 'meetings.review.said.nothing';
}

const same = (a: { address: string; key: string; start: string | null }, b: typeof a): boolean =>
  a.address === b.address && a.key === b.key && a.start === b.start;
