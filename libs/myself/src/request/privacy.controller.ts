import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { nameOf, personFields, PersonFieldsService } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Outbox } from '@samrad/platform/mail';
import { found, Invalid } from '@samrad/platform/errors';
import {
  checkbox,
  freshForm,
  line,
  reason,
  seeOther,
  submit,
  Views,
  type Telling,
  type Answer,
  type FormState,
} from '@samrad/platform/views';
import { ErasureFinder } from '../erasure/erasure.finder.js';
import { proposalDecision } from '../proposal/proposal.dto.js';
import { ProposalFinder } from '../proposal/proposal.finder.js';
import { ProposalService } from '../proposal/proposal.service.js';
import { decisionInput } from './request.dto.js';
import { RequestReading } from './request-reading.js';
import { RequestFinder, type RequestRow } from './request.finder.js';
import { canDecideRequests, canSeeRequests } from './request.policy.js';
import { privacyHead } from './request.presenter.js';
import { RequestService } from './request.service.js';

interface Refused {
  form?: FormState;
  status?: number;
  /** The proposal whose decision was refused. */
  failed?: string;
}
/** Erasing is confirmed by a tick of its own. */
const decisionForm = decisionInput.extend({ isUnderstood: checkbox() });
const ruleForm = z
  .object(
    Object.fromEntries(
      personFields.flatMap((field) => [
        [`is_${field}`, checkbox()],
        [`why_${field}`, line(200).default('')],
      ]),
    ),
  )
  .extend({ why: reason() });

/** What people ask about their data, for those who keep the register. */
@Controller('data-protection')
export class PrivacyController {
  constructor(
    private readonly views: Views,
    private readonly requests: RequestService,
    private readonly finder: RequestFinder,
    private readonly erasures: ErasureFinder,
    private readonly proposals: ProposalService,
    private readonly waiting: ProposalFinder,
    private readonly fields: PersonFieldsService,
    private readonly outbox: Outbox,
    private readonly reading: RequestReading,
  ) {}

  @Page('', canSeeRequests)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.overview(ctx);
  }

  @Page('outside-eea', canSeeRequests)
  rules(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.rulesPage(ctx);
  }

  @Submit('outside-eea', canDecideRequests)
  setRules(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: ruleForm,
      body,
      run: ({ why, ...typed }: Record<string, unknown> & { why?: string | null }) =>
        this.fields.setRules(
          ctx.actor,
          personFields.flatMap((field) =>
            typed[`is_${field}`] ? [{ field, reason: String(typed[`why_${field}`]) }] : [],
          ),
          why,
        ),
      done: () => seeOther('/data-protection/outside-eea', 'myself.said.saved'),
      again: (form, status) => this.rulesPage(ctx, form, status),
    });
  }

  @Page('requests/:id', canSeeRequests)
  show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.request(ctx, id);
  }

  @Submit('requests/:id/decision', canDecideRequests)
  decide(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: decisionForm,
      body,
      run: async ({ isUnderstood, ...input }) => {
        const { kind } = found(await this.finder.one(id));
        if (kind === 'erasure' && input.decision === 'granted' && !isUnderstood) {
          throw new Invalid({ isUnderstood: { key: 'myself.request.notUnderstood' } });
        }
        await this.requests.decide(ctx.actor, id, input);
      },
      done: () => seeOther('/data-protection', 'myself.said.decided'),
      again: (form, status) => this.request(ctx, id, { form, status }),
    });
  }

  @Submit('proposals/:id/decision', canSeeRequests)
  decideProposal(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: proposalDecision,
      body,
      run: (input) => this.proposals.decide(ctx.actor, id, input),
      done: () => seeOther(`/data-protection?decided=${id}`, 'myself.said.decided'),
      again: (form, status) => this.overview(ctx, { form, status, failed: id }),
    });
  }

  private async overview(ctx: Ctx, { form, status, failed }: Refused = {}): Promise<Answer> {
    const rows = (await this.finder.all()).map((row) => ({ ...row, name: nameOf(row) }));
    await this.reading.list(ctx.actor, rows);
    const proposals = (await this.waiting.waiting()).map((row) => ({
      ...{ ...row, name: nameOf(row), isState: row.field === 'state', isFailed: row.id === failed },
    }));
    const moved = typeof ctx.query.decided === 'string' ? await this.waiting.moved(ctx.query.decided) : null;
    const data = {
      ...privacyHead(this.views.i18n, ctx.lang, 'requests'),
      ...{ rows, proposals, form, canDecide: canDecideRequests(ctx.actor) },
      moved: moved && { ...moved, name: nameOf(moved) },
    };
    return this.views.page(ctx, 'myself/request/list', data, status ?? 200);
  }

  private async request(ctx: Ctx, id: string, { form, status }: { form?: FormState; status?: number } = {}) {
    const row = found(await this.finder.one(id));
    await this.reading.one(ctx.actor, row);
    const isOpen = row.status === 'waiting';
    const isErasure = row.kind === 'erasure';
    const title = this.views.i18n.t(ctx.lang, `myself.request.pageTitle.${row.kind}`, { name: nameOf(row) });
    const data = {
      ...{ title, crumbs: [{ href: '/data-protection', key: 'myself.privacy.title' }], request: row, isErasure },
      canDecide: isOpen && canDecideRequests(ctx.actor),
      isUnsent: isOpen && isErasure && this.outbox.keeps,
      preview: isOpen && isErasure ? await this.erasures.preview(row.personId) : null,
      form: form ? withVersion(form, row) : freshForm({ version: row.version }),
    };
    return this.views.page(ctx, 'myself/request/show', data, status ?? 200);
  }

  private async rulesPage(ctx: Ctx, form?: FormState, status?: number): Promise<Answer> {
    const rules = new Map((await this.fields.rules()).map(({ field, reason }) => [field, reason]));
    const typed = (name: string) => ({
      isAllowed: Boolean(form!.values[`is_${name}`]),
      reason: form!.values[`why_${name}`],
    });
    const fields = personFields.map((name) => ({
      ...{ name, key: `myself.field.${name}`, fault: form?.errors[`why_${name}`] },
      ...(form ? typed(name) : { isAllowed: rules.has(name), reason: rules.get(name) ?? '' }),
    }));
    const labels = Object.fromEntries(fields.map(({ name, key }) => [`why_${name}`, key]));
    const data = {
      ...privacyHead(this.views.i18n, ctx.lang, 'outside-eea'),
      fields,
      labels,
      form,
      events: this.views.history(ctx.lang, this.telling(ctx), await this.fields.history()),
      canDecide: canDecideRequests(ctx.actor),
    };
    return this.views.page(ctx, 'myself/request/rules', data, status ?? 200);
  }

  private telling({ lang }: Ctx): Telling {
    return {
      prefix: 'myself.event',
      label: (field) => `myself.field.${field}`,
      shown: (_, reason) => this.views.i18n.t(lang, 'myself.rules.allowed', { reason }),
    };
  }
}

const withVersion = (form: FormState, { version }: RequestRow): FormState => ({
  ...form,
  values: { ...form.values, version },
});
