import { fontFolders, typstBinary } from './typst.js';
import { Pdf } from './index.js';
import { Typesetter } from './typesetter.js';

const binary = typstBinary() ?? '';
const started: Typesetter[] = [];

function aTypesetter(limitMs?: number): Typesetter {
  const typesetter = new Typesetter({ binary, fontFolders: fontFolders() }, limitMs);
  started.push(typesetter);
  return typesetter;
}

afterAll(() => started.forEach((typesetter) => typesetter.stop()));

describe('typesetting', () => {
  it('refuses names that are not templates', async () => {
    await expect(new Pdf().render('../../etc/passwd', {}, { language: 'nb', title: 'x' })).rejects.toThrow(
      'not a PDF template',
    );
  });

  it('tells when this machine has no typesetter', async () => {
    class WithoutTypst extends Pdf {
      protected override get binary(): null {
        return null;
      }
    }
    const pdf = new WithoutTypst();
    expect(pdf.available).toBe(false);
    await expect(pdf.render('platform/office/paper', {}, { language: 'nb', title: 'x' })).rejects.toMatchObject({
      key: 'platform.pdf.unavailable',
      status: 503,
    });
  });

  it('lets no template read files of the machine', async () => {
    const typesetter = aTypesetter();
    const reads = (path: string) => typesetter.typeset({ 'main.typ': `#set document(title: "x")\n#read("${path}")` });
    await expect(reads('/etc/passwd')).rejects.toThrow('file not found');
    await expect(reads('../../../../etc/passwd')).rejects.toThrow(/project root|not found/);
  });

  it('forgets the data of one order before the next', async () => {
    const typesetter = aTypesetter();
    const source = '#set document(title: "x")\n#json("/data.json").word';
    await typesetter.typeset({ 'main.typ': source, 'data.json': '{"word":"secret"}' });
    await expect(typesetter.typeset({ 'main.typ': source })).rejects.toThrow('file not found');
  });

  it('gives up after its limit and starts again with the next order', async () => {
    const typesetter = aTypesetter(3000);
    const endless = '#let f(n, s) = if n > 0 { f(n - 1, s + "a"); f(n - 1, s + "b") }\n#f(60, "")';
    await expect(typesetter.typeset({ 'main.typ': endless })).rejects.toMatchObject({ key: 'platform.pdf.failed' });
    const { conforms } = await typesetter.typeset({ 'main.typ': '#set document(title: "x")\nwords' });
    expect(conforms).toBe(true);
  });

  it('gives up the one that takes too long alone, and refuses more than it can keep', async () => {
    const typesetter = aTypesetter(3000);
    const good = { 'main.typ': '#set document(title: "x")\nwords' };
    const slow = '#let f(n, s) = if n > 0 { f(n - 1, s + "a"); f(n - 1, s + "b") }\n#f(60, "")';
    const orders = [{ 'main.typ': slow }, ...Array<typeof good>(51).fill(good)].map((files) =>
      typesetter.typeset(files),
    );
    const results = await Promise.allSettled(orders);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      ...Array<string>(50).fill('fulfilled'),
      'rejected',
    ]);
  });
});
