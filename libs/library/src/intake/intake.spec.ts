import { Invalid } from '@samrad/platform/errors';
import { deflateSync } from 'node:zlib';
import { docx, odt, pdf, xlsx } from '../../../../test/support/office-files.js';
import { takeIn } from './intake.js';
import { packageLimits } from './package-look.js';

const body = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>';

/** An Office file behind a password: a container of old, with nothing of ours inside. */
const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);

/** The sizes that the directory of a ZIP archive declares, changed. */
function declaring(file: Buffer, bytes: number): Buffer {
  const changed = Buffer.from(file);
  for (let at = changed.indexOf('PK\x01\x02'); at >= 0; at = changed.indexOf('PK\x01\x02', at + 1)) {
    changed.writeUInt32LE(bytes, at + 24);
  }
  return changed;
}

const encryptedEntries = (file: Buffer): Buffer => {
  const changed = Buffer.from(file);
  for (let at = changed.indexOf('PK\x01\x02'); at >= 0; at = changed.indexOf('PK\x01\x02', at + 1)) {
    changed.writeUInt16LE(changed.readUInt16LE(at + 8) | 1, at + 8);
  }
  return changed;
};

const many = Object.fromEntries(
  Array.from({ length: packageLimits.mostEntries }, (_, at) => [`word/media/p${at}.png`, '']),
);
const contentTypes = (type: string) => ({
  '[Content_Types].xml': `<Types><Override PartName="/word/project.bin" ContentType="${type}"/></Types>`,
});
const template = (mode: string) => ({
  'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="https://x.example/t.dotm"${mode}/></Relationships>`,
});
/** Objects as PDF 1.5 packs them. */
const packedPdf = (object: string) => {
  const packed = deflateSync(Buffer.from(`9 0 ${object}`, 'latin1')).toString('latin1');
  return `>>\n8 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n${packed}\nendstream\nendobj\n<<`;
};
const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

describe('a file that may come in', () => {
  it.each([
    ['a.docx', docx(['Text'])],
    ['a.odt', odt(['Text'])],
    ['a.xlsx', xlsx(['Text'])],
    ['a.pdf', pdf([['Text']])],
    ['a.txt', Buffer.from('Text')],
    ['with-template-inside.docx', docx(['x'], template(''))],
    ['opens-at-a-page.pdf', pdf([['x']], '/OpenAction [3 0 R /Fit]')],
    ['packed.pdf', pdf([['x']], packedPdf('<< /Type /Annot /S /GoTo >>'))],
    ['picture.docx', docx(['With a drawing'], { 'word/media/image1.svg': '<!DOCTYPE svg><svg/>' })],
  ])('%s', async (filename, content) => {
    await expect(takeIn({ filename, content })).resolves.toContain('/');
  });
});

describe('a file is refused, and the reason told, when it', () => {
  it.each<[string, string, string, Buffer]>([
    ['has macros', 'macros', 'a.docx', docx(['x'], { 'word/vbaProject.bin': 'x' })],
    ['calls itself a file with macros', 'macros', 'a.docm', docx(['x'])],
    ['hides a file with macros', 'macros', 'a.docx', docx(['x'], { 'word/embeddings/b.xlsm': 'x' })],
    [
      'declares macros in its contents',
      'macros',
      'a.docx',
      docx(['x'], { '[Content_Types].xml': '<Types ContentType="application/vnd.ms-word.document.macroEnabled"/>' }),
    ],
    ['has the macros of old Excel', 'macros', 'a.docx', docx(['x'], { 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['has the macros of LibreOffice', 'macros', 'a.odt', odt(['x'], { 'Basic/Standard/Module1.xml': '<x/>' })],
    [
      'has macros under another name',
      'macros',
      'a.docx',
      docx(['x'], contentTypes('application/vnd.ms-office.vbaProject')),
    ],
    [
      'has them spelt with numbers',
      'macros',
      'a.docx',
      docx(['x'], contentTypes('application/vnd.ms-office.&#118;baProject')),
    ],
    ['has controls that run', 'active', 'a.docx', docx(['x'], { 'word/activeX/activeX1.bin': 'x' })],
    ['fetches its template', 'template', 'a.docx', docx(['x'], template(' TargetMode="External"'))],
    ['is a PDF with a script', 'active', 'a.pdf', pdf([['x']], '/OpenAction << /S /JavaScript /JS (app.alert) >>')],
    ['is a PDF with a hidden script', 'active', 'a.pdf', pdf([['x']], '/AA << /O << /S /J#61vaScript >> >>')],
    ['is a PDF that starts a program', 'active', 'a.pdf', pdf([['x']], '/OpenAction << /S /Launch /F (cmd.exe) >>')],
    ['is a PDF with a packed script', 'active', 'a.pdf', pdf([['x']], packedPdf('<< /S /Rendition /JS 4 0 R >>'))],
    ['declares entities', 'externalEntities', 'a.docx', docx([], { 'word/document.xml': entity + body })],
    [
      'declares them in another encoding',
      'externalEntities',
      'a.docx',
      docx([], { 'customXml/item1.xml': [...entity].join('\0') }),
    ],
    ['declares them in an OpenDocument file', 'externalEntities', 'a.odt', odt([], { 'content.xml': entity })],
    ['unpacks to a thousand times its size', 'bomb', 'a.docx', docx(['x'], { 'word/big.xml': ' '.repeat(3_900_000) })],
    ['declares hundreds of megabytes', 'bomb', 'a.docx', declaring(docx(['x']), 400_000_000)],
    ['has thousands of files inside', 'bomb', 'a.docx', docx(['x'], many)],
    ['says less than it unpacks to', 'damaged', 'a.docx', declaring(docx(['x'.repeat(900)]), 3)],
    ['is behind a password', 'password', 'a.docx', locked],
    ['is a packed file behind a password', 'password', 'a.docx', encryptedEntries(docx(['x']))],
    [
      'is an OpenDocument file behind a password',
      'password',
      'a.odt',
      odt([], { 'META-INF/manifest.xml': '<m><encryption-data/></m>' }),
    ],
    ['is a PDF behind a password', 'password', 'a.pdf', pdf([['x']], '/Encrypt << /Filter /Standard /V 1 >>')],
    ['is another kind of office file', 'mismatch', 'a.docx', xlsx(['x'])],
    ['is another kind of OpenDocument file', 'mismatch', 'a.ods', odt(['x'])],
    ['is not what its name says', 'mismatch', 'a.pdf', docx(['x'])],
    ['is cut off', 'damaged', 'a.docx', docx(['x'.repeat(500)]).subarray(0, 200)],
    ['is of a type that is not taken', 'type', 'a.exe', Buffer.from('MZ')],
  ])('%s: %s', async (...[, reason, filename, content]) => {
    const refusal: unknown = await takeIn({ filename, content }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Invalid);
    expect((refusal as Invalid).fields).toEqual({
      file: { key: `library.refused.${reason}`, params: { name: filename } },
    });
  });
});
