import { fold } from './index.js';

describe('fold', () => {
  it.each([
    ['Łódź', 'lodz'],
    ['Ærlig Øystein Ås', 'aerlig oystein as'],
    ['Đorđe', 'dorde'],
  ])('folds %s for searching', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});
