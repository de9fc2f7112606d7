import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { InvitationFilter } from './group-invitation.dto.js';
import type { GroupInvitation } from './group-invitation.entity.js';

type Hidden = 'group' | 'person' | 'openKey' | 'addressKey' | 'linkHash' | 'language' | 'consentText' | 'consentedAt';

export interface InvitationRow extends Omit<GroupInvitation, Hidden> {
  language: Language;
  /** Short name of the group. */
  code: string;
}

const columns = sql`i.id, i.group_id AS groupId, g.code, i.role, i.state_code AS stateCode, i.valid_from AS validFrom,
  i.valid_to AS validTo, i.address, i.language, i.status, i.message, i.answer_by AS answerBy, i.invited_by AS invitedBy,
  i.sent_at AS sentAt, i.answered_at AS answeredAt, i.consent_version AS consentVersion, i.person_id AS personId,
  i.version`;

/** Reads of invitations into groups. For organisers. */
@Injectable()
export class InvitationFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The last one sent first. */
  async list(filter: InvitationFilter, { page, per }: { page: number; per: number }): Promise<PageOf<InvitationRow>> {
    const rows = await this.rows(sql`${this.matching(filter)} ORDER BY i.sent_at DESC, i.id DESC
      LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per });
  }

  async count(filter: InvitationFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM group_invitation i WHERE ${this.matching(filter)}`);
    return Number(row?.n ?? 0);
  }

  async one(id: string): Promise<InvitationRow | undefined> {
    return (await this.rows(sql`i.id = ${id}`))[0];
  }

  /** @param hash of the secret part of a link; one that is answered, withdrawn or too old opens nothing */
  async byLink(hash: string): Promise<InvitationRow | undefined> {
    const isOpen = sql`i.status = 'open' AND i.answer_by >= ${this.clock.today()}`;
    return (await this.rows(sql`i.link_hash = ${hash} AND ${isOpen}`))[0];
  }

  private rows(where: Sql): Promise<InvitationRow[]> {
    return this.db.rows<InvitationRow>(sql`
      SELECT ${columns} FROM group_invitation i JOIN network_group g ON g.id = i.group_id WHERE ${where}`);
  }

  private matching({ status, group }: InvitationFilter): Sql {
    const today = this.clock.today();
    const conditions = [sql`1 = 1`];
    if (status === 'expired') conditions.push(sql`i.status = 'open' AND i.answer_by < ${today}`);
    else if (status === 'open') conditions.push(sql`i.status = 'open' AND i.answer_by >= ${today}`);
    else if (status) conditions.push(sql`i.status = ${status}`);
    if (group) conditions.push(sql`i.group_id = ${group}`);
    return join(conditions, ' AND ');
  }
}
