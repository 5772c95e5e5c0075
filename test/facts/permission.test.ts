import { describe, expect, it } from 'vitest';
import { otherPermissions, permission } from '../../src/facts/permission.ts';
import type { AwsInput } from '../../src/model/aws-calls.ts';
import type { AwsReply } from '../../src/model/aws-replies.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { candidateOf, symptomOf } from '../support/account.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

const role = 'arn:aws:iam::111122223333:role/mailer';

describe('what a principal may send', () => {
  const asked: AwsInput<'iam:SimulatePrincipalPolicy'>[] = [];
  const ask = (
    principal: string | null,
    {
      subject = 'info@example.com',
      ...more
    }: {
      subject?: string;
      recipients?: readonly string[];
    } & Pick<
      Partial<Target>,
      'configurationSet' | 'fromDisplayName' | 'feedbackAddress' | 'tenant' | 'endpointId' | 'sourceArn'
    > = {},
    reply?: Unavailable | AwsReply<'iam:SimulatePrincipalPolicy'>,
  ) => {
    asked.length = 0;
    return gather(permission, {
      subject,
      target: { principal, identities: [subject], ...more },
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
            if (name !== 'example.com') throw new Unavailable('not-found', 'none');
            return verified;
          },
          'sts:GetCallerIdentity': { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/jane' },
          'iam:SimulatePrincipalPolicy':
            reply ??
            ((input) => {
              asked.push(input);
              return {
                EvaluationResults: [
                  {
                    EvalActionName: 'ses:SendEmail',
                    EvalResourceName: input.ResourceArns?.[0],
                    EvalDecision: 'explicitDeny',
                    MatchedStatements: [{ SourcePolicyId: 'guard' }],
                  },
                ],
              };
            }),
        }),
      },
    });
  };

  it('is not known when IAM may not be asked', async () => {
    await expect(ask(role, {}, new Unavailable('access-denied', 'no'))).rejects.toMatchObject({
      reason: 'access-denied',
    });
  });

  it('is not asked without a principal, nor of what IAM cannot answer for', async () => {
    await expect(ask(null)).rejects.toMatchObject({
      reason: 'not-asked',
      why: { detail: { flag: '--principal' } },
    });
    await expect(ask('arn:aws:iam::111122223333:root')).rejects.toMatchObject({ reason: 'not-asked' });
  });

  it('is asked with the recipients of the run', async () => {
    await ask(role, { recipients: ['a@receiver.example'] });
    expect(asked).toMatchObject([
      {
        ContextEntries: [
          { ContextKeyName: 'ses:FromAddress' },
          {
            ContextKeyName: 'ses:Recipients',
            ContextKeyType: 'stringList',
            ContextKeyValues: ['a@receiver.example'],
          },
        ],
      },
    ]);
  });

  it('is asked of the role of a session, with the identity that covers the sender and its set', async () => {
    const found = await ask('arn:aws:sts::111122223333:assumed-role/mailer/app', {
      configurationSet: 'news',
    });
    expect(asked).toEqual([
      {
        PolicySourceArn: role,
        ActionNames: ['ses:SendEmail', 'ses:SendRawEmail'],
        ResourceArns: [
          'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
          'arn:aws:ses:eu-west-1:111122223333:configuration-set/news',
        ],
        ContextEntries: [
          {
            ContextKeyName: 'ses:FromAddress',
            ContextKeyType: 'string',
            ContextKeyValues: ['info@example.com'],
          },
        ],
      },
    ]);
    expect(found).toEqual({
      principal: role,
      decisions: [
        {
          action: 'ses:SendEmail',
          resource: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
          decision: 'explicit-deny',
          policy: 'guard',
          missing: [],
        },
      ],
    });
  });

  it('is asked with all that is known of the send', async () => {
    await ask(role, {
      ...{ fromDisplayName: 'Example News', feedbackAddress: 'bounces@example.com', tenant: 'shop' },
      endpointId: 'abcdef12.g3h',
    });
    expect(
      asked[0]?.ContextEntries?.map(({ ContextKeyName, ContextKeyValues }) => [
        ContextKeyName,
        ContextKeyValues,
      ]),
    ).toEqual([
      ['ses:FromAddress', ['info@example.com']],
      ['ses:FromDisplayName', ['Example News']],
      ['ses:FeedbackAddress', ['bounces@example.com']],
      ['ses:TenantName', ['shop']],
      ['ses:MultiRegionEndpointId', ['abcdef12.g3h']],
    ]);
    await ask(role, { endpointId: 'by-name' });
    expect(asked[0]?.ContextEntries).toHaveLength(1);
  });

  it('is read resource by resource, where IAM tells them apart', async () => {
    const identity = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
    const set = 'arn:aws:ses:eu-west-1:111122223333:configuration-set/news';
    const found = await ask(
      role,
      {},
      {
        EvaluationResults: [
          {
            EvalActionName: 'ses:SendEmail',
            EvalResourceName: 'arn:${Partition}:ses:${Region}:${Account}:identity/${IdentityName}',
            EvalDecision: 'implicitDeny',
            MissingContextValues: ['ses:FromDisplayName'],
            ResourceSpecificResults: [
              { EvalResourceName: identity, EvalResourceDecision: 'allowed' },
              {
                EvalResourceName: set,
                EvalResourceDecision: 'implicitDeny',
                MissingContextValues: ['ses:FromDisplayName'],
              },
            ],
          },
        ],
      },
    );
    expect(found.decisions).toEqual([
      { action: 'ses:SendEmail', resource: identity, decision: 'allowed', policy: null, missing: [] },
      {
        ...{ action: 'ses:SendEmail', resource: set, decision: 'implicit-deny', policy: null },
        missing: ['ses:FromDisplayName'],
      },
    ]);
  });

  const foreign = 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example';
  it.each<[string, object, object]>([
    [
      'allowed on the principal’s side, as IAM tells the sides apart',
      {
        EvalResourceDecision: 'implicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'implicitDeny' },
      },
      { decision: 'allowed' },
    ],
    [
      'denied on the principal’s side',
      { EvalResourceDecision: 'implicitDeny', EvalDecisionDetails: { 'IAM Policy': 'implicitDeny' } },
      { decision: 'implicit-deny' },
    ],
    [
      'allowed by a statement that fits, without a word on the sides',
      { EvalResourceDecision: 'implicitDeny', MatchedStatements: [{ SourcePolicyId: 'mailer' }] },
      { decision: 'allowed', policy: 'mailer' },
    ],
    [
      'not settled, without a word on the sides',
      { EvalResourceDecision: 'implicitDeny' },
      { decision: 'implicit-deny', ownerUnseen: true },
    ],
    ['denied outright', { EvalResourceDecision: 'explicitDeny' }, { decision: 'explicit-deny' }],
  ])('with an identity of another account: %s', async (_, part, expected) => {
    const found = await ask(
      role,
      { subject: 'news@partner.example', sourceArn: foreign },
      {
        EvaluationResults: [
          {
            EvalActionName: 'ses:SendEmail',
            EvalDecision: 'implicitDeny',
            ResourceSpecificResults: [{ EvalResourceName: foreign, ...part } as never],
          },
        ],
      },
    );
    expect(found.owner).toBe('444455556666');
    expect(found.decisions).toEqual([
      { action: 'ses:SendEmail', resource: foreign, policy: null, missing: [], ...expected },
    ]);
  });

  it('is asked about the ARN of an identity of another account', async () => {
    await ask(role, { subject: 'news@partner.example', sourceArn: foreign, configurationSet: 'news' });
    expect(asked[0]?.ResourceArns).toEqual([
      foreign,
      'arn:aws:ses:eu-west-1:111122223333:configuration-set/news',
    ]);
  });

  it.each<[string, object, string | undefined]>([
    [
      'a policy of the organization',
      { OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
      'organization',
    ],
    [
      'the boundary of permissions',
      { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
      'boundary',
    ],
    ['neither', { OrganizationsDecisionDetail: { AllowedByOrganizations: true } }, undefined],
  ])('tells that %s denies', async (_, part, by) => {
    const found = await ask(
      role,
      {},
      {
        EvaluationResults: [
          { EvalActionName: 'ses:SendEmail', EvalDecision: 'implicitDeny', ...part } as never,
        ],
      },
    );
    expect(found.decisions[0]?.by).toBe(by);
  });

  it('says nothing of an address when a domain is asked about', async () => {
    await ask(role, { subject: 'example.com' });
    expect(asked[0]).not.toHaveProperty('ContextEntries');
  });
});

