import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, visit } from 'yaml';
import { fitOf, type Known } from '../../src/parse/event-pattern.ts';
import { runInDocs } from './commands.ts';

const path = 'docs/schedule.yaml';
const text = readFileSync(path, 'utf8');

/** The short forms of CloudFormation's functions, as tags of YAML. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({
  tag,
  resolve: (value: string): object => ({ [tag]: value }),
}));

interface Template {
  Parameters: Record<string, { Type: string }>;
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, unknown>;
}

const template = parse(text, { customTags }) as Template;

/** The names that a template refers to. */
function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '!Ref') return [String(inner)];
    if (key === '!GetAtt') return [String(inner).split('.')[0] ?? ''];
    if (key === '!Sub') return [...String(inner).matchAll(/\$\{([^}.]+)/g)].map(([, name = '']) => name);
    return references(inner);
  });
}

/** The buildspec, which is YAML in YAML. */
const buildspec = parse(
  (template.Resources['Project']?.Properties['Source'] as { BuildSpec: string }).BuildSpec,
) as { version: number; phases: Record<string, { commands: string[]; finally?: string[] }> };
const commands = Object.values(buildspec.phases).flatMap((phase) => [
  ...phase.commands,
  ...(phase.finally ?? []),
]);

describe(path, () => {
  it('is YAML without an error, and every tag is a function of CloudFormation', () => {
    const document = parseDocument(text, { customTags });
    expect([...document.errors, ...document.warnings]).toEqual([]);
    visit(document, {
      Scalar: (_key, { tag }) => {
        if (tag?.startsWith('!') === true) expect(['!Ref', '!GetAtt', '!Sub']).toContain(tag);
      },
    });
  });

  it('refers to what it holds, and uses every parameter', () => {
    const known = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];
    const used = references([template.Resources, template.Outputs]);
    expect(used.filter((name) => !name.startsWith('AWS::') && !known.includes(name))).toEqual([]);
    for (const name of Object.keys(template.Parameters)) expect(used).toContain(name);
  });

  it('starts builds as the scheduler, reads SES by the policy that ses-doctor prints, and allows nothing by a star', () => {
    const roles = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles).toHaveLength(2);
    expect(JSON.stringify(template)).not.toMatch(/"(?:Action|Resource)":"\*"/);
    expect(references(template.Resources['Role']?.Properties['ManagedPolicyArns'])).toEqual(['PolicyArn']);
  });

  it('its commands are shell', () => {
    for (const command of commands)
      expect(spawnSync('bash', ['-n', '-c', command], { encoding: 'utf8' }).stderr, command).toBe('');
  });

  it('its command line of ses-doctor runs', async () => {
    const own = commands.filter((command) => command.startsWith('ses-doctor '));
    expect(own).toHaveLength(1);
    for (const command of own) {
      const { exitCode, stderr } = await runInDocs(command.replace('"$IDENTITY"', 'example.com'));
      expect(exitCode, stderr).toBe(0);
    }
  });

  it('its rule matches a build that failed, and no other', () => {
    const { EventPattern } = template.Resources['Failed']?.Properties ?? {};
    const pattern = JSON.stringify(EventPattern).replace('{"!Ref":"Project"}', '"ses"');
    const event = (status: string, project: string): Known =>
      object({
        source: known('aws.codebuild'),
        'detail-type': known('CodeBuild Build State Change'),
        detail: object({ 'project-name': known(project), 'build-status': known(status) }),
      });
    expect(fitOf(pattern, event('FAILED', 'ses'))).toBe('all');
    expect(fitOf(pattern, event('SUCCEEDED', 'ses'))).toBe('none');
    expect(fitOf(pattern, event('FAILED', 'other'))).toBe('none');
  });
});

const known = (text: string): Known => ({ kind: 'text', text });
const object = (members: Readonly<Record<string, Known>>): Known => ({
  kind: 'object',
  members,
  closed: false,
});
