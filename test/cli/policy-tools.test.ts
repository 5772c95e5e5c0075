import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOffline } from './host.ts';

const has = (tool: string): boolean => spawnSync(tool, ['--version']).status === 0;
const hasTerraform = has('terraform');
const hasCfnLint = has('cfn-lint');
const missing = (isThere: boolean, tool: string): string =>
  isThere ? '' : ` (${tool} is not installed: not run)`;

const policies = [
  [],
  ['--only', 'quota', '--deny-billed'],
  ['--for', 'survey'],
  ['--for', 'survey', '--only', 'sending'],
  ['--for', 'test', '--via', 'smtp', '--read-bucket', 'bucket'],
  ['--for', 'history'],
];

describe.skipIf(!hasTerraform)(`Terraform${missing(hasTerraform, 'terraform')}`, () => {
  it.each(policies.map((args) => [args]))(
    'reads the policy of %j, which is as it would write it',
    async (args) => {
      const { stdout: input } = await runOffline(['policy', '--format', 'terraform', ...args]);
      const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-diff', '-'], {
        ...{ input, encoding: 'utf8' },
      });
      expect([stdout, status]).toEqual(['', 0]);
    },
  );
});

describe.skipIf(!hasCfnLint)(`CloudFormation${missing(hasCfnLint, 'cfn-lint')}`, () => {
  it.each([policies[0] ?? [], ['--for', 'survey']].map((args) => [args]))(
    'takes the template of %j',
    async (args) => {
      const { stdout: template } = await runOffline(['policy', '--format', 'cloudformation', ...args]);
      const folder = mkdtempSync(join(tmpdir(), 'policy-'));
      try {
        writeFileSync(join(folder, 'template.json'), template);
        // Its warnings change with its versions.
        const { status, stdout } = spawnSync(
          'cfn-lint',
          ['--ignore-checks', 'W', 'I', '--template', join(folder, 'template.json')],
          { encoding: 'utf8' },
        );
        expect([stdout, status]).toEqual(['', 0]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
