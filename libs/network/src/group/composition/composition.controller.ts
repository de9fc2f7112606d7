import { Body, Controller, HttpCode, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, seeOther, submit, Views, check, type Answer, type FormState } from '@samrad/platform/views';
import { PersonChoices } from '../../directory/person-choices.js';
import { nameIn } from '../../state/known-states.js';
import { GroupFinder, type GroupRecord } from '../group.finder.js';
import { canManageGroups } from '../group.policy.js';
import { CompositionPage, crumbsOf } from './composition-page.js';
import { compositionChange, recipientsChange, recipientsInput, recipientsRemoval } from './composition.dto.js';
import { recipientStates } from './composition.rules.js';
import { CompositionService } from './composition.service.js';
import { RecipientsFinder, type RecipientsRow } from './recipients.finder.js';

const fields = ['nameNb', 'nameNn', 'nameEn', 'roles', 'states'];
const labels = Object.fromEntries(fields.map((field) => [field, `network.field.${field}`]));

interface Place {
  form: FormState;
  status?: number;
  row?: RecipientsRow;
}

/** What a group consists of, and names for some of it. */
@Controller('groups/:id')
export class CompositionController {
  constructor(
    private readonly views: Views,
    private readonly groups: GroupFinder,
    private readonly page: CompositionPage,
    private readonly service: CompositionService,
    private readonly recipients: RecipientsFinder,
    private readonly choices: PersonChoices,
  ) {}

  @Page('composition', canManageGroups)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.edit(ctx, await this.group(id));
  }

  @HttpCode(200)
  @Submit('composition/preview', canManageGroups)
  async tryOut(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.page.tried(ctx, await this.group(id), body);
  }

  @Submit('composition', canManageGroups)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const group = await this.group(id);
    return submit(ctx, {
      schema: compositionChange,
      body,
      run: (input) => this.service.change(ctx.actor, group.id, input),
      done: () => seeOther(`/groups/${group.id}`, 'network.group.flash.saved'),
      again: (form, status) => this.page.edit(ctx, group, { form, status }),
    });
  }

  @Page('recipients/new', canManageGroups)
  async fresh(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.namePage(ctx, await this.group(id), { form: freshForm({ roles: [], states: 'all' }) });
  }

  @Submit('recipients', canManageGroups)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const group = await this.group(id);
    return submit(ctx, {
      schema: recipientsInput,
      body,
      run: (input) => this.service.name(ctx.actor, group.id, input),
      done: () => seeOther(`/groups/${group.id}`, 'network.group.flash.saved'),
      again: (form, status) => this.namePage(ctx, group, { form, status }),
    });
  }

  @Page('recipients/:name/edit', canManageGroups)
  async editName(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('name') name: string): Promise<Answer> {
    const row = await this.row(name);
    return this.namePage(ctx, await this.group(id), { form: freshForm(row), row });
  }

  @Submit('recipients/:name', canManageGroups)
  async rename(@Ctx() ctx: Ctx, @Param('name') name: string, @Body() body: unknown): Promise<Answer> {
    const row = await this.row(name);
    return submit(ctx, {
      schema: recipientsChange,
      body,
      run: (input) => this.service.rename(ctx.actor, row.id, input),
      done: () => seeOther(`/groups/${row.groupId}`, 'network.group.flash.saved'),
      again: async (form, status) => this.namePage(ctx, await this.group(row.groupId), { form, status, row }),
    });
  }

  @Page('recipients/:name/removal', canManageGroups)
  async removal(@Ctx() ctx: Ctx, @Param('name') name: string): Promise<Answer> {
    const row = await this.row(name);
    const group = await this.group(row.groupId);
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removalTitle', { name: nameIn(row, ctx.lang) }),
      text: this.say(ctx, 'removalText'),
      crumbs: crumbsOf(group),
      action: `/groups/${group.id}/recipients/${row.id}/removal`,
      submit: this.say(ctx, 'remove'),
      cancel: `/groups/${group.id}`,
      version: row.version,
    });
  }

  @Submit('recipients/:name/removal', canManageGroups)
  async remove(@Ctx() ctx: Ctx, @Param('name') name: string, @Body() body: unknown): Promise<Answer> {
    const { groupId, id } = await this.row(name);
    await this.service.forget(ctx.actor, id, check(recipientsRemoval, body).version);
    return seeOther(`/groups/${groupId}`, 'network.group.flash.saved');
  }

  private namePage(ctx: Ctx, group: GroupRecord, { form, status, row }: Place): Answer {
    const version = form.conflict?.version ?? form.values.version;
    return this.views.page(
      ctx,
      'network/group/composition/recipients',
      {
        title: this.say(ctx, row ? 'editTitle' : 'newTitle', { group: group.code }),
        crumbs: crumbsOf(group),
        ...{ group, row, labels },
        form: { ...form, values: { ...form.values, version } },
        roleOptions: this.choices.roleOptions(),
        stateOptions: recipientStates.map((value) => ({ value, key: `network.recipients.states.${value}` })),
      },
      status ?? 200,
    );
  }

  private async group(id: string): Promise<GroupRecord> {
    return found(await this.groups.one(id));
  }

  private async row(id: string): Promise<RecipientsRow> {
    return found(await this.recipients.one(id));
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `network.recipients.${key}`, params);
  }
}
