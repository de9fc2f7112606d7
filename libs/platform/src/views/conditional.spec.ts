import { isUnchanged, type Known } from './conditional.js';

const lastModified = 'Mon, 23 Nov 2026 08:00:00 GMT';

it.each<[boolean, Known]>([
  [true, { 'if-none-match': '"a"' }],
  [true, { 'if-none-match': 'W/"a"' }],
  [true, { 'if-none-match': '"x", W/"a" , "y"' }],
  [true, { 'if-none-match': '"x,y","a"' }],
  [true, { 'if-none-match': '*' }],
  [true, { 'if-modified-since': lastModified }],
  [false, {}],
  [false, { 'if-none-match': '"b"' }],
  [false, { 'if-none-match': 'a' }],
  [false, { 'if-none-match': '"xa"' }],
  [false, { 'if-none-match': '' }],
  [false, { 'if-none-match': '"b"', 'if-modified-since': lastModified }],
  [false, { 'if-modified-since': 'Mon, 23 Nov 2026 08:00:01 GMT' }],
  [false, { 'if-modified-since': 'yesterday' }],
])('says %s to a reader whose copy is %j', (unchanged, known) => {
  expect(isUnchanged(known, { etag: '"a"', lastModified })).toBe(unchanged);
});

it('cannot say by the date when it knows none', () => {
  expect(isUnchanged({ 'if-modified-since': lastModified }, { etag: '"a"', lastModified: null })).toBe(false);
});
