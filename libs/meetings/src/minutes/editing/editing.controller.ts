import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit, TakesLongForm } from '@samrad/platform/auth';
import { Conflict, found, Invalid } from '@samrad/platform/errors';
import { Answer, check, seeOther, submit, Views, type FormState } from '@samrad/platform/views';
import { SectionText } from '../minutes.dto.js';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { MinutesService } from '../minutes.service.js';
import { EditingPage } from './editing-page.js';
import { bothTexts } from './editor-text.js';
import { SectionService } from './section.service.js';

/** Writing minutes. */
@ApiExcludeController()
@Controller('meetings/:id/minutes')
export class EditingController {
  constructor(
    private readonly minutes: MinutesService,
    private readonly sections: SectionService,
    private readonly finder: MinutesFinder,
    private readonly page: EditingPage,
    private readonly views: Views,
  ) {}

  @Submit('', canWriteMinutes)
  async start(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.minutes.start(ctx.actor, id);
    return seeOther(`/meetings/${id}/minutes/edit`, 'meetings.minutes.started');
  }

  @Page('edit', canWriteMinutes)
  edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Query('item') item?: string): Promise<Answer> {
    return this.page.show(ctx, id, { sectionId: item });
  }

  /** Items that came onto the agenda after the minutes were begun. */
  @Submit('sections', canWriteMinutes)
  async addMissing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.minutes.addMissing(ctx.actor, id);
    return seeOther(`/meetings/${id}/minutes/edit`, 'meetings.minutes.itemsAdded', { count });
  }

  /**
   * Saved while one writes (JSON `{ version }`, 409 `{ version, theirs, yours }`, 422 `{ reason }`), or by the button.
   */
  @TakesLongForm(6_000_000)
  @Submit('sections/:sectionId', canWriteMinutes)
  async save(@Ctx() ctx: Ctx, @Param() { id, sectionId }: Path, @Body() body: unknown): Promise<Answer> {
    found((await this.finder.section(sectionId))?.meetingId === id ? id : null);
    if (ctx.htmx) return this.autosave(ctx, sectionId, body);
    return submit(ctx, {
      schema: SectionText,
      body,
      run: (input) => this.store(ctx, sectionId, input),
      done: () => seeOther(`/meetings/${id}/minutes/edit?item=${sectionId}`, 'meetings.minutes.saved'),
      again: (form, status) => this.page.show(ctx, id, { again: { sectionId, form: onNewest(form), status } }),
    });
  }

  private async autosave(ctx: Ctx, sectionId: string, body: unknown): Promise<Answer> {
    try {
      return json({ version: await this.store(ctx, sectionId, check(SectionText, body)) });
    } catch (error) {
      if (error instanceof Conflict && error.texts.theirs) return this.stale(ctx, sectionId, error);
      if (error instanceof Invalid) return json({ reason: this.reason(ctx, error) }, 422);
      throw error;
    }
  }

  private async stale(ctx: Ctx, sectionId: string, { texts }: Conflict): Promise<Answer> {
    const section = found(await this.finder.section(sectionId));
    return json(bothTexts(section, texts.yours, await this.page.records(ctx, section.meetingId)), 409);
  }

  private reason({ lang }: Ctx, { fields }: Invalid): string {
    return Object.values(fields)
      .map(({ key, params }) => this.views.i18n.t(lang, key, params))
      .join(' ');
  }

  private async store(ctx: Ctx, sectionId: string, { text, content, version }: SectionText): Promise<number> {
    try {
      const change = content === undefined ? { markdown: text } : { content };
      return await this.sections.save(ctx.actor, sectionId, { ...change, version });
    } catch (error) {
      throw error instanceof Invalid ? ofText(error) : error;
    }
  }
}

interface Path {
  id: string;
  sectionId: string;
}

/** What is wrong with the whole is wrong with the text: the form has no more than that. */
function ofText({ fields: { '': whole, ...fields } }: Invalid): Invalid {
  return new Invalid({ ...fields, ...(whole && { text: whole }) });
}

/** After a conflict the form is based on what is saved now: the next save keeps what the person merged. */
function onNewest(form: FormState): FormState {
  const version = form.conflict?.version;
  return version ? { ...form, values: { ...form.values, version } } : form;
}

const json = (content: object, status = 200): Answer =>
  new Answer(JSON.stringify(content), status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
