import { simpleParser } from 'mailparser';
import { AgendaPublisher, AgendaService, AnswerLink, MeetingLife, MeetingService, outside } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import { called, plain } from '../support/invited.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ CHANGE_DELAY_SECONDS: '180' });
});
afterAll(() => app.close());

const item = { type: 'discussion' as const, minutes: 30, topicCode: null, note: null, presenters: [], ...outside };

async function withAgenda() {
  const meeting = await called(app, ['expert', 'swede']);
  for (const title of ['Welcome', 'Figures']) await app.get(AgendaService).add(system, meeting.id, { ...item, title });
  await app.get(AgendaPublisher).publish(system, meeting.id);
  return meeting;
}
const rowOf = async (id: string) =>
  (await app.get(Db).row<{ version: number; startWall: string; endWall: string }>(sql`
    SELECT version, start_wall AS startWall, end_wall AS endWall FROM meeting WHERE id = ${id}`))!;
async function move(id: string, more: object) {
  const { version } = await rowOf(id);
  await app.get(MeetingService).change(system, id, { ...plain, ...more, version });
}
const later = (wall: string, hours: number) => {
  const hour = String(Number(wall.slice(11, 13)) + hours).padStart(2, '0');
  return `${wall.slice(0, 11)}${hour}${wall.slice(13)}`;
};
const sent = async (id: string, before: number) => {
  const secretariat = await app.as('secretariat');
  await secretariat.get(`/meetings/${id}/changes`);
  await secretariat.post(`/meetings/${id}/changes/sending`);
  return (await app.mails()).slice(before);
};

describe('a published agenda', () => {
  it('follows the meeting to its new time in mails and on pages', async () => {
    const { id } = await withAgenda();
    const { startWall, endWall } = await rowOf(id);
    const before = (await app.mails()).length;
    await move(id, { start: later(startWall, 1), end: later(endWall, 1) });
    const [mail] = await sent(id, before);
    const { text } = await simpleParser(mail!.raw);
    const clock = (wall: string) => wall.slice(11, 16);
    expect(text).toContain(`${clock(later(startWall, 1))} 1. Welcome`);
    expect(text).not.toContain(`${clock(startWall)} 1. Welcome`);
    const page = await (await app.as('expert')).get(`/meetings/${id}`);
    expect(page.text).toContain(`>${clock(later(startWall, 1))}`);
  });

  it('stands on the page behind the personal link, where the mail says that it is', async () => {
    const { id, invitations } = await withAgenda();
    const visitor = app.visitor();
    const link = new URL(app.get(AnswerLink).urlOf(invitations[0]!.id)).pathname;
    const page = await visitor.get(link);
    expect(page.text).toContain('id="agenda"');
    expect(page.text).toContain('Figures');
    const before = (await app.mails()).length;
    await move(id, { place: 'Bergen' });
    const [mail] = await sent(id, before);
    const { text } = await simpleParser(mail!.raw);
    const address = /The whole agenda: (\S+)/.exec(text!)![1]!;
    const { pathname, hash } = new URL(address);
    expect(hash).toBe('#agenda');
    expect((await visitor.get(pathname)).status).toBe(200);
  });
});

describe('a meeting that is cancelled before its new time was told', () => {
  it('is taken back as people know it, on the day they have in their calendars', async () => {
    const { id } = await called(app, ['expert']);
    const { startWall, endWall } = await rowOf(id);
    await move(id, { start: later(startWall, 2), end: later(endWall, 2), place: 'Bergen' });
    const before = (await app.mails()).length;
    await app.get(MeetingLife).cancel(system, id, { reason: 'Strike' });
    const [mail] = await sent(id, before);
    const { text, attachments } = await simpleParser(mail!.raw);
    expect(text).toContain(startWall.slice(11, 16));
    expect(text).not.toContain('Bergen');
    const calendar = attachments.find(({ contentType }) => contentType === 'text/calendar')!.content.toString();
    expect(calendar).toContain(startWall.replaceAll(/[-:]/g, ''));
  });
});
