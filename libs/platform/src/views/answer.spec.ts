import { disposition, localPath } from './answer.js';

describe('a path to go to afterwards', () => {
  it.each(['/meetings/1', '/persons?state=NO', '/'])('%j stays', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '\\\\evil',
    '',
    undefined,
    '/a\r\nset-cookie: x',
    'javascript:alert(1)',
    ['/a', '//evil.example'],
    '/\u2044/evil.example',
  ])('%j becomes the first page', (path) => {
    expect(localPath(path)).toBe('/');
  });
});

describe('the name of a download', () => {
  it('is given in ASCII and in UTF-8, without line breaks or quotes', () => {
    const header = disposition('attachment', 'Møte "41"\r\nX: y.pdf');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header).toContain("filename*=UTF-8''M%C3%B8te%20%2241%22%0D%0AX%3A%20y.pdf");
  });
});
