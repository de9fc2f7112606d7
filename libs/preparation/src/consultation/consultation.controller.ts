import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ConsultationPage } from './consultation-page.js';
import { consultationChange, consultationInput, consultationQuery, draftChange } from './consultation.dto.js';
import { ConsultationFinder, type ConsultationRow } from './consultation.finder.js';
import { canRunConsultations, canSeeConsultations } from './consultation.policy.js';
import { ConsultationService } from './consultation.service.js';

/** Consultations: for those who represent States the list and the results, for organisers everything. */
@ApiExcludeController()
@Controller('consultations')
export class ConsultationController {
  constructor(
    private readonly finder: ConsultationFinder,
    private readonly service: ConsultationService,
    private readonly reminders: AskedReminders,
    private readonly page: ConsultationPage,
  ) {}

  @Page('', canSeeConsultations)
  list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.page.list(ctx, check(consultationQuery, fields));
  }

  @Page('new', canRunConsultations)
  async newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page.newPage(ctx, await this.page.fresh(ctx));
  }

  @Submit('', canRunConsultations)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: consultationInput,
      body,
      run: (input) => this.service.create(ctx.actor, input),
      done: (id) => seeOther(`/consultations/${id}`, 'preparation.consultation.flash.created'),
      again: (form, status) => this.page.newPage(ctx, form, status),
    });
  }

  @Page(':id', canSeeConsultations)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.row(ctx, id));
  }

  @Page(':id/result.csv', canSeeConsultations)
  async csv(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.csv(ctx, await this.row(ctx, id));
  }

  @Page(':id/edit', canRunConsultations)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.editPage(ctx, await this.row(ctx, id));
  }

  @Submit(':id/edit', canRunConsultations)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const shared = {
      body,
      done: () => seeOther(`/consultations/${id}`, 'preparation.consultation.flash.saved'),
      again: async (form: FormOf, status: number) => this.page.editPage(ctx, await this.row(ctx, id), { form, status }),
    };
    const { status } = await this.row(ctx, id);
    if (status === 'draft') {
      return submit(ctx, {
        ...shared,
        schema: draftChange,
        run: (input) => this.service.changeDraft(ctx.actor, id, input),
      });
    }
    return submit(ctx, {
      ...shared,
      schema: consultationChange,
      run: (input) => this.service.change(ctx.actor, id, input),
    });
  }

  @Submit(':id/opening', canRunConsultations)
  async open(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.service.open(ctx.actor, id);
    return seeOther(`/consultations/${id}`, 'preparation.asked.flash.sent', { count });
  }

  @Submit(':id/closing', canRunConsultations)
  async close(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.service.close(ctx.actor, id);
    return seeOther(`/consultations/${id}`, 'preparation.consultation.flash.closed');
  }

  @Submit(':id/reminder', canRunConsultations)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.row(ctx, id);
    const count = await this.reminders.remind(ctx.actor, 'consultation', id);
    return seeOther(`/consultations/${id}`, 'preparation.asked.flash.reminded', { count });
  }

  @Page(':id/removal', canRunConsultations)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.removalPage(ctx, await this.row(ctx, id));
  }

  @Submit(':id/removal', canRunConsultations)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.service.remove(ctx.actor, id);
    return seeOther('/consultations', 'preparation.consultation.flash.removed');
  }

  private async row(ctx: Ctx, id: string): Promise<ConsultationRow> {
    return found(await this.finder.one(ctx.actor, id));
  }
}

type FormOf = Parameters<ConsultationPage['newPage']>[1];
