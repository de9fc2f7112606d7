/** Builds what the browser fetches into `outdir`. @returns plain name → name with hash */
export function buildAssets(where: { outdir: string }): Promise<Record<string, string>>;
