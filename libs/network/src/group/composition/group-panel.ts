import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { nameIn } from '../../state/known-states.js';
import type { GroupRecord } from '../group.finder.js';
import { CompositionPage } from './composition-page.js';
import { GroupMembers } from './group-members.js';
import { RecipientsFinder } from './recipients.finder.js';

/** On a group's page: what it consists of, and the names for some of it. For organisers. */
@Injectable()
export class GroupPanel {
  constructor(
    private readonly views: Views,
    private readonly page: CompositionPage,
    private readonly recipients: RecipientsFinder,
    private readonly members: GroupMembers,
  ) {}

  /** Who is in follows from a rule or from other groups. */
  async isComposed(groupId: string): Promise<boolean> {
    return !(await this.members.isPlain(groupId));
  }

  /** For the history. */
  topicNames(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
    return this.page.topicNames(ctx);
  }

  async of(ctx: Ctx, group: GroupRecord) {
    const [composed, rows] = await Promise.all([this.page.shown(ctx, group), this.recipients.ofGroup(group.id)]);
    const names = await Promise.all(
      rows.map(async (row) => ({
        ...row,
        name: nameIn(row, ctx.lang),
        rolesText:
          row.roles.map((role) => this.say(ctx, `membership.role.${role}`)).join(', ') ||
          this.say(ctx, 'recipients.allRoles'),
        counted: row.states !== 'without_answer',
        count: (await this.recipients.meant({ groupId: group.id, recipientsId: row.id })).length,
      })),
    );
    return { composed, names };
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `network.${key}`);
  }
}
