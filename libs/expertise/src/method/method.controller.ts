import { Body, Controller, Param } from '@nestjs/common';
import { canManageNetwork, MethodFinder, nameIn } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { methodChange, methodInput } from './method.dto.js';
import { MethodService } from './method.service.js';
import { expertCrumbs } from '../presentation/suggestion.controller.js';

const labels = Object.fromEntries(['nameEn', 'nameNb', 'nameNn'].map((field) => [field, `network.field.${field}`]));
const withList = [...expertCrumbs, { href: '/methods', key: 'expertise.method.title' }];

/** The list of methods, for organisers. */
@ApiExcludeController()
@Controller('methods')
export class MethodController {
  constructor(
    private readonly views: Views,
    private readonly finder: MethodFinder,
    private readonly methods: MethodService,
    private readonly events: Events,
  ) {}

  @Page('', canManageNetwork)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.listPage(ctx, freshForm());
  }

  @Submit('', canManageNetwork)
  add(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: methodInput,
      body,
      run: (input) => this.methods.add(ctx.actor, input),
      done: () => seeOther('/methods', 'expertise.method.added'),
      again: (form, status) => this.listPage(ctx, form, status),
    });
  }

  @Page(':code/edit', canManageNetwork)
  async edit(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const method = await this.one(code);
    return this.editPage(ctx, code, { form: freshForm(method) });
  }

  @Submit(':code', canManageNetwork)
  change(@Ctx() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: methodChange,
      body,
      run: (input) => this.methods.change(ctx.actor, code, input),
      done: () => seeOther('/methods', 'expertise.method.saved'),
      again: (form, status) => this.editPage(ctx, code, { form, status }),
    });
  }

  @Page(':code/removal', canManageNetwork)
  async removal(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const name = nameIn(await this.one(code), ctx.lang);
    if (await this.methods.isUsed(code)) throw new Conflict('expertise.method.inUse');
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removeTitle', { name }),
      text: this.say(ctx, 'removeText'),
      crumbs: withList,
      action: `/methods/${code}/removal`,
      submit: this.say(ctx, 'remove'),
      cancel: '/methods',
    });
  }

  @Submit(':code/removal', canManageNetwork)
  async remove(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    await this.methods.remove(ctx.actor, code);
    return seeOther('/methods', 'expertise.method.removed');
  }

  private async listPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const [all, uses] = await Promise.all([this.finder.all(), this.methods.uses()]);
    const rows = all.map((one) => ({ ...one, name: nameIn(one, ctx.lang), uses: uses.get(one.code) ?? 0 }));
    const data = {
      title: this.say(ctx, 'title'),
      crumbs: expertCrumbs,
      rows,
      form,
      labels,
      events: await this.history(ctx, null),
    };
    return this.views.page(ctx, 'expertise/method/list', data, status);
  }

  private async editPage(ctx: Ctx, code: string, { form, status = 200 }: { form: FormState; status?: number }) {
    const method = await this.one(code);
    const version = form.conflict?.version ?? form.values.version ?? method.version;
    const title = this.say(ctx, 'editTitle', { name: nameIn(method, ctx.lang) });
    const current = { ...form, values: { ...form.values, version } };
    return this.views.page(
      ctx,
      'expertise/method/edit',
      { title, crumbs: withList, code, form: current, labels, events: await this.history(ctx, code) },
      status,
    );
  }

  /** @param code null: of all methods, also of those that are gone */
  private async history({ lang }: Ctx, code: string | null) {
    const events = await this.events.history('method', code, 50);
    return this.views.history(lang, { prefix: 'expertise.event', label: (field) => `network.field.${field}` }, events);
  }

  private async one(code: string) {
    return found((await this.finder.all()).find((method) => method.code === code));
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `expertise.method.${key}`, params);
  }
}
