import { Injectable } from '@nestjs/common';
import { bodyTypes, bodiesIn, GroupMembers } from '@samrad/network';
import type { Actor, Circle, Role } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, Prepared, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import type { TokenPurpose } from '../token/access-token.entity.js';

interface ActorRow {
  accountId: string;
  personId: string;
  givenName: string;
  familyName: string;
  language: Language | null;
  stateCode: string | null;
  email: string | null;
  roles: string | null;
  /** `groupId:stateCode:kind` of each current membership, separated by commas. */
  memberships: string | null;
  /** Whether there are groups whose members follow from a rule or from other groups. */
  hasComposedGroups: number;
  /** See `bodyTypes`. */
  bodyTypes: string | null;
}

interface SessionRow extends ActorRow {
  createdAt: Instant;
  lastSeenAt: Instant;
}

interface TokenRow extends ActorRow {
  tokenId: string;
  lastUsedAt: Instant | null;
}

/** A session that is good, with whom it belongs to. */
export interface LiveSession {
  actor: Actor;
  createdAt: Instant;
  lastSeenAt: Instant;
}

/** A token that is good, with whom it belongs to. */
export interface LiveToken {
  actor: Actor;
  tokenId: string;
  lastUsedAt: Instant | null;
}

/** Neither switched off nor gone from the network. Values have names here: see `Prepared`. */
const mayEnter = sql`a.is_disabled = 0 AND (p.left_on IS NULL OR p.left_on > ${'today'})`;

const columns = sql`
  a.id AS accountId, a.language, p.id AS personId, p.given_name AS givenName, p.family_name AS familyName,
  p.state_code AS stateCode,
  (SELECT e.address FROM person_email e WHERE e.person_id = p.id ORDER BY e.is_primary DESC, e.id LIMIT 1) AS email,
  (SELECT GROUP_CONCAT(r.role) FROM account_role r WHERE r.account_id = a.id) AS roles,
  (SELECT GROUP_CONCAT(CONCAT(m.group_id, ':', COALESCE(m.state_code, ''), ':', g.kind)) FROM membership m
    JOIN network_group g ON g.id = m.group_id WHERE m.person_id = p.id AND (m.valid_from IS NULL OR m.valid_from <= ${'today'})
      AND (m.valid_to IS NULL OR m.valid_to >= ${'today'})) AS memberships,
  CASE WHEN EXISTS (SELECT 1 FROM network_group cg WHERE cg.member_rule IS NOT NULL) OR EXISTS (SELECT 1 FROM group_part)
    THEN 1 ELSE 0 END AS hasComposedGroups,
  ${bodyTypes('today')} AS bodyTypes`;

const bySession = new Prepared<'id' | 'now' | 'today'>(sql`
  SELECT s.created_at AS createdAt, s.last_seen_at AS lastSeenAt, ${columns}
  FROM session s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id
  WHERE s.id = ${'id'} AND s.expires_at > ${'now'} AND ${mayEnter}`);

const byToken = new Prepared<'hash' | 'purpose' | 'now' | 'today'>(sql`
  SELECT t.id AS tokenId, t.last_used_at AS lastUsedAt, ${columns}
  FROM access_token t JOIN account a ON a.id = t.account_id JOIN person p ON p.id = a.person_id
  WHERE t.token_hash = ${'hash'} AND t.purpose = ${'purpose'}
    AND (t.expires_at IS NULL OR t.expires_at > ${'now'}) AND ${mayEnter}`);

const byAccount = new Prepared<'id' | 'today'>(sql`
  SELECT ${columns} FROM account a JOIN person p ON p.id = a.person_id WHERE a.id = ${'id'} AND ${mayEnter}`);

/** Builds the `Actor`: one indexed query per request, the same text on both databases. */
@Injectable()
export class ActorFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  /** @param id SHA-256 of the cookie's value */
  async bySession(id: string): Promise<LiveSession | null> {
    const [now, today] = [this.clock.instant(), this.clock.today()];
    const row = await this.db.row<SessionRow>(bySession.with({ id, now, today }));
    return row ? { actor: await this.actorOf(row), createdAt: row.createdAt, lastSeenAt: row.lastSeenAt } : null;
  }

  /** @param hash SHA-256 of the token */
  async byToken(hash: string, purpose: TokenPurpose): Promise<LiveToken | null> {
    const [now, today] = [this.clock.instant(), this.clock.today()];
    const row = await this.db.row<TokenRow>(byToken.with({ hash, purpose, now, today }));
    return row ? { actor: await this.actorOf(row), tokenId: row.tokenId, lastUsedAt: row.lastUsedAt } : null;
  }

  /** The actor of an account that may sign in. */
  async byAccount(id: string): Promise<Actor | null> {
    const row = await this.db.row<ActorRow>(byAccount.with({ id, today: this.clock.today() }));
    return row ? this.actorOf(row) : null;
  }

  private async actorOf(row: ActorRow): Promise<Actor> {
    const { personId } = row;
    const composed = Number(row.hasComposedGroups) ? await this.groups.derivedOf([personId]) : undefined;
    return actorOf(row, composed?.get(personId));
  }
}

const parts = (text: string | null): string[] => (text ? text.split(',') : []);
const distinct = (values: (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => Boolean(value))),
];

/** @param composed groups that the person is in without having been put in */
function actorOf(row: ActorRow, composed: readonly string[] = []): Actor {
  const memberships = parts(row.memberships).map((text) => text.split(':'));
  return {
    accountId: row.accountId,
    personId: row.personId,
    name: `${row.givenName} ${row.familyName}`.trim(),
    email: row.email,
    roles: parts(row.roles) as Role[],
    stateCodes: distinct([row.stateCode, ...memberships.map(([, state]) => state)]),
    groupIds: distinct([...memberships.map(([group]) => group), ...composed]),
    circles: circlesOf(memberships),
    bodies: bodiesIn(row.bodyTypes),
    language: row.language,
  };
}

/** @param memberships group, State or blank, kind of group; in the national network nobody represents a State */
function circlesOf(memberships: string[][]): Circle[] {
  const isNcp = memberships.some(([, , kind]) => kind === 'contact_points');
  const isOfState = isNcp || memberships.some(([, state, kind]) => state && kind !== 'national_network');
  return [...(isNcp ? ['ncps' as const] : []), ...(isOfState ? ['states' as const] : [])];
}
