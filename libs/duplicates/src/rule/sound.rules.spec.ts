import { describe, expect, it } from '@jest/globals';
import { inLatin, slips, soundOf } from './sound.rules.js';

it.each([
  ['Παπαδόπουλος', 'papadopulos'],
  ['Христо', 'hristo'],
  ['Юлия', 'yuliya'],
  ['Łódź', 'lodz'],
  ['Straße', 'strasse'],
])('writes %s in Latin letters', (text, latin) => {
  expect(inLatin(text)).toBe(latin);
});

it.each([
  ['Müller', 'Mueller'],
  ['Ødegård', 'Oedegaard'],
  ['Шишкова', 'Shishkova'],
  ['Παπαδόπουλος', 'Papadopoulos'],
  ['Guðmundsdóttir', 'Gudmundsdottir'],
  ['Christiansen', 'Kristiansen'],
])('hears %s and %s as one', (one, other) => {
  expect(soundOf(one)).toBe(soundOf(other));
});

it.each([
  ['Hansen', 'Jansen'],
  ['Novák', 'Horák'],
  ['Anna', 'Hanna'],
])('hears %s and %s as two', (one, other) => {
  expect(soundOf(one)).not.toBe(soundOf(other));
});

describe('slips of the pen', () => {
  it.each([
    ['hansen', 'hansen', 0],
    ['hansen', 'hanson', 1],
    ['hansen', 'hasnen', 1],
    ['hansen', 'hanse', 1],
    ['hansen', 'jensen', 2],
    ['hansen', 'virtanen', 3],
  ])('between %s and %s are %i', (one, other, count) => {
    expect(slips(one, other)).toBe(count);
  });
});
