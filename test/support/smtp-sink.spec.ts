import { createTransport } from 'nodemailer';
import { SmtpSink } from './smtp-sink.js';

describe('a real SMTP server', () => {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await SmtpSink.start();
  });
  afterAll(() => sink.stop());
  afterEach(() => sink.accept());

  const send = async (to: string) => {
    const transport = createTransport(sink.url);
    try {
      return await transport.sendMail({ from: 'samrad@example.no', to, subject: 'Innkalling', text: 'Velkommen' });
    } finally {
      transport.close();
    }
  };

  it('keeps the raw message and the recipients', async () => {
    await send('ola@example.org');
    const [message] = await sink.received(1);
    expect(message).toMatchObject({ from: 'samrad@example.no', to: ['ola@example.org'] });
    expect(message?.raw).toMatch(/^Subject: Innkalling\r?$/m);
  });

  it('refuses a recipient with the words and as often as told', async () => {
    sink.refuse('kari@example.org', { code: 451, text: 'Try again later', times: 1 });
    await expect(send('kari@example.org')).rejects.toMatchObject({ responseCode: 451 });
    await send('kari@example.org');
    expect(sink.to('kari@example.org')).toHaveLength(1);
    sink.refuse('kari@example.org', { code: 550, text: 'No such person' });
    await expect(send('kari@example.org')).rejects.toThrow('No such person');
  });

  it('hangs up in the middle of a message', async () => {
    sink.cut();
    await expect(send('per@example.org')).rejects.toThrow();
    expect(sink.to('per@example.org')).toHaveLength(0);
    await send('per@example.org');
    expect(sink.to('per@example.org')).toHaveLength(1);
  });
});
