import { passwordFault } from './password.rules.js';

const about = ['kari.nordmann@jd.example.org', 'kari.nordmann', 'Kari', 'Nordmann'];

describe('a password', () => {
  it.each([
    ['', 'tooShort'],
    ['elleve tegn', 'tooShort'],
    ['x'.repeat(201), 'tooLong'],
    ['kari.nordmann@jd.example.org', 'aboutYou'],
    ['Kari.Nordmann1', 'aboutYou'],
    ['nordmann2026', 'aboutYou'],
    ['password1234', 'common'],
    ['Passord12345!', 'common'],
    ['123456789012', 'common'],
    ['aaaaaaaaaaaaa', 'common'],
    ['abcabcabcabc', 'common'],
    ['Velkommen2026', 'common'],
    ['qwertyuiop12', 'common'],
  ])('%j is refused: %s', (password, fault) => {
    expect(passwordFault(password, about)).toBe(`access.password.${fault}`);
  });

  it.each(['en setning om fjell', 'Kari liker å gå på ski', 'T7-vq-92-Lm-xx', 'samråd-demo-2026'])(
    '%j may be used',
    (password) => {
      expect(passwordFault(password, about)).toBeNull();
    },
  );
});
