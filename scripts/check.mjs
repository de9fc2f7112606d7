// npm run check: format, lint, boundaries, texts, types and the pure specs. Fast enough for every commit.
import { cheapSteps, closingLine, runSideBySide } from './lib/steps.mjs';

const results = await runSideBySide(cheapSteps);
console.log(closingLine(results));
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
