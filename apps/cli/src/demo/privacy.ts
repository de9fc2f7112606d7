import type { INestApplicationContext } from '@nestjs/common';
import { ProposalService, RequestService } from '@samrad/myself';
import { Consents, PersonFieldsService } from '@samrad/network';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';

const day = 86_400;

/** Some who said what is shown of them, one who has not confirmed their data, one who wants theirs erased. */
export async function seedOwnData(app: INestApplicationContext): Promise<void> {
  const rows = await app.get(Db).rows<{ id: string; name: string }>(sql`
    SELECT p.id, CONCAT(p.given_name, ' ', p.family_name) AS name FROM person p
    WHERE p.left_on IS NULL AND p.state_code IS NOT NULL AND p.state_code <> 'SE' AND p.id NOT IN (SELECT a.person_id FROM account a)
      AND EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id) ORDER BY p.sort_name, p.id LIMIT 4`);
  const people = rows.map(({ id, name }): Actor & { personId: string } => ({ ...anonymous, personId: id, name }));
  const [sharing, silent, leaving, moving] = people;
  if (!sharing || !silent || !leaving || !moving) return;
  await shareWithNetwork(app, sharing);
  await leaveUnconfirmed(app, silent.personId);
  const words = 'I have a new job outside this field.';
  await app.get(RequestService).ask(leaving, leaving.personId, { kind: 'erasure', words });
  const own = { actor: moving, personId: moving.personId, base: '/me', lang: 'en' as const, way: 'mail_link' as const };
  await app
    .get(ProposalService)
    .propose(own, { field: 'state', value: 'SE', function: null, words: 'I work for the Swedish agency now.' });
}

async function shareWithNetwork(app: INestApplicationContext, actor: Actor & { personId: string }): Promise<void> {
  const { personId } = actor;
  const consents = app.get(Consents);
  await consents.record(actor, { personId, purpose: 'profile_network', isGiven: true, way: 'mail_link' });
  await consents.record(actor, { personId, purpose: 'newsletter', isGiven: true, way: 'application' });
  await app.get(PersonFieldsService).show(actor, personId, { topics: 'network', languages: 'network' });
}

async function leaveUnconfirmed(app: INestApplicationContext, personId: string): Promise<void> {
  const clock = app.get(Clock);
  const [confirmed, asked] = [clock.instantIn(-410 * day), clock.instantIn(-45 * day)];
  const db = app.get(Db);
  await db.tx(() =>
    db.run(sql`UPDATE person SET confirmed_at = ${confirmed}, asked_at = ${asked} WHERE id = ${personId}`),
  );
}
