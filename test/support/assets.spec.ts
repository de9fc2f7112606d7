import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets, namesInCode } from '../../scripts/assets.mjs';

describe('the icons of the pages', () => {
  it('are found in both spellings of the code', () => {
    const code = `const icons = { open: 'Globe', shut: 'PadlockLocked' } as const;\nreturn { icon: 'Bell', title: 'Word' };`;
    expect(namesInCode(code)).toEqual(['Bell', 'Globe', 'PadlockLocked']);
  });

  it('are in the sprite, also those that a map or a tag names', async () => {
    const outdir = await mkdtemp(join(tmpdir(), 'samrad-icons-'));
    const manifest = await buildAssets({ outdir });
    const sprite = await readFile(join(outdir, manifest['icons.svg']!), 'utf8');
    await rm(outdir, { recursive: true });
    for (const name of ['Globe', 'Buildings3', 'XMarkOctagon']) expect(sprite).toContain(`<symbol id="${name}"`);
  });
});
