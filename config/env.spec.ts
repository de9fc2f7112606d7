import { ConfigurationError, loadEnv, problemsOf } from './env.js';

describe('the configuration', () => {
  it('needs nothing at all for the demo', () => {
    const env = loadEnv({});
    expect(env.isDemo).toBe(true);
    expect(env.host).toBe('127.0.0.1');
    expect(env.publicUrl).toBe('http://localhost:3000');
  });

  it('names every problem at once', () => {
    const source = { PORT: 'many', SMTP_URL: 'http://x', DEMO: 'perhaps', MAIL_FROM: 'nobody', SECRET: 'short' };
    const problems = problemsOf(source).join('\n');
    for (const name of ['PORT', 'SMTP_URL', 'DEMO', 'MAIL_FROM', 'SECRET', 'PUBLIC_URL'])
      expect(problems).toContain(name);
    expect(() => loadEnv(source)).toThrow(ConfigurationError);
  });

  it('says in plain words what is wrong, once for each setting', () => {
    const source = {
      PORT: 'many',
      UPLOAD_MAX_MB: '0.5',
      SECRET: 'short',
      DEMO: 'perhaps',
      PUBLIC_URL: 'x',
      IMAP_URL: 'y',
    };
    expect(problemsOf(source)).toEqual([
      'PORT: must be a whole number',
      'PUBLIC_URL: must start with http:// or https://',
      'IMAP_URL: must start with imap:// or imaps://',
      'DEMO: must be one of: on, off',
      'SECRET: must have at least 32 characters',
      'UPLOAD_MAX_MB: must be a whole number',
    ]);
    expect(problemsOf({ PORT: '70000', UPLOAD_MAX_MB: '0' })).toEqual([
      'PORT: must be at most 65535',
      'UPLOAD_MAX_MB: must be at least 1',
    ]);
  });

  it('never shows the demo to the network', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toHaveLength(1);
    expect(problemsOf({ HOST: '0.0.0.0', DEMO: 'off' })).toEqual([]);
  });

  it('never mixes demo data with a database of somebody’s own', () => {
    const env = loadEnv({ DATABASE_URL: 'mysql://u:p@db/samrad' });
    expect(env.isDemo).toBe(false);
    expect(env.isMariaDb).toBe(true);
  });

  it.each([
    ['EMN Norge <emn@udi.example.org>', { name: 'EMN Norge', address: 'emn@udi.example.org' }],
    ['"Møter, EMN" <emn@udi.example.org>', { name: 'Møter, EMN', address: 'emn@udi.example.org' }],
    ['emn@udi.example.org', { name: '', address: 'emn@udi.example.org' }],
  ])('reads the sender %j', (MAIL_FROM, mailbox) => {
    expect(loadEnv({ MAIL_FROM }).mailFrom).toEqual(mailbox);
  });

  it.each([
    [{}, [/^Justis- og/, /^Justis- og/, /^Ministry of Justice/]],
    [{ OWNER_NAME: 'EMN Luxembourg' }, [/^EMN Luxembourg$/, /^EMN Luxembourg$/, /^EMN Luxembourg$/]],
    [{ OWNER_NAME: 'Migri', OWNER_NAME_NN: 'Migri (nn)', OWNER_NAME_EN: '' }, [/^Migri$/, /^Migri \(nn\)$/, /^Migri$/]],
    [{ OWNER_NAME_EN: 'EMN Norway' }, [/^Justis- og/, /^Justis- og/, /^EMN Norway$/]],
  ])('names who runs the installation in each language: %j', (source, [nb, nn, en]) => {
    const env = loadEnv(source);
    expect(env.ownerName('nb')).toMatch(nb!);
    expect(env.ownerName('nn')).toMatch(nn!);
    expect(env.ownerName('en')).toMatch(en!);
  });

  it.each([
    [{ OWNER_NAME: 'Migri', OWNER_NAME_NB: 'Migri (nb)' }, 'Migri'],
    [{ OWNER_NAME_NB: 'EMN Norge', OWNER_NAME_EN: 'EMN Norway' }, 'EMN Norge'],
    [{ OWNER_NAME: 'Migri', MAIL_FROM: 'REG <emn@udi.example.org>' }, 'REG'],
  ])('has one organiser for all calendars: %j', (source, name) => {
    const MAIL_FROM = 'emn@udi.example.org';
    expect(loadEnv({ MAIL_FROM, ...source }).organiser).toEqual({ name, address: 'emn@udi.example.org' });
  });
});
