import { Injectable } from '@nestjs/common';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { PersonFinder, type Member } from '../../person/person.finder.js';
import { meantBy, type RecipientStates } from './composition.rules.js';

export interface RecipientsRow {
  id: string;
  groupId: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  roles: string[];
  states: RecipientStates;
  version: number;
}

/** Whom a mail or an audience means. */
export interface Meant {
  groupId: string;
  /** A name within the group; null: everybody in it. */
  recipientsId: string | null;
  /** States without an answer, where the name asks for them. */
  silent?: readonly string[];
}

/** The names within a group, and who is meant by them. */
@Injectable()
export class RecipientsFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly persons: PersonFinder,
  ) {}

  one(id: string): Promise<RecipientsRow | undefined> {
    return this.rows(sql`r.id = ${id}`).then(([row]) => row);
  }

  ofGroup(groupId: string): Promise<RecipientsRow[]> {
    return this.rows(sql`r.group_id = ${groupId}`);
  }

  all(): Promise<RecipientsRow[]> {
    return this.rows(sql`1 = 1`);
  }

  /** Each person once, in order of name. An unknown name means nobody. */
  async meant({ groupId, recipientsId, silent }: Meant, day: Day = this.clock.today()): Promise<Member[]> {
    const members = await this.persons.membersOn(groupId, day);
    if (recipientsId === null) return members;
    const name = await this.one(recipientsId);
    return name?.groupId === groupId ? meantBy(name, members, silent) : [];
  }

  private async rows(condition: Sql): Promise<RecipientsRow[]> {
    const rows = await this.db.rows<Omit<RecipientsRow, 'roles'> & { roles: string }>(sql`
      SELECT r.id, r.group_id AS groupId, r.name_en AS nameEn, r.name_nb AS nameNb, r.name_nn AS nameNn, r.roles,
        r.states, r.version
      FROM group_recipients r WHERE ${condition} ORDER BY r.name_en, r.id`);
    return rows.map((row) => ({ ...row, roles: row.roles.split(',').filter(Boolean) }));
  }
}
