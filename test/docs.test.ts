import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checklist } from '../checks/index.ts';
import { policyFor } from '../src/policy.ts';
import { renderDocs } from '../src/render/docs.ts';
import { select } from '../src/select.ts';

it('checks/README.md is up to date (npm run docs)', async () => {
  await expect(renderDocs(checklist)).toMatchFileSnapshot('../checks/README.md');
});

it('the IAM policy in README.md is the one that ses-doctor policy prints', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(policyFor(select(checklist, [], [])));
});
