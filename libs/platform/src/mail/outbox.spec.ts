import { startApp } from '../../../../test/support/app.js';
import { Settings } from '../database/index.js';
import { Outbox } from './outbox.js';

it('keeps mail to the invented people of the demonstration, though a mail server is set', async () => {
  const app = await startApp({ SMTP_URL: 'smtp://127.0.0.1:9', DEMO: 'on' });
  const send = async (address: string) => {
    await app.get(Outbox).queue({ to: { name: 'A', address }, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' });
    return (await app.mails()).at(-1)!.status;
  };
  try {
    const before = await send('aino.virtanen@migri.example.org');
    await app.get(Settings).set('demo.loaded', '[]');
    const isDemo = app.env.isDemo;
    expect(before).toBe('queued');
    expect(await send('aino.virtanen@migri.example.org')).toBe(isDemo ? 'kept' : 'queued');
    expect(await send('somebody@migri.fi')).toBe('queued');
  } finally {
    await app.close();
  }
});
