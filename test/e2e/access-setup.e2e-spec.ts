import { jest } from '@jest/globals';
import request from 'supertest';
import { AdministratorService, SetupCode } from '@samrad/access';
import { ReferenceData } from '@samrad/network';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { loadEnv } from '../../config/env.js';
import { freshPlace, type DatabasePlace } from '../support/database.js';

let place: DatabasePlace;
let server: RunningServer;
let code: string;

beforeAll(async () => {
  place = await freshPlace();
  server = await createServer(loadEnv({ ...place.settings, LOG_LEVEL: 'error', PUBLIC_URL: 'http://127.0.0.1' }));
  await server.app.get(ReferenceData).load();
  await server.app.getHttpAdapter().getInstance().ready();
  await server.app.get(SetupCode).printIfNeeded((text) => (code = /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec(text)![0]));
});
afterAll(async () => {
  await server.close();
  await place.remove();
});

const http = () => request(server.app.getHttpServer());
const page = (path: string) => http().get(path).set('accept', 'text/html');
const form = {
  givenName: 'Astrid',
  familyName: 'Berg',
  email: 'astrid.berg@udi.example.org',
  organisation: 'Utlendingsdirektoratet',
  password: 'en setning om fjell',
  repeat: 'en setning om fjell',
};
const send = (fields: object) => http().post('/setup').type('form').send(fields);

describe('an installation without accounts', () => {
  it.each(['/', '/meetings', '/sign-in', '/does-not-exist'])('leads from %s to the set-up', async (path) => {
    const answer = await page(path);
    expect([answer.status, answer.headers.location]).toEqual([303, '/setup']);
  });

  it('answers machines as ever', async () => {
    expect((await http().get('/healthz')).status).toBe(200);
    expect((await http().get('/api/v1/me')).status).toBe(401);
  });

  it('wants the code that the console printed, and keeps what was typed', async () => {
    expect((await page('/setup')).status).toBe(200);
    const answer = await send({ ...form, code: 'AAAA-BBBB-CCCC-DDDD' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="Astrid"');
    expect(answer.text).not.toContain(form.password);
  });

  it('names everything that is wrong at once, and the code still holds', async () => {
    const wrong = { email: 'nobody', password: 'kort', repeat: 'kort', givenName: '', familyName: '' };
    const answer = await send({ ...form, ...wrong, code: 'AAAA-BBBB-CCCC-DDDD' });
    expect(answer.status).toBe(422);
    for (const field of ['code', 'email', 'givenName', 'password']) expect(answer.text).toContain(`href="#f-${field}"`);
    expect((await send({ ...form, ...wrong, code })).text).not.toContain('href="#f-code"');
  });

  it('wants a good password', async () => {
    const answer = await send({ ...form, code, password: 'astrid.berg1', repeat: 'astrid.berg1' });
    expect(answer.status).toBe(422);
  });

  it('makes the administrator, signs in, and is then over', async () => {
    const made = await send({ ...form, code: code.toLowerCase().replaceAll('-', ' ') });
    expect(made.status).toBe(303);
    const cookie = /sid=[\w-]+/.exec(String(made.headers['set-cookie']))![0];
    const me = await http().get('/api/v1/me').set('cookie', cookie);
    expect(me.body).toMatchObject({ name: 'Astrid Berg', roles: ['administrator'] });
    expect((await page('/setup')).status).toBe(404);
    expect((await send({ ...form, code })).status).toBe(404);
    expect((await page('/sign-in')).status).toBe(200);
  });

  it('prints no code any more', async () => {
    const print = jest.fn();
    await server.app.get(SetupCode).printIfNeeded(print);
    expect(print).not.toHaveBeenCalled();
  });

  it('makes further administrators from the command line, also of people who are known', async () => {
    const service = server.app.get(AdministratorService);
    const person = { givenName: 'Kari', familyName: 'Nordmann', email: 'kari@jd.example.org' };
    const first = await service.create(person);
    const again = await service.create({ ...person, password: 'fem ganger om dagen' });
    expect(again).toEqual(first);
    const signed = await http()
      .post('/sign-in')
      .type('form')
      .send({ email: person.email, password: 'fem ganger om dagen' });
    expect(signed.status).toBe(303);
  });
});
