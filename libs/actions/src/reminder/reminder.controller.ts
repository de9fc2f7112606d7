import { Controller, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Outbox } from '@samrad/platform/mail';
import { check, seeOther, Views, type Answer } from '@samrad/platform/views';
import { PageQuery } from '../progress/progress.dto.js';
import type { ProgressRow } from '../progress/progress.finder.js';
import { canRemind } from '../progress/progress.policy.js';
import { askedName, presentLine, type Reading } from '../progress/progress.presenter.js';
import { ReminderService } from './reminder.service.js';

const names = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const;

/** Reminding those responsible of the overdue lines of a filter. The filter stays in the address. */
@ApiExcludeController()
@Controller('actions/reminder')
export class ReminderController {
  constructor(
    private readonly reminders: ReminderService,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  @Page('', canRemind)
  async confirm(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const { recipients, noContact, resting, notShared } = await this.reminders.plan(
      ctx.actor,
      check(PageQuery, fields),
    );
    const reading = { i18n: this.views.i18n, lang: ctx.lang, actor: ctx.actor, today: this.clock.today() };
    const present = (rows: ProgressRow[]) => rows.map((row) => presentRow(row, reading));
    const search = searchOf(ctx);
    return this.views.page(ctx, 'actions/reminder/confirm', {
      title: this.views.i18n.t(ctx.lang, 'actions.reminder.title'),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      recipients: recipients.map(({ person, lines }) => ({
        ...person,
        language: names[person.mailLanguage],
        lines: present(lines),
      })),
      others: [
        { name: 'no-contact', key: 'actions.reminder.noContact', lines: present(noContact) },
        { name: 'resting', key: 'actions.reminder.resting', lines: present(resting) },
        { name: 'not-shared', key: 'actions.reminder.notShared', lines: present(notShared) },
      ],
      search,
      back: `/actions${search}`,
    });
  }

  @Submit('', canRemind)
  async send(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const count = await this.reminders.send(ctx.actor, check(PageQuery, fields));
    return seeOther(
      `/actions${searchOf(ctx)}`,
      this.outbox.said('actions.reminder.sent', 'actions.reminder.sentKept'),
      { count },
    );
  }
}

const searchOf = ({ url }: Ctx): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

const presentRow = (row: ProgressRow, reading: Reading) => ({
  ...presentLine(row, reading),
  asked: askedName(row, reading),
});
