import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';

/** Somebody with an account who decides about substitutes. */
export interface Decider {
  personId: string;
  name: string;
  address: string;
  language: Language;
  isContact: boolean;
  isSecretariat: boolean;
  /** States that the person speaks for: see `Actor`. */
  stateCodes: string[];
}

interface Raw extends Pick<Decider, 'personId' | 'name' | 'address' | 'language'> {
  role: string;
  stateCode: string | null;
  memberState: string | null;
}

/** Contacts of the States and the secretariat, as far as they may sign in. */
@Injectable()
export class DeciderFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<Decider[]> {
    const today = this.clock.today();
    const rows = await this.db.rows<Raw>(sql`
      SELECT p.id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, e.address,
        COALESCE(a.language, p.mail_language) AS language, r.role, p.state_code AS stateCode,
        m.state_code AS memberState
      FROM account a JOIN account_role r ON r.account_id = a.id AND r.role IN ('state_contact', 'secretariat')
      JOIN person p ON p.id = a.person_id JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      LEFT JOIN membership m ON m.person_id = p.id AND (m.valid_from IS NULL OR m.valid_from <= ${today})
        AND (m.valid_to IS NULL OR m.valid_to >= ${today})
      WHERE a.is_disabled = 0 AND (p.left_on IS NULL OR p.left_on > ${today}) ORDER BY p.sort_name, p.id`);
    const ids = [...new Set(rows.map(({ personId }) => personId))];
    return ids.map((id) => deciderOf(rows.filter(({ personId }) => personId === id)));
  }
}

function deciderOf(rows: readonly Raw[]): Decider {
  const { personId, name, address, language } = rows[0]!;
  const roles = rows.map(({ role }) => role);
  const states = rows.flatMap(({ stateCode, memberState }) => [stateCode, memberState]);
  return {
    ...{ personId, name, address, language },
    isContact: roles.includes('state_contact'),
    isSecretariat: roles.includes('secretariat'),
    stateCodes: [...new Set(states.filter((code) => code !== null))],
  };
}
