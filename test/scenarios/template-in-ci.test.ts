import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';

/** What a pipeline that has to do with templates alone may rely on. */

const parts = { Subject: 'Hello {{name}}', Text: 'Hello {{name}}', Html: '<p>Hello {{name}}</p>' };

describe('a stored template, asked about with no more rights than templates take', () => {
  it('passes', async () => {
    const { exitCode, report, lab } = await play(
      scenario({
        title: 'A role that may read and test-render templates, and nothing else',
        world({ aws, region }) {
          region.templates['welcome'] = parts;
          for (const op of ['ListConfigurationSets', 'GetConfigurationSetEventDestinations', 'GetAccount'])
            aws.faults.push({ op, kind: 'deny' });
        },
        command: ['--only', 'template', '--template', 'welcome', '--template-data', 'sample.json'],
        files: { 'sample.json': '{"name": "Ann"}' },
        expect: { exitCode: 0, codes: [] },
      }),
    );
    expect(exitCode).toBe(0);
    const checks = report?.stages.flatMap((stage) => stage.checks) ?? [];
    expect(checks.map(({ id, status }) => [id, status])).toEqual([
      ['template', 'pass'],
      ['template-data', 'pass'],
      ['template-failures', 'skipped'],
    ]);
    expect(checks[2]?.unanswered.map(({ action, counts }) => [action, counts])).toEqual([
      ['ses:ListConfigurationSets', false],
    ]);
    expect(new Set(lab.aws.calls.map(({ op }) => op))).toEqual(
      new Set(['GetEmailTemplate', 'TestRenderEmailTemplate', 'ListConfigurationSets']),
    );
  });
});

describe('a file template', () => {
  it('asks AWS nothing, though there are credentials', async () => {
    const { exitCode, report, lab } = await play(
      scenario({
        title: 'A file template, with credentials',
        command: ['--only', 'template', '--template-file', 'welcome.json', '--template-data', 'sample.json'],
        files: { 'welcome.json': JSON.stringify(parts), 'sample.json': '{"name": "Ann"}' },
        expect: { exitCode: 0, codes: [] },
      }),
    );
    expect(exitCode).toBe(0);
    expect(lab.aws.calls).toEqual([]);
    expect(report?.stages.flatMap((stage) => stage.checks).map(({ id, status }) => [id, status])).toEqual([
      ['template', 'pass'],
      ['template-data', 'pass'],
      ['template-failures', 'skipped'],
    ]);
  });
});
