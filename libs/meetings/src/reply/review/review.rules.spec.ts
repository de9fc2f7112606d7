import { mayRemember, mayReopen, mayReply, nameFrom, type Reviewed } from './review.rules.js';

const mail = (change: Partial<Reviewed> = {}): Reviewed => ({
  review: 'open',
  ruling: 'NEEDS_REVIEW',
  fromAddress: 'x@y.example',
  details: { trusted: true },
  ...change,
});

describe('what can be decided about a mail', () => {
  it.each([
    ['of a sender who was checked', mail(), true, true],
    ['of a sender who was not', mail({ details: { trusted: false } }), true, false],
    ['that proposes a time', mail({ ruling: 'COUNTER', details: { trusted: false } }), true, true],
    ['that may be forged', mail({ ruling: 'REJECTED_SPOOF' }), false, false],
    ['that cannot be read', mail({ ruling: 'REJECTED_MALFORMED' }), false, false],
    ['of nobody', mail({ fromAddress: null }), false, false],
    ['without a ruling', mail({ details: null }), true, false],
  ])('%s', (...[, given, remember, reply]) => {
    expect([mayRemember(given), mayReply(given)]).toEqual([remember, reply]);
  });

  it('is undone only where nothing followed', () => {
    const undone = (['none', 'open', 'applied', 'dismissed', 'refused'] as const).filter((review) =>
      mayReopen({ review }),
    );
    expect(undone).toEqual(['dismissed']);
  });

  it.each([
    ['Łucja Ólafsdóttir', 'Łucja Ólafsdóttir'],
    ['Łucja via Nextcloud', 'Łucja'],
    ['lucja@migri.example', 'x.y'],
    ['', 'x.y'],
    ['a\r\nBcc: <evil>', 'a  Bcc:  evil'],
  ])('takes the name of %j as %j', (shown, name) => {
    expect(nameFrom(shown, 'x.y@z.example')).toBe(name);
  });
});
