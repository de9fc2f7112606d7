/** Builds what the browser fetches into `outdir`. @returns plain name → name with hash */
export function buildAssets(where: { outdir: string }): Promise<Record<string, string>>;
/** Names of icons that TypeScript mentions. */
export function namesInCode(text: string): string[];
