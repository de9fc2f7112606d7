import { jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addMail } from '../../apps/cli/src/commands/mail.js';
import { InvitationService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { openMeetings } from '../support/meetings.js';
import { aReply, clients } from '../support/replies/clients.js';

/** Runs `mail ingest` in this process, on the database of the test. @returns what it printed, and the exit code it set */
async function ingest(
  settings: Record<string, string>,
  ...words: string[]
): Promise<{ lines: string[]; code: number }> {
  const before = { ...process.env };
  const lines: string[] = [];
  const [log, fault] = [jest.spyOn(console, 'log'), jest.spyOn(console, 'error')];
  log.mockImplementation((line: unknown) => void lines.push(String(line)));
  fault.mockImplementation((line: unknown) => void lines.push(String(line)));
  Object.assign(process.env, settings, { LOG_LEVEL: 'silent' });
  try {
    const program = new Command();
    addMail(program);
    await program.parseAsync(['mail', 'ingest', ...words], { from: 'user' });
    return { lines, code: Number(process.exitCode ?? 0) };
  } finally {
    process.env = before;
    process.exitCode = 0;
    log.mockRestore();
    fault.mockRestore();
  }
}

describe('mail ingest', () => {
  it('prints one JSON object for each message and names what cannot be read', async () => {
    const world = await openMeetings();
    const folder = mkdtempSync(join(tmpdir(), 'samrad-mail-'));
    const id = await world.plan();
    const persons = [{ personId: world.people.kari, role: 'required' as const }];
    await world.get(InvitationService).invite(system, id, { persons, contacts: [] });
    const { uid } = (await world.db.row<{ uid: string }>(sql`SELECT uid FROM meeting WHERE id = ${id}`))!;
    const reply = aReply({ uid, sequence: 0, address: 'kari@no.example.org', messageId: '<one@x.example>' });
    const [answer, empty] = [join(folder, 'answer.eml'), join(folder, 'empty.eml')];
    writeFileSync(answer, clients.Exchange!(reply));
    writeFileSync(empty, '');
    const judged = await ingest(world.settings, '--json', answer, empty, answer);
    expect(judged.code).toBe(0);
    const objects = judged.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(objects[0]!)).toEqual([
      ...['file', 'messageId', 'ruling', 'meeting', 'person', 'status', 'reason', 'historyId'],
    ]);
    expect(objects[0]).toMatchObject({ file: answer, ruling: 'ACCEPTED', meeting: id, person: world.people.kari });
    expect(objects.map(({ ruling }) => ruling)).toEqual(['ACCEPTED', 'REJECTED_MALFORMED', 'DUPLICATE']);
    const missing = await ingest(world.settings, join(folder, 'nothing.eml'), answer);
    expect(missing.code).toBe(1);
    expect(missing.lines[1]).toContain('DUPLICATE. The same answer has been handled before.');
    const box = join(folder, 'box', 'answers.mbox');
    mkdirSync(join(folder, 'box'));
    const [second, third] = ['DECLINED', 'TENTATIVE'].map((partstat, at) =>
      clients.Kontact!({ ...reply, partstat, stamp: `20261123T10000${at}Z`, messageId: `<box${at}@x.example>` })
        .toString('latin1')
        .replace('COMMENT:', '>From COMMENT:'),
    );
    const line = 'From kari@no.example.org Mon Nov 23 10:00:00 2026\n';
    writeFileSync(box, `${line}${second}\n${line}${third}\n`, 'latin1');
    const all = await ingest(world.settings, '--json', join(folder, 'box'));
    const boxed = all.lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect([all.code, boxed.map(({ file, messageId, ruling }) => [file, messageId, ruling])]).toEqual([
      0,
      [
        [`${box}#1`, '<box0@x.example>', 'DECLINED'],
        [`${box}#2`, '<box1@x.example>', 'TENTATIVE'],
      ],
    ]);
    rmSync(folder, { recursive: true });
    await world.close();
  });
});
