import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { changesOf } from '../../person/history/history.rules.js';
import { Group } from '../group.entity.js';
import { GroupFinder } from '../group.finder.js';
import { canManageGroups } from '../group.policy.js';
import {
  partsOf,
  type CompositionChange,
  type CompositionInput,
  type RecipientsChange,
  type RecipientsInput,
} from './composition.dto.js';
import { GroupPart, GroupRecipients } from './composition.entity.js';
import { RecipientsFinder, type RecipientsRow } from './recipients.finder.js';
import { basesOf, circleOf, noRule, type Composition } from './composition.rules.js';
import { GroupMembers } from './group-members.js';

/** What a group consists of, and who is meant by a name within it. */
@Injectable()
export class CompositionService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly groups: GroupFinder,
    private readonly members: GroupMembers,
    private readonly recipients: RecipientsFinder,
  ) {}

  /** @throws Conflict with both texts, Invalid that names the circle a group would close by containing itself */
  async change(actor: Actor, id: string, { version, why, ...input }: CompositionChange): Promise<void> {
    demand(canManageGroups(actor));
    await this.db.tx(async () => {
      const group = found(await this.groups.one(id));
      const before = await this.current(id);
      if (group.version !== version) {
        throw new Conflict(undefined, { ...differing(inputOf(before), input), version: group.version });
      }
      const after = await this.proposed(id, input);
      await this.db.update(Group, { id, version }, { memberRule: after.rule });
      await this.db.run(sql`DELETE FROM group_part WHERE group_id = ${id}`);
      for (const partId of after.parts) await this.db.insert(GroupPart, { id: newId(), groupId: id, partId });
      const facts = await this.told(inputOf(before), inputOf(after), why);
      await this.events.record('group.composed', id, actor, facts);
    });
  }

  /** What a group would consist of. @throws Invalid for a circle or for groups that are not there */
  async proposed(id: string, input: CompositionInput): Promise<Composition> {
    const all = new Map(await this.members.compositions());
    const after = { ...found(all.get(id)), ...partsOf(input) };
    if (!basesOf(after).every((base) => all.has(base))) {
      throw new Invalid({ parts: { key: 'network.composition.invalid.unknown' } });
    }
    const circle = circleOf(id, all.set(id, after));
    if (circle)
      throw new Invalid({
        parts: { key: 'network.composition.invalid.circle', params: { circle: circle.join(' → ') } },
      });
    return after;
  }

  /** @returns the new id */
  async name(actor: Actor, groupId: string, { roles, ...input }: RecipientsInput): Promise<string> {
    demand(canManageGroups(actor));
    return this.db.tx(async () => {
      const id = newId();
      await this.db.insert(GroupRecipients, { id, groupId, ...input, roles: roles.join(',') });
      await this.events.record('group.recipients_named', groupId, actor, { name: input.nameEn });
      return id;
    });
  }

  async rename(actor: Actor, id: string, { version, why, roles, ...input }: RecipientsChange): Promise<void> {
    demand(canManageGroups(actor));
    await this.db.tx(async () => {
      const before = found(await this.recipients.one(id));
      await this.db.update(GroupRecipients, { id, version }, { ...input, roles: roles.join(',') });
      const facts = changesOf(namedFields(before), namedFields({ ...input, roles }), why);
      await this.events.record('group.recipients_changed', before.groupId, actor, { name: input.nameEn, ...facts });
    });
  }

  async forget(actor: Actor, id: string, version: number): Promise<void> {
    demand(canManageGroups(actor));
    await this.db.tx(async () => {
      const { groupId, nameEn } = found(await this.recipients.one(id));
      const gone = await this.db.run(sql`DELETE FROM group_recipients WHERE id = ${id} AND version = ${version}`);
      if (!gone) throw new Conflict();
      await this.events.record('group.recipients_removed', groupId, actor, { name: nameEn });
    });
  }

  private async current(id: string): Promise<Composition> {
    return found((await this.members.compositions()).get(id));
  }

  /** With groups by their short names: ids say nothing in a history. */
  private async told(before: CompositionInput, after: CompositionInput, why?: string | null) {
    const all = await this.members.compositions();
    const named = ({ parts, groups, ...rest }: CompositionInput) => ({
      ...rest,
      parts: parts.map((id) => all.get(id)?.code ?? id),
      groups: groups.map((id) => all.get(id)?.code ?? id),
    });
    return changesOf(named(before), named(after), why);
  }
}

const namedFields = ({
  nameNb,
  nameNn,
  nameEn,
  roles,
  states: recipientStates,
}: Omit<RecipientsRow, 'id' | 'groupId' | 'version'>) => ({
  ...{ nameNb, nameNn, nameEn, roles, recipientStates },
});

/** As a form and the API say it. */
export const inputOf = ({ rule, parts }: Pick<Composition, 'rule' | 'parts'>): CompositionInput =>
  ({ ...noRule, ...rule, parts: [...parts] }) as CompositionInput;

/** Only the fields in which two who changed it at once differ. */
function differing(theirs: object, yours: object) {
  const { changes } = changesOf(theirs, yours);
  const side = (of: 'from' | 'to') => Object.fromEntries(changes.map((change) => [change.field, change[of]]));
  return { theirs: side('from'), yours: side('to') };
}
