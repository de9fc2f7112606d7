import { Injectable } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { GroupFinder, nameIn, RecipientsFinder } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { MailingListFinder } from '../mailing-list/mailing-list.finder.js';
import type { MailingRow } from './mailing.finder.js';
import { mailingKinds, mailLanguages } from './mailing.rules.js';

/** What can be chosen for a mailing, and how what was chosen is named. */
@Injectable()
export class MailingChoices {
  constructor(
    private readonly groups: GroupFinder,
    private readonly names: RecipientsFinder,
    private readonly lists: MailingListFinder,
    private readonly meetings: MeetingFinder,
  ) {}

  async of(ctx: Ctx) {
    const [groups, all, names, lists, meetings] = await Promise.all([
      this.groups.options(ctx.lang),
      this.groups.all(),
      this.names.all(),
      this.lists.options(ctx.lang),
      this.meetings.some(ctx.actor, sql`m.called_at IS NOT NULL AND m.status <> 'cancelled'`),
    ]);
    const codes = new Map(all.map(({ id, code }) => [id, code]));
    return {
      kinds: mailingKinds.map((value) => ({
        ...{ value, key: `mailings.mailing.kind.${value}`, hint: null },
      })),
      groups,
      names: names.map((row) => ({ value: row.id, label: `${codes.get(row.groupId)}: ${nameIn(row, ctx.lang)}` })),
      lists,
      meetings: meetings.map(({ id, title }) => ({ value: id, label: title })),
      languages: mailLanguages.map((value) => ({ value, key: `mailings.language.${value}` })),
    };
  }

  /** Whom it is for, in words: the group or the name within it, or the list. */
  async nameOf({ lang }: Ctx, { groupId, recipientsId, listId }: MailingRow): Promise<string | null> {
    if (listId) {
      const list = await this.lists.one(listId);
      return list ? nameIn(list, lang) : null;
    }
    if (!groupId) return null;
    const group = await this.groups.one(groupId);
    const name = recipientsId ? await this.names.one(recipientsId) : undefined;
    const words = [group && nameIn(group, lang), recipientsId && (name ? nameIn(name, lang) : '–')];
    return words.filter(Boolean).join(': ');
  }
}
