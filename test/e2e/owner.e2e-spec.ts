import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ OWNER_NAME_NN: 'Etaten (nynorsk)', OWNER_NAME_EN: 'The Agency' });
});
afterAll(() => app.close());

describe('who runs the installation', () => {
  it.each([
    ['nb', 'Justis- og beredskapsdepartementet og Utlendingsdirektoratet'],
    ['nn', 'Etaten (nynorsk)'],
    ['en', 'The Agency'],
  ])('is named in the language of the page: %s', async (lang, name) => {
    for (const path of ['/', '/about', '/privacy']) {
      const { text } = await app.visitor().get(`${path}?lang=${lang}`);
      expect(text.slice(text.indexOf('site-footer'))).toContain(name);
    }
    const about = (await app.visitor().get(`/about?lang=${lang}`)).text;
    expect(about.split(name)).toHaveLength(3);
  });
});
