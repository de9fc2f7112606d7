import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { check, freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { canEditAgenda } from '../agenda.policy.js';
import { templateForm, templateName } from './template.dto.js';
import { TemplateFinder, type Template } from './template.finder.js';
import { rowsOf, sessionOptions, sessionRowsOf, typeOptions, valuesOf } from './template.presenter.js';
import { TemplateService } from './template.service.js';

const crumbs = [{ href: '/meetings', key: 'meetings.meeting.listTitle' }];
const list = '/agenda-templates';

/** Agendas to start from, for organisers. */
@ApiExcludeController()
@Controller()
export class TemplateController {
  constructor(
    private readonly finder: TemplateFinder,
    private readonly templates: TemplateService,
    private readonly meetings: MeetingFinder,
    private readonly views: Views,
  ) {}

  @Page('agenda-templates', canEditAgenda)
  async all(@Ctx() ctx: Ctx): Promise<Answer> {
    const templates = await this.finder.all(ctx.lang);
    const shown = templates.map(({ content, ...template }) => ({ ...template, count: content.items.length }));
    return this.views.page(ctx, 'meetings/agenda/template/list', {
      title: this.say(ctx, 'title'),
      crumbs,
      templates: shown,
    });
  }

  @Page('agenda-templates/:code/edit', canEditAgenda)
  async edit(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return this.form(ctx, found(await this.finder.one(code, ctx.lang)));
  }

  @Submit('agenda-templates/:code/edit', canEditAgenda)
  async change(@Ctx() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const template = found(await this.finder.one(code, ctx.lang));
    return submit(ctx, {
      schema: templateForm,
      body,
      run: (form) => this.templates.change(ctx.actor, code, { form, lang: ctx.lang }),
      done: () => seeOther(list, 'meetings.agenda.flash.templateSaved'),
      again: (form, status) => this.form(ctx, template, { form, status }),
    });
  }

  @Page('agenda-templates/:code/removal', canEditAgenda)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const { name, isUsual } = found(await this.finder.one(code, ctx.lang));
    const kind = isUsual ? 'restore' : 'remove';
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, `${kind}Title`, { name }),
      text: this.say(ctx, `${kind}Text`),
      crumbs: [...crumbs, { href: list, key: 'meetings.agenda.templates.title' }],
      action: `/agenda-templates/${code}/removal`,
      submit: this.say(ctx, kind),
      cancel: list,
    });
  }

  @Submit('agenda-templates/:code/removal', canEditAgenda)
  async remove(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    await this.templates.remove(ctx.actor, code);
    return seeOther(list, 'meetings.agenda.flash.templateRemoved');
  }

  /** The draft of a meeting becomes a template. */
  @Submit('meetings/:id/agenda/template', canEditAgenda)
  async keep(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const { name } = check(templateName, body);
    await this.templates.keep(ctx.actor, meeting, name);
    return seeOther(list, 'meetings.agenda.flash.templateKept', { name });
  }

  private form(ctx: Ctx, template: Template, given: { form?: FormState; status?: number } = {}): Answer {
    const { form = freshForm(valuesOf(template)), status = 200 } = given;
    const sessions = sessionRowsOf(form.values);
    const data = {
      title: this.say(ctx, 'changeTitle', { name: template.name }),
      crumbs: [...crumbs, { href: list, key: 'meetings.agenda.templates.title' }],
      code: template.code,
      version: template.version,
      form,
      labels: {
        name: 'meetings.agenda.templates.name',
        rows: 'meetings.agenda.items',
        sessions: 'meetings.agenda.session.title',
      },
      sessions,
      rows: rowsOf(form.values).map((row) => ({
        ...row,
        types: typeOptions(row.type),
        sessions: sessionOptions(sessions, row.session),
      })),
    };
    return this.views.page(ctx, 'meetings/agenda/template/form', data, status);
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.agenda.templates.${key}`, params);
  }
}
