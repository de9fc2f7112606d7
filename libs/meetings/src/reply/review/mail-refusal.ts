import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { PersonFinder } from '@samrad/network';
import { Outbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import type { InvitationRow } from '../../invitation/invitation.finder.js';
import type { IncomingMailDetails } from '../incoming-mail.finder.js';

/** The short mail that says that nothing was recorded. It quotes nothing of what came in. */
@Injectable()
export class MailRefusal {
  constructor(
    private readonly env: Env,
    private readonly persons: PersonFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** To the registered address of whoever proposed a time; otherwise to the From address, which has been checked. */
  async send(mail: IncomingMailDetails, invitation: InvitationRow | null): Promise<void> {
    const isProposal = mail.ruling === 'COUNTER' && invitation !== null;
    const known = isProposal ? undefined : await this.persons.byAddress(mail.fromAddress!);
    const to = isProposal
      ? { name: invitation.name, address: invitation.address }
      : { name: known?.name ?? '', address: mail.fromAddress! };
    const language = invitation?.language ?? known?.mailLanguage ?? 'en';
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(language, `meetings.review.mail.${key}`, params);
    const title = mail.meetingTitle ?? '';
    const words = {
      subject: say(title ? 'subject' : 'subjectPlain', { title }),
      lead: say(isProposal ? 'proposal' : 'refused', { title }),
      contact: say('contact', { address: this.env.mailFrom.address }),
      reason: say('reason'),
    };
    await this.outbox.queue({
      ...this.views.mail(language, 'meetings/reply/mail/refusal', words),
      to,
      inReplyTo: isThreadable(mail.messageId) ? mail.messageId! : undefined,
      about: mail.meetingId ? { noun: 'meeting', id: mail.meetingId } : undefined,
      personId: invitation?.personId ?? known?.personId ?? null,
    });
  }
}

/** A foreign Message-ID goes into our header only when it is one. */
const isThreadable = (messageId: string | null): boolean => /^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId ?? '');
