import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { I18n, type Language } from '@samrad/platform/i18n';
import { nameIn } from '../state/known-states.js';
import { GroupMembers } from './composition/group-members.js';
import { isPlain } from './composition/composition.rules.js';
import type { GroupKind } from './group.entity.js';
import { askable } from '../person/person.policy.js';

export interface GroupRecord {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  kind: GroupKind;
  description: string | null;
  createdAt: Instant;
  version: number;
}

export interface GroupRow extends GroupRecord {
  /** Members of today. */
  members: number;
  /** Different States represented today. */
  states: number;
  /** Who is in follows from a rule or from other groups. */
  isComposed?: boolean;
}

@Injectable()
export class GroupFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly composed: GroupMembers,
    private readonly i18n: I18n,
  ) {}

  /** All groups by short name, with how many are in them today. */
  async list(): Promise<GroupRow[]> {
    const today = this.clock.today();
    const members = (what: Sql) => sql`(SELECT COUNT(${what}) FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = g.id AND (m.valid_from IS NULL OR m.valid_from <= ${today})
        AND (m.valid_to IS NULL OR m.valid_to >= ${today}) AND ${askable(today)})`;
    const rows = await this.db.rows<GroupRow>(sql`
      SELECT ${columns}, ${members(sql`*`)} AS members, ${members(sql`DISTINCT m.state_code`)} AS states
      FROM network_group g ORDER BY g.code`);
    const all = await this.composed.compositions();
    return Promise.all(
      rows.map(async (row) => {
        if (isPlain(all.get(row.id)!)) return { ...row, members: Number(row.members), states: Number(row.states) };
        return { ...row, ...(await this.composed.count(row.id, today)), isComposed: true };
      }),
    );
  }

  /** All groups without figures. */
  all(): Promise<GroupRecord[]> {
    return this.db.rows<GroupRecord>(sql`SELECT ${columns} FROM network_group g ORDER BY g.code`);
  }

  /** @param id id or short name */
  one(id: string): Promise<GroupRecord | undefined> {
    return this.db.row<GroupRecord>(sql`
      SELECT ${columns} FROM network_group g WHERE g.id = ${id} OR g.code = ${id}`);
  }

  byCode(code: string): Promise<GroupRecord | undefined> {
    return this.db.row<GroupRecord>(sql`SELECT ${columns} FROM network_group g WHERE g.code = ${code}`);
  }

  /**
   * For a select: `REG: Return Expert Group`. Of a group whose members follow from a rule or from other groups it says how
   * many are in now: who chooses it sees how far it reaches.
   */
  async options(language: Language): Promise<{ value: string; label: string }[]> {
    const [groups, all] = await Promise.all([this.all(), this.composed.compositions()]);
    return Promise.all(
      groups.map(async (group) => {
        const label = `${group.code}: ${nameIn(group, language)}`;
        if (isPlain(all.get(group.id)!)) return { value: group.id, label };
        const { members } = await this.composed.count(group.id);
        return {
          value: group.id,
          label: `${label} (${this.i18n.t(language, 'network.composition.now', { count: members })})`,
        };
      }),
    );
  }

  /** The group's name, and how many are in it now, for a page that shows whom something is for. */
  async reach(id: string, language: Language): Promise<{ name: string; members: number; isComposed: boolean } | null> {
    const [group, all] = await Promise.all([this.one(id), this.composed.compositions()]);
    if (!group) return null;
    const { members } = await this.composed.count(group.id);
    return { name: nameIn(group, language), members, isComposed: !isPlain(all.get(group.id)!) };
  }
}

const columns = sql`g.id, g.code, g.name_en AS nameEn, g.name_nb AS nameNb, g.name_nn AS nameNn, g.kind,
  g.description, g.created_at AS createdAt, g.version`;
