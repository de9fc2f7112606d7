import { I18n } from '@samrad/platform/i18n';
import { changeText, presentLines } from './agenda.presenter.js';
import type { AgendaLine } from './agenda.types.js';

const i18n = new I18n();
const nothing = { readable: new Set<string>(), topics: {} };

const line = (start: string): AgendaLine => ({
  ...{ id: start, type: 'information', number: '1', title: 'Return', minutes: 15, start, end: start, topicCode: null },
  ...{ note: null, isSub: false, topicId: null, carried: null, session: null, group: null },
  ...{ presenters: [], documents: [] },
});

describe('the day above an item', () => {
  const days = (...starts: string[]) =>
    presentLines('en', starts.map(line), { ...nothing, startWall: '2026-11-26T21:00' }).map(({ day }) => day ?? null);

  it('is left out of a meeting of one day', () => {
    expect(days('2026-11-26T21:00', '2026-11-26T22:00')).toEqual([null, null]);
  });

  it('stands above the first of each day, when there are several', () => {
    expect(days('2026-11-26T21:00', '2026-11-26T22:00', '2026-11-27T00:35')).toEqual([
      'Thursday, 26 November 2026',
      null,
      'Friday, 27 November 2026',
    ]);
  });

  it('is told to somebody who sees only what is past midnight', () => {
    expect(days('2026-11-27T00:35')).toEqual(['Friday, 27 November 2026']);
  });
});

describe('a presenter who was taken off', () => {
  it.each([
    ['en', 'Item 1, “Return” has no presenter any more'],
    ['nb', 'Sak 1, «Retur» har ikke lenger noen innleder'],
    ['nn', 'Sak 1, «Retur» har ikkje lenger nokon innleiar'],
  ] as const)('is told of in words: %s', (lang, text) => {
    const title = lang === 'en' ? 'Return' : 'Retur';
    expect(changeText(i18n, lang, { kind: 'presenter', title, number: '1', presenters: [] })).toBe(text);
  });
});
