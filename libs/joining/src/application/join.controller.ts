import { Body, Controller, Param } from '@nestjs/common';
import { organisationTypes, StateNames } from '@samrad/network';
import { Ctx, everyone, Page, PersonalDoor, Submit } from '@samrad/platform/auth';
import { NotFound, TooMany } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { secretPage } from '../letter/joining-link.js';
import { applicationInput } from './application.dto.js';
import { ApplicationFinder } from './application.finder.js';
import { ApplicationService } from './application.service.js';
import { JoinForm } from './join-form.js';

const fields = {
  ...{ kind: 'joining.field.kind', givenName: 'network.field.givenName', familyName: 'network.field.familyName' },
  ...{ address: 'joining.field.address', stateCode: 'network.field.stateCode', phone: 'network.field.phone' },
  ...{ organisation: 'joining.field.organisation', organisationType: 'network.organisation.typeLabel' },
  ...{ function: 'network.field.function', website: 'network.field.website', message: 'joining.field.message' },
  consent: 'joining.field.consent',
};
/** What is said after a form: the address of the page holds nothing personal. */
const said = ['sent', 'confirmed', 'welcome', 'declined'];

/** The public form, and the link that confirms it. Opening a page changes nothing; only the forms do. */
@ApiExcludeController()
@Controller()
export class JoinController {
  constructor(
    private readonly views: Views,
    private readonly form: JoinForm,
    private readonly states: StateNames,
    private readonly finder: ApplicationFinder,
    private readonly service: ApplicationService,
    private readonly door: PersonalDoor,
  ) {}

  @Page('join', everyone)
  fresh(@Ctx() ctx: Ctx): Answer {
    return this.page(ctx, freshForm({ kind: ctx.query.kind === 'organisation' ? 'organisation' : 'person' }));
  }

  @Submit('join', everyone)
  async apply(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const sent = submit(ctx, {
      schema: applicationInput,
      body,
      run: (input) => this.form.send(ctx, input),
      done: () => seeOther(`/join/sent?lang=${ctx.lang}`),
      again: (form, status) => this.page(ctx, form, status),
    });
    return sent.catch((error: unknown) => this.later(ctx, body, error));
  }

  @Page('join/:said', everyone)
  told(@Ctx() ctx: Ctx, @Param('said') what: string): Answer {
    if (!said.includes(what)) throw new NotFound();
    const say = (part: string) => this.views.i18n.t(ctx.lang, `joining.said.${what}.${part}`);
    const data = { layout: 'plain', title: say('title'), text: say('text') };
    return this.views.page(ctx, 'joining/application/said', data).with(secretPage);
  }

  @Page('j/:token', everyone)
  async open(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const application = await this.door.open(ctx, this.lock(token));
    const own = { ...ctx, lang: ctx.query.lang ? ctx.lang : application.language };
    const title = this.views.i18n.t(own.lang, 'joining.application.confirm.title');
    const data = { layout: 'plain', title, application, path: ctx.path };
    return this.views.page(own, 'joining/application/confirm', data).with(secretPage);
  }

  @Submit('j/:token', everyone)
  async confirm(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const application = await this.door.enter(ctx, this.lock(token));
    await this.service.confirm(application);
    const lang = ctx.query.lang ? ctx.lang : application.language;
    return seeOther(`/join/confirmed?lang=${lang}`).with(secretPage);
  }

  /** What was typed is kept for whoever has to wait. */
  private later(ctx: Ctx, body: unknown, error: unknown): Answer {
    if (!(error instanceof TooMany)) throw error;
    const form = freshForm((body ?? {}) as Record<string, unknown>);
    const page = this.page(ctx, { ...form, conflict: { key: error.key, params: error.params } }, error.status);
    return page.with({ 'retry-after': String(error.retryAfterSeconds) });
  }

  private lock(token: string) {
    return { token, find: (hash: string) => this.finder.byLink(hash), unknown: 'joining.unknownLink' };
  }

  private page(ctx: Ctx, form: FormState, status?: number): Answer {
    const data = {
      ...{ layout: 'plain', title: this.views.i18n.t(ctx.lang, 'joining.application.applyTitle') },
      ...{ labels: fields, states: this.states.options(ctx.lang), consentText: this.form.consentText(ctx) },
      kinds: ['person', 'organisation'].map((value) => ({ value, key: `joining.application.kind.${value}` })),
      types: organisationTypes.map((value) => ({ value, key: `network.organisation.type.${value}` })),
      form: { ...form, values: { ...form.values, opened: this.form.stamp() } },
    };
    return this.views.page(ctx, 'joining/application/apply', data, status ?? 200);
  }
}
