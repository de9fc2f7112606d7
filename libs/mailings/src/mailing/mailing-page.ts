import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { Outbox } from '@samrad/platform/mail';
import { freshForm, pageLinks, pageSize, Views, type Answer, type FormState } from '@samrad/platform/views';
import { DeliveryFinder, type DeliveryRow } from '../delivery/delivery.finder.js';
import { leftOutReasons, type Judged, type Standing } from '../delivery/delivery.rules.js';
import { MailingRecipients } from '../delivery/mailing-recipients.js';
import { MailingChoices } from './mailing-choices.js';
import type { MailingQuery } from './mailing.dto.js';
import { MailingFinder, type MailingRow } from './mailing.finder.js';
import { faultsOf, mailLanguages, mailingStatuses, next, wordingIn, type MailingStatus } from './mailing.rules.js';

export interface Shown {
  form?: FormState;
  status?: number;
}

const tags: Record<MailingStatus, { color: string; icon: string }> = {
  draft: { color: 'neutral', icon: 'Pencil' },
  queued: { color: 'info', icon: 'Hourglass' },
  sending: { color: 'info', icon: 'PaperplaneFill' },
  sent: { color: 'success', icon: 'CheckmarkCircle' },
  cancelled: { color: 'neutral', icon: 'XMarkOctagon' },
};

const standingTags: Record<Standing, { color: string; icon: string }> = {
  waiting: { color: 'info', icon: 'Hourglass' },
  queued: { color: 'info', icon: 'Hourglass' },
  sent: { color: 'success', icon: 'CheckmarkCircle' },
  kept: { color: 'neutral', icon: 'Inbox' },
  failed: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  bounced: { color: 'danger', icon: 'ArrowUndo' },
  left_out: { color: 'warning', icon: 'ExclamationmarkTriangle' },
  cancelled: { color: 'neutral', icon: 'XMarkOctagon' },
};

const crumbs = [{ href: '/mailings', key: 'mailings.mailing.title' }];

/** Pages of mail to many: list, draft with its readers, confirmation, log. */
@Injectable()
export class MailingPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly outbox: Outbox,
    private readonly finder: MailingFinder,
    private readonly recipients: MailingRecipients,
    private readonly deliveries: DeliveryFinder,
    private readonly choices: MailingChoices,
  ) {}

  async list(ctx: Ctx, query: MailingQuery): Promise<Answer> {
    const page = await this.finder.page(query);
    const rows = await Promise.all(
      page.rows.map(async (row) => ({
        ...(await this.headOf(ctx, row)),
        figures: await this.deliveries.figures(row.id),
      })),
    );
    return this.views.page(ctx, 'mailings/mailing/list', {
      title: this.say(ctx, 'title'),
      tab: 'mailings',
      ...{ rows, filter: query, pages: pageLinks(ctx.url, page) },
      statuses: mailingStatuses.map((value) => ({ value, key: `mailings.mailing.status.${value}` })),
    });
  }

  async show(ctx: Ctx, row: MailingRow): Promise<Answer> {
    const isOpen = row.status === 'draft' || row.status === 'queued';
    const [head, judged, events, log] = await Promise.all([
      this.headOf(ctx, row),
      isOpen ? this.recipients.of(row) : [],
      this.events.history('mailing', row.id, 30),
      isOpen ? null : this.log(ctx, row.id),
    ]);
    const faults = row.status === 'draft' ? Object.values(faultsOf(row)) : [];
    return this.views.page(ctx, 'mailings/mailing/show', {
      title: head.subject,
      ...{ crumbs, mailing: head, isOpen, faults, log },
      readers: isOpen ? this.readers(judged) : null,
      wordings: mailLanguages.map((language) => ({ language, wording: wordingIn(row, language) })),
      canCancel: next[row.status].includes('cancelled'),
      keeps: this.outbox.keeps,
      events: this.views.history(ctx.lang, 'mailings.event', events),
    });
  }

  /** Asks once more, with who gets it. */
  async sending(ctx: Ctx, row: MailingRow, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const [head, judged] = await Promise.all([this.headOf(ctx, row), this.recipients.of(row)]);
    const readers = this.readers(judged);
    const shown = form ?? freshForm({});
    return this.views.page(
      ctx,
      'mailings/mailing/sending',
      {
        title: this.say(ctx, 'sendingTitle', { subject: head.subject }),
        crumbs: [...crumbs, { href: `/mailings/${row.id}`, text: head.subject }],
        ...{ mailing: head, readers, keeps: this.outbox.keeps, earliest: `${this.clock.today()}T00:00` },
        form: { ...shown, values: { ...shown.values, version: row.version, count: readers.count } },
      },
      status,
    );
  }

  async cancellation(ctx: Ctx, row: MailingRow): Promise<Answer> {
    return this.confirmation(ctx, row, 'cancellation');
  }

  async removal(ctx: Ctx, row: MailingRow): Promise<Answer> {
    return this.confirmation(ctx, row, 'removal');
  }

  private async confirmation(ctx: Ctx, row: MailingRow, what: 'cancellation' | 'removal'): Promise<Answer> {
    const { subject } = await this.headOf(ctx, row);
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, `${what}.title`, { subject }),
      text: this.say(ctx, `${what}.text`),
      crumbs: [...crumbs, { href: `/mailings/${row.id}`, text: subject }],
      action: `/mailings/${row.id}/${what}`,
      submit: this.say(ctx, `${what}.submit`),
      cancel: `/mailings/${row.id}`,
      version: row.version,
    });
  }

  private async log(ctx: Ctx, id: string) {
    const page = Math.max(1, Math.trunc(Number(ctx.query.page)) || 1);
    const [found, figures] = await Promise.all([
      this.deliveries.page(id, { page, per: pageSize }),
      this.deliveries.figures(id),
    ]);
    return {
      rows: found.rows.map((row) => ({ ...row, ...tagOf(row) })),
      pages: pageLinks(ctx.url, found),
      figures: Object.entries(figures).map(([standing, count]) => ({ ...tagOf({ standing } as DeliveryRow), count })),
    };
  }

  /** Who gets it in which language, and who does not and why. */
  private readers(judged: readonly Judged[]) {
    const able = judged.filter(({ reason }) => reason === null);
    const left = judged.filter(({ reason }) => reason !== null);
    return {
      count: able.length,
      languages: mailLanguages
        .map((language) => ({
          language,
          count: able.filter((one) => one.language === language).length,
          others: able.filter((one) => one.language === language && one.ownLanguage !== language).length,
        }))
        .filter(({ count }) => count > 0),
      leftOut: leftOutReasons
        .map((reason) => ({ reason, people: left.filter((one) => one.reason === reason) }))
        .filter(({ people }) => people.length > 0),
    };
  }

  private async headOf(ctx: Ctx, row: MailingRow) {
    const own = wordingIn(row, ctx.lang) ?? wordingIn(row, row.fallback);
    const subject = own?.subject ?? row.subjectNb ?? row.subjectNn ?? row.subjectEn ?? this.say(ctx, 'noSubject');
    return {
      ...row,
      subject,
      tag: { ...tags[row.status], key: `mailings.mailing.status.${row.status}` },
      to: await this.choices.nameOf(ctx, row),
    };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `mailings.mailing.${key}`, params);
  }
}

const tagOf = ({ standing }: Pick<DeliveryRow, 'standing'>) => ({
  tag: { ...standingTags[standing], key: `mailings.delivery.standing.${standing}` },
});
