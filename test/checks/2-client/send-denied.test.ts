import { describe, expect, it } from 'vitest';
import { deniedSend } from '../../../checks/2-client/send-denied.words.ts';
import { candidateOf } from '../../support/account.ts';

const resource = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
const told = (reason: string, on = resource) => ({
  ...candidateOf('send/access-denied'),
  quote: `AccessDeniedException: User: arn:aws:iam::111122223333:user/app is not authorized to perform: ses:SendEmail on resource: ${on} ${reason}`,
  data: { principal: 'arn:aws:iam::111122223333:user/app', action: 'ses:SendEmail', resource: on },
});
const stepsOf = (reason: string, on?: string) =>
  (deniedSend.fix?.(told(reason, on)) ?? []).map(({ text }) => text);

describe('what no Allow overrides', () => {
  for (const [reason, by, whom] of [
    ['with an explicit deny in a service control policy', 'service control policy', 'Ask the administrator'],
    [
      'because no service control policy allows the ses:SendEmail action',
      'service control policy',
      'Ask the administrator',
    ],
    [
      'with an explicit deny in a resource control policy',
      'resource control policy',
      'Ask the administrator',
    ],
    [
      'because no permissions boundary allows the ses:SendEmail action',
      'permissions boundary',
      'Extend the permissions boundary',
    ],
    ['with an explicit deny in an identity-based policy', 'explicit deny', 'Look for the Deny'],
    ['with an explicit deny in a resource-based policy', 'policy on the resource', 'Look for the Deny'],
    [
      'because no session policy allows the ses:SendEmail action',
      'policy of the session',
      'Extend the session policy',
    ],
    [
      'because no VPC endpoint policy allows the ses:SendEmail action',
      'VPC endpoint',
      'policy of the VPC endpoint',
    ],
  ] as const)
    it(reason, () => {
      const [first = '', ...rest] = stepsOf(reason);
      expect(first).toContain(whom);
      expect([first, ...rest].join(' ')).not.toMatch(/^Allow|in the policy of the user or role/);
      expect(deniedSend.summary(told(reason))).toContain(by);
    });
});

describe('what an Allow puts right', () => {
  it('has the statement to paste', () => {
    expect(stepsOf('because no identity-based policy allows the ses:SendEmail action')[0]).toBe(
      `Allow ses:SendEmail on ${resource} in the policy of the user or role. {"Effect":"Allow","Action":["ses:SendEmail"],"Resource":"${resource}"}`,
    );
  });

  it('has none for a name that a paste made up', () => {
    for (const odd of [
      '*',
      'arn:aws:s3:::bucket/example',
      'arn:aws:ses:eu-west-1:111122223333:identity/a"},{"b',
    ])
      expect(stepsOf('', odd)[0]).not.toContain('{"Effect"');
  });
});
