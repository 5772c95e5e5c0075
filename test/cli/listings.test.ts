import { describe, expect, it } from 'vitest';
import { history } from '../../checks/history.ts';
import { proofStage } from '../../checks/proof.ts';
import { checklist } from '../../checks/index.ts';
import { runOffline } from './host.ts';

interface Listed {
  checks: { id: string; actions: string[]; findings: { code: string; severity: string }[] }[];
}
const listed = async (...args: string[]): Promise<Listed> =>
  JSON.parse((await runOffline(['checks', ...args])).stdout) as Listed;

describe('checks --format json', () => {
  it('holds every check and every code', async () => {
    const { checks } = await listed('--format', 'json');
    const all = [...checklist, proofStage, history].flatMap((stage) => stage.checks);
    expect(checks.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(checks.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(
      all.flatMap(({ problems }) => Object.keys(problems)),
    );
  });

  it('with the name of a code holds that code alone', async () => {
    const { checks } = await listed('dkim/name-doubled', '--json');
    expect(checks.map(({ id, findings }) => [id, findings.map(({ code }) => code)])).toEqual([
      ['dkim-records', ['dkim/name-doubled']],
    ]);
  });

  it('knows no other name', async () => {
    expect((await runOffline(['checks', 'dkim/nonsense', '--json'])).exitCode).toBe(2);
  });
});

describe('policy --format', () => {
  const policy = async (format: string): Promise<string> =>
    (await runOffline(['policy', '--only', 'quota', '--format', format])).stdout;

  it('json is the policy itself', async () => {
    const document = JSON.parse(await policy('json')) as { Statement: { Action: string[] }[] };
    expect(document.Statement[0]?.Action).toContain('ses:GetAccount');
  });

  it('cloudformation holds the same policy in a template', async () => {
    const template = JSON.parse(await policy('cloudformation')) as {
      Resources: { SesDoctorPolicy: { Type: string; Properties: { PolicyDocument: unknown } } };
    };
    expect(template.Resources.SesDoctorPolicy.Type).toBe('AWS::IAM::ManagedPolicy');
    expect(template.Resources.SesDoctorPolicy.Properties.PolicyDocument).toEqual(
      JSON.parse(await policy('json')),
    );
  });

  it('denies what is billed where that is asked for, and then alone', async () => {
    for (const format of ['json', 'cloudformation', 'terraform']) {
      const args = ['policy', '--only', 'quota', '--format', format];
      expect(await policy(format)).not.toContain('GetEmailAddressInsights');
      const { stdout } = await runOffline([...args, '--deny-billed']);
      expect(stdout).toContain('ses:GetEmailAddressInsights');
      expect(stdout.match(/"Deny"/g)).toHaveLength(1);
    }
  });

  it('terraform names the same actions', async () => {
    const text = await policy('terraform');
    const document = JSON.parse(await policy('json')) as { Statement: { Action: string[] }[] };
    for (const action of document.Statement[0]?.Action ?? []) expect(text).toContain(`"${action}"`);
    expect(text).toMatch(/^data "aws_iam_policy_document" "ses_doctor" \{\n {2}statement \{/);
  });

  it('another form is refused', async () => {
    expect((await runOffline(['policy', '--format', 'yaml'])).exitCode).toBe(2);
  });
});
