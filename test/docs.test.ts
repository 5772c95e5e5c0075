import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sesModel } from '../build/ses-model.ts';
import { checklist } from '../checks/index.ts';
import { renderDocs } from '../src/render/docs.ts';
import { withOutputs } from './docs/readme-outputs.ts';

it('checks/README.md is up to date (npm run docs)', async () => {
  await expect(renderDocs(checklist)).toMatchFileSnapshot('../checks/README.md');
});

it('what the table of the SES model holds is what the SDK knows (npm run docs)', async () => {
  await expect(sesModel()).toMatchFileSnapshot('../src/symptom/tables/ses-model.ts');
});

it('the outputs in README.md are those of the program (npm run docs)', { timeout: 60_000 }, async () => {
  await expect(await withOutputs(readFileSync('README.md', 'utf8'))).toMatchFileSnapshot('../README.md');
});

it('README.md shows the IAM policy that ses-doctor policy prints, and a real report', () => {
  // What the blocks hold is compared above; here, that nobody took the marks out.
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toContain('<!-- policy: - -->');
  expect(readme).toContain('<!-- output: showpiece/broken-account');
});
