import { Injectable } from '@nestjs/common';
import { DocumentFinder, DocumentQuery } from '@samrad/library';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { refusalToExtend } from '../extension/extension.rules.js';
import { referenceOf } from '../action/action.rules.js';
import { ProgressFinder, type ProgressRow } from './progress.finder.js';
import { ProgressNotes } from './progress-notes.js';
import { canReport } from './progress.policy.js';
import { askedName, presentLine, type Reading } from './progress.presenter.js';
import { choicesFrom, isFinished } from './progress.rules.js';

const names = ['status', 'note', 'link', 'documentId'] as const;
const labels = Object.fromEntries(names.map((name) => [name, `actions.progress.field.${name}`]));
/** The newest that the reporter may read. */
const mostDocuments = 200;
/** More is not shown on one page; the list has the rest. */
const mostMine = 200;

/** What can be reported; of something superseded, only what is finished. */
const optionsOf = ({ status, supersededByNumber }: ProgressRow) =>
  choicesFrom(status)
    .filter((value) => supersededByNumber === null || isFinished(value))
    .map((value) => ({ value, key: `actions.progress.status.${value}` }));

/** Pages of lines of progress. */
@Injectable()
export class ProgressPages {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: ProgressFinder,
    private readonly notes: ProgressNotes,
    private readonly documents: DocumentFinder,
  ) {}

  async mine(ctx: Ctx): Promise<Answer> {
    const [rows, organisations] = await Promise.all([
      this.finder.mine(ctx.actor, mostMine),
      this.finder.organisationsOf(ctx.actor),
    ]);
    const reading = this.reading(ctx);
    const notes = await this.notes.of(ctx, rows, '/my-actions');
    const lines = rows.map((row) => ({
      ...presentLine(row, reading),
      asked: askedName(row, reading),
      mayReport: canReport(ctx.actor, row, organisations),
      mayExtend: canReport(ctx.actor, row, organisations) && refusalToExtend(row) === null,
      notes: notes.get(row.id) ?? [],
      statuses: optionsOf(row),
      isFinished: Boolean(row.isFinished),
    }));
    return this.views.page(ctx, 'actions/progress/mine', {
      title: this.say(ctx, 'mineTitle'),
      crumbs: [{ href: '/', key: 'pages.nav.overview' }],
      links: await this.notes.links(ctx),
      left: lines.filter((line) => !line.isFinished),
      finished: lines.filter((line) => line.isFinished),
    });
  }

  /** After a conflict the form is based on what is saved now. */
  async report(ctx: Ctx, row: ProgressRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { link, documentId } = row;
    const { form = freshForm({ status: row.status, note: row.note, link, documentId }), status = 200 } = given;
    const reading = this.reading(ctx);
    return this.views.page(
      ctx,
      'actions/progress/report',
      {
        title: this.say(ctx, 'reportTitle', { title: row.title }),
        crumbs: this.crumbs(row),
        line: { ...presentLine(row, reading), asked: askedName(row, reading) },
        version: form.conflict ? row.version : (form.values.version ?? row.version),
        statuses: optionsOf(row),
        documents: await this.documentsFor(ctx, row),
        form: this.readable(ctx, form),
        labels,
        cancel: `/actions/${row.actionId}`,
      },
      status,
    );
  }

  withdrawal(ctx: Ctx, row: ProgressRow): Answer {
    const name = askedName(row, this.reading(ctx));
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'withdrawalTitle', { name, ref: referenceOf(row.number) }),
      text: this.say(ctx, 'withdrawalText'),
      crumbs: this.crumbs(row),
      action: `/progress/${row.id}/withdrawal`,
      submit: this.say(ctx, 'withdraw'),
      cancel: `/actions/${row.actionId}`,
    });
  }

  private async documentsFor({ actor }: Ctx, { documentId, documentTitle }: ProgressRow) {
    const query = DocumentQuery.parse({ per: mostDocuments });
    const { rows } = await this.documents.page(actor, query);
    const options = rows.map(({ id, title }) => ({ value: id, label: title }));
    const isListed = documentId === null || rows.some(({ id }) => id === documentId);
    return isListed ? options : [{ value: documentId, label: documentTitle! }, ...options];
  }

  private crumbs({ actionId, number }: ProgressRow) {
    return [
      { href: '/actions', key: 'actions.action.listTitle' },
      { href: `/actions/${actionId}`, text: referenceOf(number) },
    ];
  }

  /** Both texts of a conflict in words. */
  private readable(ctx: Ctx, form: FormState): FormState {
    const words = (texts: unknown) => {
      const { status, note, link } = texts as { status: string; note: string | null; link?: string | null };
      return { status: this.say(ctx, `status.${status}`), note: note ?? '', link: link ?? '' };
    };
    const { conflict } = form;
    if (!conflict?.theirs) return form;
    return { ...form, conflict: { ...conflict, theirs: words(conflict.theirs), yours: words(conflict.yours) } };
  }

  private reading({ actor, lang }: Ctx): Reading {
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today() };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `actions.progress.${key}`, params);
  }
}