describe('the others of a text', () => {
  const sessions = (name: string, count = 1): readonly string[] =>
    Array.from({ length: count }, (_, at) => `arn:aws:sts::111122223333:assumed-role/${name}/s${String(at)}`);
  const told = (named: readonly string[]) => {
    const [principal = null] = named;
    const candidates = named.map((one) =>
      candidateOf('send/access-denied', 'example.com', { data: { principal: one } }),
    );
    return { principal, symptom: symptomOf(candidates, { principal }) };
  };
  const ask = async (named: readonly string[], principal?: string) => {
    const asked: string[] = [];
    const target = told(named);
    const others = await gather(otherPermissions, {
      subject: 'example.com',
      target: { ...target, ...(principal !== undefined && { principal }), identities: ['example.com'] },
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': verified,
          'sts:GetCallerIdentity': { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/jane' },
          'iam:SimulatePrincipalPolicy': ({ PolicySourceArn: arn }) => {
            asked.push(arn ?? '');
            if (arn?.endsWith('gone') === true) throw new Unavailable('not-found', 'no such role');
            return { EvaluationResults: [] };
          },
        }),
      },
    });
    return { asked, answers: others.map(({ named: of, answer: { ok } }) => [of.length, ok]) };
  };

  it('are asked about one by one, the sessions of a role once, and not the first', async () => {
    const named = [...sessions('web', 2), ...sessions('batch', 3), ...sessions('gone')];
    expect(await ask(named)).toEqual({
      asked: ['arn:aws:iam::111122223333:role/batch', 'arn:aws:iam::111122223333:role/gone'],
      answers: [
        [3, true],
        [1, false],
      ],
    });
  });

  it('are four at most, and none where --principal names who sends', async () => {
    const named = Array.from({ length: 8 }, (_, at) => sessions(`role${String(at)}`)).flat();
    expect((await ask(named)).asked).toHaveLength(4);
    await expect(ask(named, role)).rejects.toMatchObject({ reason: 'not-asked' });
    await expect(ask(sessions('web', 2))).rejects.toMatchObject({ reason: 'not-asked' });
  });
});
