import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { Outbox, type Letter, type Mailbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { buildInvitation } from '../../invitation/invitation-calendar.js';
import type { InvitationRow } from '../../invitation/invitation.finder.js';
import { partstatFor } from '../../invitation/invitation.rules.js';
import { titleOf } from '../../invitation/sending/told-facts.rules.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import type { IncomingMailDetails } from '../incoming-mail.finder.js';

/** The short mail that says that nothing was recorded. It quotes nothing of what came in. */
@Injectable()
export class MailRefusal {
  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly persons: PersonFinder,
    private readonly meetings: MeetingFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** To the registered address of whoever proposed a time; otherwise to the From address, which has been checked. */
  async send(mail: IncomingMailDetails, invitation: InvitationRow | null): Promise<void> {
    const letter =
      mail.ruling === 'COUNTER' && invitation ? await this.proposal(mail, invitation) : await this.plain(mail);
    await this.outbox.queue({
      ...letter,
      inReplyTo: isThreadable(mail.messageId) ? mail.messageId! : undefined,
      about: mail.meetingId ? { noun: 'meeting', id: mail.meetingId } : undefined,
    });
  }

  private async plain(mail: IncomingMailDetails): Promise<Letter> {
    const known = await this.persons.byAddress(mail.fromAddress!);
    return {
      ...this.words(known?.mailLanguage ?? 'en', 'refused', mail.meetingTitle),
      to: { name: known?.name ?? '', address: mail.fromAddress! },
      personId: known?.personId ?? null,
    };
  }

  /** With DECLINECOUNTER (RFC 5546 3.2.8), so that the calendar takes the proposal back. */
  private async proposal(mail: IncomingMailDetails, invitation: InvitationRow): Promise<Letter> {
    const meeting = await this.meetings.one(system, invitation.meetingId);
    const words = this.words(invitation.language, 'proposal', mail.meetingTitle);
    return {
      ...words,
      from: this.organiserOf(meeting),
      to: { name: invitation.name, address: invitation.address },
      personId: invitation.personId,
      calendar: meeting && { method: 'DECLINECOUNTER', content: this.calendar(meeting, invitation, words.text) },
    };
  }

  private words(language: Language, lead: 'refused' | 'proposal', title: string | null) {
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(language, `meetings.review.mail.${key}`, params);
    return this.views.mail(language, 'meetings/reply/mail/refusal', {
      subject: title ? say('subject', { title: plain(title) }) : say('subjectPlain'),
      lead: say(lead, { title: title ?? '' }),
      contact: say('contact', { address: this.env.mailFrom.address }),
      reason: say('reason'),
    });
  }

  /** From the mailbox that calendars know the meeting by. */
  private organiserOf(meeting: MeetingRow | undefined): Mailbox | undefined {
    const address = meeting?.organiserAddress;
    return address ? { name: this.env.organiser.name, address } : undefined;
  }

  private calendar(meeting: MeetingRow, person: InvitationRow, description: string): string {
    const { name, address } = this.env.mailFrom;
    const { uid, organiserAddress, sequence, updatedAt, place, zone } = meeting;
    return buildInvitation({
      ...{
        method: 'DECLINECOUNTER',
        uid,
        sequence,
        status: null,
        lastModified: updatedAt,
        stamp: this.clock.instant(),
      },
      ...{ summary: titleOf(meeting), description, location: place, url: null, conferenceUrl: null },
      start: { wall: meeting.startWall, zone },
      end: { wall: meeting.endWall, zone },
      organizer: { name: name || this.env.ownerName(person.language), address: organiserAddress ?? address },
      attendee: {
        ...{ name: person.name, address: person.address, partstat: partstatFor('again', person.status) },
        role: person.role === 'required' ? 'REQ-PARTICIPANT' : 'OPT-PARTICIPANT',
      },
    });
  }
}

const plain = (title: string): string => title.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** A foreign Message-ID goes into our header only when it is one. */
const isThreadable = (messageId: string | null): boolean => /^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId ?? '');
