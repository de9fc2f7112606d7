import { expect, it } from '@jest/globals';
import { folded, vcardOf } from './vcard.rules.js';

const card = {
  id: '0190a5f0-0000-7000-8000-000000000001',
  givenName: 'Łukasz; "Lu"',
  familyName: 'Żółkiewski, jr.',
  emails: ['main@example.org', 'other@example.org'],
  phone: '+48 22 123',
  organisation: 'Urząd\\do Spraw',
  function: null,
  languages: ['pl', 'en'],
  about: 'First line\nsecond',
  updatedAt: '2026-11-26T10:20:30.456Z',
};

it('writes a vCard 4 in which signs with a meaning are escaped', () => {
  expect(vcardOf(card).split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'UID:urn:uuid:0190a5f0-0000-7000-8000-000000000001',
    'FN:Łukasz\\; "Lu" Żółkiewski\\, jr.',
    'N:Żółkiewski\\, jr.;Łukasz\\; "Lu";;;',
    'EMAIL;PREF=1:main@example.org',
    'EMAIL:other@example.org',
    'TEL;VALUE=text:+48 22 123',
    'ORG:Urząd\\\\do Spraw',
    'LANG:pl',
    'LANG:en',
    'NOTE:First line\\nsecond',
    'REV:20261126T102030Z',
    'END:VCARD',
    '',
  ]);
});

it('folds lines after 75 octets, never inside a letter', () => {
  const lines = folded(`NOTE:${'ø'.repeat(100)}`).split('\r\n');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(lines.map((line, index) => (index ? line.slice(1) : line)).join('')).toBe(`NOTE:${'ø'.repeat(100)}`);
});
