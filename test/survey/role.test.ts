import { describe, expect, it } from 'vitest';
import { runOffline } from '../cli/host.ts';
import { startLab } from '../lab/lab.ts';
import { worldOf } from '../lab/play.ts';
import { everythingAsked } from '../scenarios/everything-asked.ts';
import { surveyAt, worldOfSenders } from './surveyed.ts';

async function role(format: string, args: readonly string[] = []): Promise<string> {
  const { stdout, exitCode } = await runOffline(['policy', '--for', 'survey', '--format', format, ...args]);
  expect(exitCode).toBe(0);
  return stdout;
}

interface Policy {
  Statement: { Effect: string; Action: string[] }[];
}
const actionsOf = ({ Statement: statements }: Policy): readonly string[] =>
  statements.flatMap(({ Action }) => Action).sort();
const allowed = async (args: readonly string[] = []): Promise<readonly string[]> =>
  actionsOf(JSON.parse(await role('json', args)) as Policy);

/** The operations that a survey called in worlds which together have everything. */
async function called(args: readonly string[]): Promise<ReadonlySet<string>> {
  const ops = new Set<string>();
  const worlds = [...[...everythingAsked.values()].map(worldOf), worldOfSenders({ sound: 1, keyless: 1 })];
  for (const world of worlds) {
    const lab = await startLab(world);
    await surveyAt(lab, ['--json', ...args]);
    for (const { op } of lab.aws.calls) ops.add(op);
    // Nobody needs a permission for it.
    ops.delete('GetCallerIdentity');
    await lab.close();
  }
  return ops;
}

const opOf = (action: string): string => action.slice(action.indexOf(':') + 1);

describe('the role that a survey takes on', () => {
  it.each([
    [[]],
    [['--only', 'dkim']],
    [['--only', 'identity*']],
    [['--only', 'sending']],
    [['--only', 'send-tenant']],
    [['--only', 'mail-from*']],
    [['--skip', 'send-tenant', '--skip', 'reputation*']],
  ])(
    'allows what a survey calls and nothing beside it, with %j',
    async (args) => {
      const may = new Set((await allowed(args)).map(opOf));
      const does = new Set([...(await called(args)), ...(await called([...args, '--deep']))]);
      expect([...does].filter((op) => !may.has(op))).toEqual([]);
      expect(
        [...may].filter((op) => !does.has(op)),
        'no survey makes these calls: test/scenarios/everything-asked.ts needs a world that leads one to them',
      ).toEqual([]);
    },
    300_000,
  );

  it('allows the same in each format, and reads only', async () => {
    const actions = await allowed();
    expect(actions.filter((action) => !/:(?:Get|List|BatchGet|Describe)/.test(action))).toEqual([]);
    const { Resources: resources } = JSON.parse(await role('cloudformation')) as {
      Resources: {
        SesDoctorRole: {
          Properties: { AssumeRolePolicyDocument: object; Policies: { PolicyDocument: Policy }[] };
        };
      };
    };
    const { Policies: policies } = resources.SesDoctorRole.Properties;
    expect(policies.flatMap((one) => actionsOf(one.PolicyDocument))).toEqual(actions);
    const hcl = await role('terraform');
    expect(
      [...hcl.matchAll(/"([a-z]+:(?:Get|List|BatchGet|Describe)[A-Za-z]+)"/g)].map(([, one]) => one).sort(),
    ).toEqual(actions);
    // A policy inside a role may have 10,240 characters, one of its own 6,144 (IAM User Guide, "IAM and AWS STS quotas").
    expect((await role('json')).replaceAll(/\s/g, '').length).toBeLessThan(6144);
  });
});
