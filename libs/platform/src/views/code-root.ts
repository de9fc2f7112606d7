import { fileURLToPath } from 'node:url';

/** The folder that holds `libs` and `apps`: the repository in tests, `dist` when built. */
export const codeRoot = fileURLToPath(new URL('../../../../', import.meta.url));
