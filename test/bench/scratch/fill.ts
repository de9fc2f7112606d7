// Fills a scratch database with the product's own tables: so many persons and so many texts, and two hundred meetings.
import { createHash } from 'node:crypto';
import { newId } from '@samrad/platform/database';
import { fillActions } from './actions.js';
import { openBulk, type Bulk, type Row } from './bulk.js';
import { meetingsFor } from './meetings.js';
import { fillNetwork } from './network.js';
import type { Place } from './place.js';
import { longAgo } from './records.js';
import { fillTexts } from './texts.js';

/** Whom and what the cases ask for. */
export interface World {
  place: Place;
  size: number;
  /** Persons to open one by one. */
  personIds: string[];
  meetingId: string;
  /** Invited to all two hundred meetings. */
  expertId: string;
  /** Of the coordinator. */
  sessionCookie: string;
  apiToken: string;
  /** Of the expert: the token in the address of the calendar feed. */
  feedToken: string;
}

const secrets = {
  session: 'bench-session-secret-0123456789abcdefghijkl',
  api: 'samrad_bench0123456789abcdefghijklmnopqrstu',
  feed: 'bench-feed-secret-0123456789abcdefghijklmno',
};
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** @param size so many persons and as many texts. @param actions so many action items, each of thirty States */
export async function fill(place: Place, size: number, actions = 0): Promise<World> {
  const bulk = await openBulk(place);
  const people = await fillNetwork(bulk, size);
  await fillTexts(bulk, size);
  const [coordinator, expert] = people as [Row, Row];
  const { meetingId, meetingIds } = await meetingsFor(bulk, {
    people: people.slice(0, 40),
    invitee: String(expert.id),
  });
  await fillAccess(bulk, String(coordinator.id), String(expert.id));
  await fillActions(bulk, actions, meetingIds);
  await bulk.finish();
  const step = Math.max(1, Math.floor(size / 500));
  return {
    place,
    size,
    personIds: people.filter((_, index) => index % step === 0).map(({ id }) => String(id)),
    meetingId,
    expertId: String(expert.id),
    sessionCookie: `sid=${secrets.session}`,
    apiToken: secrets.api,
    feedToken: secrets.feed,
  };
}

async function fillAccess(bulk: Bulk, coordinator: string, expert: string): Promise<void> {
  const account = (personId: string) => ({
    id: newId(),
    person_id: personId,
    password_hash: null,
    language: 'en',
    is_disabled: 0,
    created_at: longAgo,
    version: 1,
  });
  const accounts = [account(coordinator), account(expert)] as const;
  const later = new Date(Date.now() + 11 * 3_600_000).toISOString();
  const now = new Date().toISOString();
  await bulk.insert('account', [...accounts]);
  await bulk.insert('account_role', [
    { account_id: accounts[0].id, role: 'coordinator' },
    { account_id: accounts[1].id, role: 'expert' },
  ]);
  await bulk.insert('session', [
    {
      id: hashOf(secrets.session),
      account_id: accounts[0].id,
      created_at: now,
      last_seen_at: now,
      expires_at: later,
      method: 'password',
      user_agent: 'bench',
    },
  ]);
  const token = (accountId: string, purpose: 'api' | 'feed') => ({
    id: newId(),
    token_hash: hashOf(secrets[purpose]),
    account_id: accountId,
    purpose,
    name: 'bench',
    created_at: now,
    last_used_at: now,
    expires_at: null,
  });
  await bulk.insert('access_token', [token(accounts[0].id, 'api'), token(accounts[1].id, 'feed')]);
}
