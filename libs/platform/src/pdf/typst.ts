import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const binary = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';
const fonts: Record<string, string[]> = {
  inter: ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold', '700Bold_Italic'],
  'noto-sans-georgian': ['400Regular', '700Bold'],
  'noto-sans-armenian': ['400Regular', '700Bold'],
};

/** Where the typesetter's binary is, or null on a machine for which there is none. */
export function typstBinary(): string | null {
  try {
    return require.resolve(binary);
  } catch {
    return null;
  }
}

/** Folders with the typefaces of the PDFs: Inter, and Noto Sans for Georgian and Armenian. */
export function fontFolders(): string[] {
  return Object.entries(fonts).flatMap(([family, cuts]) => {
    const home = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
    return cuts.map((cut) => join(home, cut));
  });
}
