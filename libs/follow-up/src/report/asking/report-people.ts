import { Injectable } from '@nestjs/common';
import { RosterFinder } from '@samrad/delegations';
import { InvitationFinder, type MeetingRow } from '@samrad/meetings';
import { askable, PersonFinder, type Member } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import type { Candidate } from '../report.rules.js';

/** Somebody who works on the report of a State. */
export interface ReportPerson extends Candidate {
  stateCode: string;
  name: string;
  /** Null: no address is known. */
  address: string | null;
}

type Group = Pick<MeetingRow, 'id' | 'groupId'>;

interface Source {
  personId: string;
  stateCode: string;
  name: string;
  address: string | null;
  isMember?: boolean;
  isContact?: boolean;
}

const deputies = ['chair', 'member', 'alternate'];

/** Who works on the reports: those invited for a State, its contact, and who is in the group for it. */
@Injectable()
export class ReportPeople {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly invitations: InvitationFinder,
    private readonly persons: PersonFinder,
    private readonly roster: RosterFinder,
  ) {}

  /** Of each State that takes part: of which somebody is invited; before anybody is, of which somebody is in the group. */
  async of(meeting: Group): Promise<Map<string, ReportPerson[]>> {
    const { guests, members } = await this.known(meeting);
    const codes = [...new Set((guests.length ? guests : members).map(({ stateCode }) => stateCode))].sort();
    return this.joined(meeting, codes, [...members, ...guests]);
  }

  /** Of one State, whether or not it takes part any more. */
  async ofState(meeting: Group, code: string): Promise<ReportPerson[]> {
    const { guests, members } = await this.known(meeting);
    return (await this.joined(meeting, [code], [...members, ...guests])).get(code) ?? [];
  }

  private async known({ id, groupId }: Group) {
    const [invited, members] = await Promise.all([this.invitations.invited(id), this.members(groupId)]);
    return { guests: ofStates(invited), members };
  }

  private async joined({ id }: Group, codes: readonly string[], sources: readonly Source[]) {
    const [contacts, heads] = await Promise.all([this.contacts(codes), this.roster.heads(id)]);
    return new Map(codes.map((code) => [code, joined(code, [...contacts, ...sources], heads.get(code))]));
  }

  private async members(groupId: string | null): Promise<Source[]> {
    const members: Member[] = groupId ? await this.persons.membersOn(groupId, this.clock.today()) : [];
    const own = members.filter(({ role }) => deputies.includes(role));
    return ofStates(own.map((member) => ({ ...member, isMember: member.role !== 'alternate' })));
  }

  /** By their account: see `Actor.stateCodes`. */
  private async contacts(codes: readonly string[]): Promise<Source[]> {
    if (!codes.length) return [];
    const [today, wanted] = [this.clock.today(), join([...codes])];
    const rows = await this.db.rows<Omit<Source, 'stateCode'> & { own: string | null; member: string | null }>(sql`
      SELECT DISTINCT p.id AS personId, p.state_code AS own, m.state_code AS member, p.sort_name, e.address,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name
      FROM account a JOIN account_role r ON r.account_id = a.id AND r.role = 'state_contact'
      JOIN person p ON p.id = a.person_id AND ${askable(today)}
      LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      LEFT JOIN membership m ON m.person_id = p.id AND (m.valid_from IS NULL OR m.valid_from <= ${today})
        AND (m.valid_to IS NULL OR m.valid_to >= ${today})
      WHERE a.is_disabled = 0 AND (p.state_code IN (${wanted}) OR m.state_code IN (${wanted}))
      ORDER BY p.sort_name, p.id`);
    return rows.flatMap(({ own, member, ...row }) =>
      [...new Set([own, member])].flatMap((code) =>
        code !== null && codes.includes(code) ? [{ ...row, stateCode: code, isContact: true }] : [],
      ),
    );
  }
}

const ofStates = <S extends { stateCode: string | null }>(people: readonly S[]) =>
  people.filter((one): one is S & { stateCode: string } => one.stateCode !== null);

/** Each person once, with everything they are. */
function joined(code: string, sources: readonly Source[], headId: string | undefined): ReportPerson[] {
  const own = sources.filter(({ stateCode }) => stateCode === code);
  const ids = [...new Set(own.map(({ personId }) => personId))];
  return ids.map((personId) => {
    const same = own.filter((one) => one.personId === personId);
    const { name } = same[0]!;
    return {
      ...{ personId, stateCode: code, name, address: same.find(({ address }) => address)?.address ?? null },
      isContact: same.some((one) => Boolean(one.isContact)),
      isHead: personId === headId,
      isMember: same.some((one) => Boolean(one.isMember)),
    };
  });
}
