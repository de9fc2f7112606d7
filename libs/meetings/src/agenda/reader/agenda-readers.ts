import { Injectable } from '@nestjs/common';
import { bodiesIn, bodyTypes, GroupMembers } from '@samrad/network';
import { bodiesOf, isOrganiser, type Actor, type Role, anonymous } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { invitedReader, type AgendaReader } from '../agenda.policy.js';

interface Row {
  id: string;
  types: string | null;
  roles: string | null;
  isNcp: number;
  groupIds: string | null;
}

/** What closed sessions ask of people who are invited, whether or not they have an account. */
@Injectable()
export class AgendaReaders {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  /** By person; everybody who was asked about is in it. */
  async invited(personIds: readonly string[]): Promise<(personId: string) => AgendaReader> {
    const today = this.clock.today();
    const rows = personIds.length
      ? await this.db.rows<Row>(sql`
          SELECT p.id, ${bodyTypes(today)} AS types,
            (SELECT GROUP_CONCAT(r.role) FROM account a JOIN account_role r ON r.account_id = a.id
              WHERE a.person_id = p.id AND a.is_disabled = 0) AS roles,
            (SELECT COUNT(*) FROM membership n JOIN network_group g ON g.id = n.group_id
              WHERE n.person_id = p.id AND g.kind = 'contact_points' AND (n.valid_from IS NULL OR n.valid_from <= ${today})
                AND (n.valid_to IS NULL OR n.valid_to >= ${today})) AS isNcp,
            (SELECT GROUP_CONCAT(n.group_id) FROM membership n WHERE n.person_id = p.id
              AND (n.valid_from IS NULL OR n.valid_from <= ${today})
              AND (n.valid_to IS NULL OR n.valid_to >= ${today})) AS groupIds
          FROM person p WHERE p.id IN (${join([...personIds])})`)
      : [];
    const composed = await this.groups.derivedOf(personIds, today);
    const readers = new Map(rows.map((row) => [row.id, readerIn(row, composed.get(row.id))]));
    return (personId) => readers.get(personId) ?? invitedReader([]);
  }
}

/** The same rules as for an actor. */
function readerIn({ types, roles, isNcp, groupIds }: Row, composed: readonly string[] = []): AgendaReader {
  const actor: Actor = {
    ...anonymous,
    roles: (roles?.split(',') ?? []) as Role[],
    circles: Number(isNcp) ? ['ncps'] : [],
    bodies: bodiesIn(types),
  };
  return {
    ...invitedReader(bodiesOf(actor), [...(groupIds?.split(',') ?? []), ...composed]),
    isOrganiser: isOrganiser(actor),
  };
}
