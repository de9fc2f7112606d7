// Builds what the browser fetches: styles, scripts, fonts, icons, flags. Every name carries a hash of its content, so
// the server may let browsers keep the files for a year; manifest.json maps the plain name to the one
// with the hash.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

const client = join('apps', 'server', 'client');
const iconFolder = join('node_modules', '@navikt', 'aksel-icons', 'dist', 'svg');
const flagFolder = join('node_modules', 'flag-icons', 'flags', '4x3');
const browsers = ['chrome120', 'edge120', 'firefox121', 'safari17'];

/** Countries of the network, its neighbours and the two organisations that host meetings. */
const flags = `al am at be bg ch cy cz de dk ee es eu fi fr gb ge gr hr hu ie is it li lt lu lv md me mk mt nl no pl pt
ro rs se si sk tr ua un xk`.split(/\s+/);

/** The European Union writes EL and UK where ISO writes GR and GB. */
const flagAliases = { el: 'gr', uk: 'gb' };

const iconInTemplate = /\bicon(?:\s+|=)["']([A-Z]\w*)["']/g;
const iconInCode = /\bicon:\s*['"]([A-Z]\w*)['"]/g;
/** The name of a tag's icon in a template. */
const iconOfTag = /\bplatform\/tag\s[^}]*?\bname=["']([A-Z]\w*)["']/g;
/** Maps named `icons` or `…Icons`: one icon for each value of something. */
const iconMap = /\b(?:i|\w+I)cons\b[^={]*=\s*\{([^}]*)\}/g;

/**
 * Bundles and copies everything the pages refer to.
 * @param {{ outdir: string }} where folder that is served as `/assets/`
 * @returns {Promise<Record<string, string>>} the manifest: plain name to name with hash
 */
export async function buildAssets({ outdir }) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(join(outdir, 'flags'), { recursive: true });
  const parts = await Promise.all([bundles(outdir), iconSprite(outdir), allFlags(outdir), favicon(outdir)]);
  const manifest = Object.assign({}, ...parts);
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

async function bundles(outdir) {
  const result = await build({
    entryPoints: [join(client, 'app.ts'), join(client, 'editor', 'editor.ts'), join(client, 'app.css')],
    outdir,
    absWorkingDir: process.cwd(),
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    publicPath: '/assets',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const entries = Object.entries(result.metafile.outputs).map(([file, output]) => [plainName(output), basename(file)]);
  return Object.fromEntries(entries);
}

function plainName(output) {
  const source = output.entryPoint ?? Object.keys(output.inputs)[0];
  return basename(source).replace(/\.ts$/, '.js');
}

async function iconSprite(outdir) {
  const names = await iconNames();
  const symbols = await Promise.all([...names.keys()].sort().map((name) => symbol(name, names.get(name))));
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
  return { 'icons.svg': await store(outdir, 'icons.svg', sprite) };
}

/** Finds the icons that templates and presenters name, with the file each was first seen in. */
async function iconNames() {
  const found = new Map();
  for (const folder of ['libs', 'apps']) {
    const files = await readdir(folder, { recursive: true });
    for (const file of files.filter((name) => /\.(hbs|ts)$/.test(name) && !name.endsWith('spec.ts'))) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const name of file.endsWith('.hbs') ? namesInTemplate(text) : namesInCode(text)) {
        found.set(name, found.get(name) ?? join(folder, file));
      }
    }
  }
  return found;
}

const firstGroups = (text, pattern) => [...text.matchAll(pattern)].map(([, group]) => group);
const namesInTemplate = (text) => [iconInTemplate, iconOfTag].flatMap((pattern) => firstGroups(text, pattern));

export function namesInCode(text) {
  const inMaps = firstGroups(text, iconMap).flatMap((map) => firstGroups(map, /:\s*['"]([A-Z]\w*)['"]/g));
  return [...firstGroups(text, iconInCode), ...inMaps];
}

async function symbol(name, usedIn) {
  const svg = await readFile(join(iconFolder, `${name}.svg`), 'utf8').catch(() => {
    throw new Error(`${usedIn} names the icon "${name}", which aksel-icons does not have`);
  });
  const drawing = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.trim()}</symbol>`;
}

async function allFlags(outdir) {
  const stored = await Promise.all(flags.map((code) => flag(outdir, code)));
  const manifest = Object.fromEntries(stored);
  for (const [alias, code] of Object.entries(flagAliases)) {
    manifest[`flags/${alias}.svg`] = manifest[`flags/${code}.svg`];
  }
  return manifest;
}

async function flag(outdir, code) {
  const svg = await readFile(join(flagFolder, `${code}.svg`));
  return [`flags/${code}.svg`, await store(outdir, join('flags', `${code}.svg`), svg)];
}

async function favicon(outdir) {
  const svg = await readFile(join(client, 'favicon.svg'));
  return { 'favicon.svg': await store(outdir, 'favicon.svg', svg) };
}

/** Writes a file under a name with its hash and gives that name. */
async function store(outdir, name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const ending = extname(name);
  const file = join(outdir, `${name.slice(0, -ending.length)}-${hash}${ending}`);
  await writeFile(file, content);
  return relative(outdir, file).split(sep).join('/');
}
