import { Body, Controller, Get, Param, Req } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@samrad/platform/openapi';
import { Allow, Ctx, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { toCsv, Uploads } from '@samrad/platform/files';
import * as web from '@samrad/platform/views';
import { GroupFinder } from '../group/group.finder.js';
import { placeOf } from '../lists.js';
import { canImportNetwork } from '../person/person.policy.js';
import { checkQuery, confirmation, correctionsOf, uploadFields, type CheckQuery } from './import.dto.js';
import type { ImportChoices, Judgement } from './import-judge.js';
import * as present from './import.presenter.js';
import { ImportService } from './import.service.js';
import { ImportUploads, listMaxBytes } from './import-uploads.js';

const crumbs = [{ href: '/persons', key: 'network.title' }];
const importCrumbs = [...crumbs, { href: '/persons/import', key: 'network.import.title' }];

type Answer = web.Answer;
type Decided = Pick<CheckQuery, 'file' | 'name' | 'proof' | 'group' | 'whenKnown' | 'columns'>;

const choicesOf = ({ group, whenKnown, columns }: Decided): ImportChoices => ({
  groupId: group,
  whenKnown,
  corrections: correctionsOf(columns),
});

/** From a spreadsheet into the register, in steps; nothing is written before the last one. */
@Controller('persons')
export class ImportController {
  constructor(
    private readonly views: web.Views,
    private readonly uploads: Uploads,
    private readonly lists: ImportUploads,
    private readonly imports: ImportService,
    private readonly groups: GroupFinder,
    private readonly events: Events,
  ) {}

  @Page('import', canImportNetwork)
  start(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.startPage(ctx, web.freshForm());
  }

  @Submit('import', canImportNetwork)
  @TakesUpload()
  async upload(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<Answer> {
    const upload = await this.uploads.read(request, listMaxBytes);
    return web.submit(ctx, {
      schema: uploadFields,
      body: upload.fields,
      run: async ({ group }) => {
        const { content, filename } = this.uploads.fileOf(upload, 'file', listMaxBytes);
        return { group, list: await this.lists.keep(ctx.actor, content, filename) };
      },
      done: ({ group, list }) => {
        const query = new URLSearchParams({ ...list, group: group ?? '' });
        return web.seeOther(`/persons/import/check?${query}`);
      },
      again: (form, status) => this.startPage(ctx, form, status),
    });
  }

  @Page('import/check', canImportNetwork)
  async check(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.checkPage(ctx, web.check(checkQuery, ctx.query), web.freshForm());
  }

  @Get('import/problems.csv')
  @Allow(canImportNetwork)
  @ApiExcludeEndpoint()
  async problems(@Ctx() ctx: Ctx): Promise<Answer> {
    const { problems } = await this.judged(ctx, web.check(checkQuery, ctx.query));
    const head = (word: string) => this.say(ctx, `network.import.${word}`);
    const rows = problems.map((problem) => present.problemView(problem, this.words(ctx)));
    const text = toCsv(
      [
        { head: head('row'), value: ({ row }) => row },
        { head: head('columnHead'), value: ({ column }) => column },
        { head: head('value'), value: ({ value }) => value },
        { head: head('severity'), value: ({ severity }) => head(`severities.${severity}`) },
        { head: head('reason'), value: ({ reason }) => reason },
      ],
      rows,
      ctx.lang,
    );
    return web.download(text, `${head('problemsCsv')}.csv`, 'text/csv; charset=utf-8');
  }

  @Submit('import/confirmation', canImportNetwork)
  confirm(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return web.submit(ctx, {
      schema: confirmation,
      body,
      run: async (input) => {
        const sheet = await this.lists.open(ctx.actor, input);
        const order = {
          sheet,
          choices: choicesOf(input),
          filename: input.name,
          skipErrors: input.seen === 'true',
          origin: input,
        };
        return this.imports.run(ctx.actor, order);
      },
      done: ({ id }) => web.seeOther(`/persons/imports/${id}`, 'network.import.done'),
      again: (form, status) => this.checkPage(ctx, web.check(checkQuery, body), form, status),
    });
  }

  @Page('imports/:id', canImportNetwork)
  async result(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const [event] = await this.events.history('import', id, 1);
    const { data, at, actorName } = found(event);
    const { file, counts, groupId } = data as { file: string; counts: Judgement['plan']['counts']; groupId: string };
    return this.views.page(ctx, 'network/import/result', {
      title: this.say(ctx, 'network.import.resultTitle', { file }),
      crumbs: importCrumbs,
      at,
      who: actorName,
      groupId,
      counts: present.countsView(counts),
    });
  }

  private async startPage(ctx: Ctx, form: web.FormState, status = 200): Promise<Answer> {
    const title = this.say(ctx, 'network.import.title');
    const groups = await this.groups.options(ctx.lang);
    const labels = { file: 'network.import.file' };
    return this.views.page(ctx, 'network/import/start', { title, crumbs, form, groups, labels }, status);
  }

  private async checkPage(ctx: Ctx, query: CheckQuery, form: web.FormState, status = 200): Promise<Answer> {
    const judgement = await this.judged(ctx, query);
    const { plan, faults, sheet } = judgement;
    const importable = plan.counts.create + plan.counts.update;
    const data = {
      title: this.say(ctx, 'network.import.checkTitle', { file: query.name }),
      crumbs: importCrumbs,
      ...{ query, form, importable, sheet },
      columns: present.columnsView(judgement, this.words(ctx)),
      fields: present.fieldOptions,
      groups: await this.groups.options(ctx.lang),
      faults: faults.map((fault) => present.faultText(fault, this.words(ctx))),
      counts: present.countsView(plan.counts),
      refused: plan.counts.refused,
      otherSheets: sheet.otherSheets.join(', '),
      ...this.problemPage(ctx, query, judgement),
    };
    return this.views.page(ctx, 'network/import/check', data, status);
  }

  /** The problems that the reader wants to see, a page at a time, with links that keep all that was decided. */
  private problemPage(ctx: Ctx, query: CheckQuery, { problems, plan }: Judgement) {
    const { page, per } = placeOf({ page: ctx.query.page, per: 50 });
    const wanted = problems.filter(({ severity }) => !query.show || severity === query.show);
    const decided = decidedQuery(query);
    const path = `/persons/import/check?${decided}`;
    const rows = wanted.slice((page - 1) * per, page * per + 1);
    return {
      problems: rows.slice(0, per).map((problem) => present.problemView(problem, this.words(ctx))),
      found: wanted.length,
      pages: web.pageLinks(
        `${path}${query.show ? `&show=${query.show}` : ''}`,
        web.pageOf(rows, { page, per }, wanted.length),
      ),
      csv: `/persons/import/problems.csv?${decided}`,
      kpis: [
        { n: plan.counts.errors, word: 'errors', tone: 'danger', show: 'error' },
        { n: plan.counts.warnings, word: 'warnings', tone: 'warning', show: 'warning' },
      ].map(({ n, word, tone, show }) => ({
        ...{ n, tone, text: this.say(ctx, `network.import.count.${word}`) },
        href: `${path}&show=${show}#problems`,
        current: query.show === show,
      })),
      all: `${path}#problems`,
    };
  }

  private async judged(ctx: Ctx, query: CheckQuery): Promise<Judgement> {
    const sheet = await this.lists.open(ctx.actor, query);
    return this.imports.check(ctx.actor, sheet, choicesOf(query));
  }

  private words = ({ lang }: Ctx): present.Words => ({ i18n: this.views.i18n, lang });

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, key, params);
  }
}

function decidedQuery({ file, name, proof, group, whenKnown, columns }: Decided): URLSearchParams {
  const query = new URLSearchParams({ file, name, proof, group: group ?? '', whenKnown });
  for (const column of columns ?? []) query.append('columns', column);
  return query;
}
