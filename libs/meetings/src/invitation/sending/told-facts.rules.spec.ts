import { differing } from './told-facts.rules.js';

describe('what has changed since a person was told last', () => {
  const told = {
    ...{ title: 'REG 14: Return', startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00', zone: 'Europe/Oslo' },
    ...{ place: 'Oslo', videoUrl: null, answerBy: '2026-12-01', description: null },
  };

  it.each([
    ['nothing', {}, []],
    ['the time, once', { startWall: '2026-12-10T10:00', endWall: '2026-12-10T16:00' }, ['when']],
    ['the place and a new link', { videoUrl: 'https://v.example', place: 'Bergen' }, ['where', 'video']],
    ['the description and the deadline', { description: 'More', answerBy: null }, ['answerBy', 'about']],
  ])('is %s', (_, change, fields) => {
    expect(differing(told, { ...told, ...change })).toEqual(fields);
  });
});
