import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachString } from './strings-within.js';

const anew = (text: string) => text.replaceAll('Åse "F\\"', 'X');

it.each([
  ['Åse "F\\" came', 'X came'],
  ['"Åse \\"F\\\\\\" came"', '"X came"'],
  ['{"who": "\\u00c5se \\u0022F\\u005c\\"", "n": 1.0}', '{"who": "X", "n": 1.0}'],
  ['{"Åse \\"F\\\\\\"":[ null ]}', '{"X":[ null ]}'],
  ['["unchanged \\u00e5", 12345678901234567890]', '["unchanged \\u00e5", 12345678901234567890]'],
  ['[draft] Åse "F\\"', '[draft] X'],
  ['', ''],
])('%s → %s', (text, expected) => expect(eachString(text, anew)).toBe(expected));

it('sees any name through JSON, and through JSON within JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), (name, isAscii) => {
      const without = (text: string) => text.replaceAll(name, '');
      fc.pre(without('say') === 'say' && !name.startsWith(' '));
      const json = JSON.stringify({ say: [name], inner: JSON.stringify([name]) });
      const text = isAscii ? json.replace(/[^ -~]/g, escaped) : json;
      expect(JSON.parse(eachString(text, without))).toEqual({ say: [''], inner: '[""]' });
    }),
  );
});

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
