import { recognise, safeFilename } from './media-type.rules.js';

const pdf = Buffer.from('%PDF-1.7\n');
const zip = Buffer.from('504b030414000600', 'hex');

describe('recognising a file', () => {
  it.each([
    ['minutes.pdf', pdf, 'application/pdf'],
    ['LIST.XLSX', zip, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['note.txt', Buffer.from('Møte'), 'text/plain; charset=utf-8'],
  ])('%s', (name, content, mediaType) => {
    expect(recognise(name, content)).toMatchObject({ mediaType });
  });

  it.each(['page.html', 'picture.svg', 'run.exe', 'script.js', 'noextension', 'archive.zip'])('refuses %s', (name) => {
    expect(recognise(name, zip)).toEqual({ refused: 'type' });
  });

  it('refuses content that is not what the name says', () => {
    expect(recognise('minutes.pdf', zip)).toEqual({ refused: 'mismatch' });
    expect(recognise('note.txt', Buffer.from([77, 90, 0, 1]))).toEqual({ refused: 'mismatch' });
  });
});

describe('recognising what must not come in', () => {
  it.each(['plan.docm', 'Budget.XLSM', 'slides.pptm'])('%s brings macros', (name) => {
    expect(recognise(name, zip)).toEqual({ refused: 'macros' });
  });

  it('a Word file behind a password', () => {
    expect(recognise('secret.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual({ refused: 'password' });
  });
});

describe('a file name', () => {
  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\temp\\Møte 41.pdf', 'Møte 41.pdf'],
    ['a\r\nb.pdf', 'a__b.pdf'],
    ['', 'file'],
  ])('%j becomes %j', (given, kept) => {
    expect(safeFilename(given)).toBe(kept);
  });

  it('keeps its extension when it is too long', () => {
    expect(safeFilename(`${'x'.repeat(400)}.docx`)).toMatch(/^x{185}\.docx$/);
  });
});
