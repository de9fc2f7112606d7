import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { localPath, seeOther, submit, type Answer, type FormState } from '@samrad/platform/views';
import { DecisionChange, DecisionQuery, NewDecision } from './decision.dto.js';
import { DecisionPages } from './decision-pages.js';
import { DecisionRegister } from './decision-register.js';
import { canRecordDecisions } from './decision.policy.js';
import { DecisionService } from './decision.service.js';

/** The register of decisions; recording them happens on the minutes page. */
@ApiExcludeController()
@Controller()
export class DecisionController {
  constructor(
    private readonly pages: DecisionPages,
    private readonly register: DecisionRegister,
    private readonly decisions: DecisionService,
  ) {}

  @Page('decisions', everyone)
  list(@Ctx() ctx: Ctx, @Query({ schema: DecisionQuery }) query: DecisionQuery): Promise<Answer> {
    return this.register.list(ctx, query);
  }

  @Page('decisions.csv', everyone)
  csv(@Ctx() ctx: Ctx, @Query({ schema: DecisionQuery }) query: DecisionQuery): Promise<Answer> {
    return this.register.csv(ctx, query);
  }

  @Page('decisions.xlsx', everyone)
  xlsx(@Ctx() ctx: Ctx, @Query({ schema: DecisionQuery }) query: DecisionQuery): Promise<Answer> {
    return this.register.xlsx(ctx, query);
  }

  @Page('decisions/:id', everyone)
  show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.show(ctx, id);
  }

  @Submit('meetings/:id/decisions', canRecordDecisions)
  record(@Ctx() ctx: Ctx, @Param('id') meetingId: string, @Body() body: Next): Promise<Answer> {
    return submit(ctx, {
      schema: NewDecision,
      body,
      run: (input) => this.decisions.record(ctx.actor, meetingId, input),
      done: () => seeOther(nextOf(body) ?? `/meetings/${meetingId}/minutes/edit`, 'meetings.decision.recorded'),
      again: (form, status) => this.pages.newForm(ctx, meetingId, { form, status }),
    });
  }

  @Page('decisions/:id/edit', canRecordDecisions)
  editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.editForm(ctx, id, {});
  }

  @Submit('decisions/:id/edit', canRecordDecisions)
  edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Next): Promise<Answer> {
    return submit(ctx, {
      schema: DecisionChange,
      body,
      run: (input) => this.decisions.change(ctx.actor, id, input),
      done: () => seeOther(nextOf(body) ?? `/decisions/${id}`, 'meetings.decision.saved'),
      again: (form, status) => this.pages.editForm(ctx, id, { form: onNewest(form), status }),
    });
  }

  @Page('decisions/:id/removal', canRecordDecisions)
  confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Next): Promise<Answer> {
    return this.pages.removalPage(ctx, id, nextOf(query));
  }

  @Submit('decisions/:id/removal', canRecordDecisions)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Next): Promise<Answer> {
    await this.decisions.remove(ctx.actor, id);
    return seeOther(nextOf(query) ?? '/decisions', 'meetings.decision.removed');
  }
}

interface Next {
  next?: unknown;
}

/** Where the form was, when it says so. */
const nextOf = (fields: Next | undefined): string | null =>
  typeof fields?.next === 'string' && fields.next ? localPath(fields.next) : null;

/** After a conflict the form is based on what is saved now. */
const onNewest = (form: FormState): FormState =>
  form.conflict?.version ? { ...form, values: { ...form.values, version: form.conflict.version } } : form;
