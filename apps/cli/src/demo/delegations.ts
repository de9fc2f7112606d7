import type { INestApplicationContext } from '@nestjs/common';
import { HeadService, NeedService, RosterFinder, SeatService, SubstituteService } from '@samrad/delegations';
import { InvitationFinder, type InvitationRow } from '@samrad/meetings';
import { anonymous, system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';

const needs = [
  { diet: 'Vegetarian', access: null },
  { diet: 'Allergy to nuts', access: null },
  { diet: null, access: 'Wheelchair: a place at the end of the row, please.' },
];

/** Seats, substitutes, needs and heads of delegation for the demo meetings. */
export async function seedDelegations(app: INestApplicationContext): Promise<void> {
  const meetings = await app.get(Db).rows<{ id: string; status: string }>(sql`
    SELECT id, status FROM meeting
    WHERE group_id IS NOT NULL AND status IN ('called', 'held', 'minutes_published') ORDER BY start_at`);
  for (const { id, status } of meetings) {
    await nameHeads(app, id);
    if (status === 'called') await fillComing(app, id);
  }
}

/** In every State that has sent several, the first on the list. */
async function nameHeads(app: INestApplicationContext, meetingId: string): Promise<void> {
  const rows = await app.get(RosterFinder).of(meetingId);
  const states = new Set(rows.map(({ stateCode }) => stateCode).filter((code) => code !== null));
  for (const stateCode of [...states].slice(0, 6)) {
    const { personId } = rows.find((row) => row.stateCode === stateCode)!;
    await app.get(HeadService).name(system, meetingId, { stateCode, personId });
  }
}

async function fillComing(app: INestApplicationContext, meetingId: string): Promise<void> {
  const rows = await app.get(InvitationFinder).invited(meetingId);
  await app.get(SeatService).set(system, meetingId, { perState: 2, version: 0 });
  const coming = rows.filter(({ status, mode }) => status === 'accepted' && mode === 'on_site');
  for (const [at, need] of needs.entries()) {
    if (coming[at]) await app.get(NeedService).take(coming[at], { ...need, needs: 'hidden', forget: false });
  }
  const absent = rows.filter(({ status, stateCode }) => status === 'declined' && stateCode !== null);
  for (const [at, row] of absent.slice(0, 2).entries()) await propose(app, row, at);
}

function propose(app: INestApplicationContext, row: InvitationRow, at: number): Promise<string> {
  const names = ['Ingrid Dahl', 'Jonas Keller'];
  return app.get(SubstituteService).propose(anonymous, row, {
    ...{ personId: null, name: names[at]!, address: `${names[at]!.toLowerCase().replace(' ', '.')}@example.org` },
    ...{ comment: row.comment, sequence: null, channel: 'link', by: null },
  });
}
