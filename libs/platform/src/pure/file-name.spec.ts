import { endingOf, fileStem } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['Dagsorden: Retur og «praksis»', 'Dagsorden Retur og «praksis»'],
    ['../../etc/passwd', '.. .. etc passwd'],
    ['invoice\u202efdp.exe ..', 'invoice fdp.exe'],
    ['\u0000', ''],
    ['a'.repeat(200), 'a'.repeat(80)],
  ])('%j becomes %j', (title, stem) => {
    expect(fileStem(title)).toBe(stem);
  });

  it.each([
    ['Figures.PDF', 'pdf'],
    ['archive.tar.gz', 'gz'],
    ['none', ''],
    ['x.../../y', ''],
  ])('ends, of %j, in %j', (filename, ending) => {
    expect(endingOf(filename)).toBe(ending);
  });
});
