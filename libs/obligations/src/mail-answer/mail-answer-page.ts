import { Injectable } from '@nestjs/common';
import { progressStatuses, type Reading } from '@samrad/actions';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { freshForm, pageLinks, Views, type Answer, type FormState } from '@samrad/platform/views';
import { shows, type AnswersQuery } from './mail-answer.dto.js';
import { MailAnswerFinder, type AnswerRow } from './mail-answer.finder.js';
import { presentAnswer, valueOf } from './mail-answer.presenter.js';

const path = '/mail-answers';
const labels = Object.fromEntries(
  ['lines', 'status', 'note', 'reason'].map((field) => [field, `obligations.mailAnswer.field.${field}`]),
);

/** The list of answers by mail, and one with what can be decided about it. */
@Injectable()
export class MailAnswerPages {
  constructor(
    private readonly finder: MailAnswerFinder,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  async list(ctx: Ctx, query: AnswersQuery): Promise<Answer> {
    const page = await this.finder.page(ctx.actor, query);
    const reading = this.reading(ctx);
    return this.views.page(ctx, 'obligations/mail-answer/list', {
      title: this.say(ctx, 'title'),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      rows: page.rows.map((row) => presentAnswer(row, reading)),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      back: path,
      tabs: shows.map((show) => ({
        href: `${path}?show=${show}`,
        key: `obligations.mailAnswer.tab.${show}`,
        current: show === query.show,
      })),
    });
  }

  async show(ctx: Ctx, answer: AnswerRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { status = 200, form = freshForm(proposedIn(answer)) } = given;
    const { text, isShared } = await this.finder.body(answer.id);
    const shown = presentAnswer(answer, this.reading(ctx));
    const data = {
      title: this.say(ctx, 'pageTitle', { name: answer.byName }),
      crumbs: [
        { href: '/actions', key: 'actions.action.listTitle' },
        { href: path, key: 'obligations.mailAnswer.title' },
      ],
      answer: shown,
      onlyLine: shown.lines.length === 1 ? shown.lines[0]!.value : null,
      lineOptions: shown.lines.map(({ value, ref, title, asked }) => ({
        value,
        label: `${ref} ${title}`,
        hint: asked,
      })),
      body: isShared && !isOrganiser(ctx.actor) ? null : text,
      mayOpenMail: isOrganiser(ctx.actor) && answer.incomingId !== null,
      form: { ...form, values: { ...form.values, lines: chosenAmong(answer, form.values.lines) } },
      statuses: progressStatuses.map((value) => ({ value, key: `actions.progress.status.${value}` })),
      version: form.conflict ? answer.version : (form.values.version ?? answer.version),
      labels,
    };
    return this.views.page(ctx, 'obligations/mail-answer/show', data, status);
  }

  /** The answers that wait beside a line. @param back page of ours to return to */
  async note(ctx: Ctx, answer: AnswerRow, back: string): Promise<string> {
    const data = { answer: presentAnswer(answer, this.reading(ctx)), back };
    return this.views.markup(ctx, 'obligations/mail-answer/_note', data);
  }

  private reading({ actor, lang }: Ctx): Reading {
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today() };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.mailAnswer.${key}`, params);
  }
}

/** Those that were ticked, as they are now: after a conflict the decision is based on what is saved. */
function chosenAmong({ lines }: AnswerRow, ticked: unknown): string[] {
  const texts = [ticked].flat().filter((value) => typeof value === 'string');
  const ids = new Set(texts.map((value) => value.split(':')[0]));
  return lines.filter(({ id }) => ids.has(id)).map(valueOf);
}

/** Filled in as it was proposed. */
const proposedIn = ({ lines, saidStatus, note }: AnswerRow) => ({
  lines: lines.length === 1 ? lines.map(valueOf) : [],
  status: saidStatus,
  note,
});
