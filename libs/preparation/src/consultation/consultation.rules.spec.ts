import { aspectsIn, takesAnswers, topicOf } from './consultation.rules.js';

it('reads one aspect a line and leaves out blank lines and repetitions', () => {
  expect(aspectsIn(' Forced return\n\nReturn of minors\nforced return \n')).toEqual([
    'Forced return',
    'Return of minors',
  ]);
});

it('knows a topic by its name in any language', () => {
  const topics = [{ code: 'forced', nameEn: 'Forced return', nameNb: 'Tvangsretur', nameNn: 'Tvangsretur' }];
  expect([topicOf('tvangsretur', topics), topicOf('Something else', topics)]).toEqual(['forced', null]);
});

it.each([
  ['open', '2026-12-01', true],
  ['open', '2026-11-30', false],
  ['draft', '2026-12-05', false],
  ['closed', '2026-12-05', false],
])('%s until %s takes answers on 1 December: %s', (status, respondBy, takes) => {
  expect(takesAnswers({ status, respondBy }, '2026-12-01')).toBe(takes);
});
