import { ImapFlow } from 'imapflow';
import { hasDovecot, startMailbox, type Mailbox } from './dovecot.js';

const whenInstalled = hasDovecot() ? describe : describe.skip;

whenInstalled('a real mailbox', () => {
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await startMailbox();
  });
  afterAll(() => mailbox?.stop());

  const open = async (password: string) => {
    const { port, user } = mailbox;
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      auth: { user, pass: password },
      logger: false,
    });
    await client.connect();
    return client;
  };

  it('gives out by IMAP what was delivered', async () => {
    await mailbox.deliver('From: ola@example.org\r\nSubject: Kommer\r\n\r\nHei på deg\r\n');
    const client = await open(mailbox.password);
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne('1', { source: true, envelope: true });
    expect(message && message.envelope?.subject).toBe('Kommer');
    expect(message && message.source?.toString()).toContain('\r\n\r\nHei på deg\r\n');
    await client.messageFlagsAdd('1', ['\\Seen']);
    await client.logout();
    expect(await mailbox.size()).toBe(1);
  });

  it('refuses a wrong password', async () => {
    await expect(open('wrong')).rejects.toThrow();
  });
});
