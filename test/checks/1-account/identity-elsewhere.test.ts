import check from '../../../checks/1-account/identity-elsewhere.ts';
import type { ListedIdentity } from '../../../src/facts/identity/identities.ts';
import { answered, candidateOf, healthyIdentity, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const name = 'info@exmaple.com';
const nowhere = answered({ asked: [], verified: [], silent: [] });
const unlike = answered({ caseOnly: null, near: [], complete: true });
const listed = (of: string, verificationStatus = 'SUCCESS'): ListedIdentity => ({
  name: of,
  type: of.includes('@') ? 'address' : 'domain',
  verificationStatus,
  sendingEnabled: verificationStatus === 'SUCCESS',
});
const inFrankfurt = answered({
  asked: ['eu-central-1', 'us-east-1'],
  verified: [{ region: 'eu-central-1', name: 'exmaple.com' }],
  silent: [],
});
const found = [{ region: 'eu-central-1', name: 'exmaple.com' }];
const wrongRegion = { problem: 'identity/wrong-region', data: { region, name, found } } as const;
const typo = answered({ caseOnly: null, near: [listed('example.com')], complete: true });
const otherCase = answered({
  caseOnly: listed('Info@exmaple.com'),
  near: [listed('example.com')],
  complete: true,
});
const absent = { coverage: { kind: 'absent' } } as const;
const slow = whyOf('timeout', 'no answer in 5 s', { region: 'sa-east-1', question: 'ses:GetEmailIdentity' });

const notAsked = 'not every Region or identity could be checked';

describeCheck(check, {
  subject: name,
  healthy: {
    target: targetWith(),
    coverage: { kind: 'covered', by: healthyIdentity, own: null, unread: [] },
    elsewhere: nowhere,
    spellings: unlike,
    symptom: null,
    globalEndpoints: answered({ items: [], complete: true, because: null }),
  },
  finds: {
    'a sender that is verified in another Region': {
      given: { ...absent, elsewhere: inFrankfurt },
      found: [wrongRegion],
    },
    'a sender that waits here and is verified in another Region': {
      given: {
        coverage: { kind: 'unverified', identity: healthyIdentity, own: null },
        elsewhere: inFrankfurt,
      },
      found: [wrongRegion],
    },
    'an identity that waits here, and is verified under the same name elsewhere, is not made again': {
      given: {
        coverage: { kind: 'unverified', identity: { ...healthyIdentity, name: 'exmaple.com' }, own: null },
        elsewhere: inFrankfurt,
      },
      found: [{ problem: 'identity/wrong-region', data: { region, name, found, hasOwn: true } }],
    },
    'exactly one explanation, the Region first': {
      given: { ...absent, elsewhere: inFrankfurt, spellings: otherCase },
      found: [wrongRegion],
    },
    'an address that differs by case alone': {
      given: { ...absent, spellings: otherCase },
      found: [
        {
          problem: 'identity/case-mismatch',
          data: { region, name, other: 'Info@exmaple.com', status: 'SUCCESS' },
        },
      ],
    },
    'a typo in the domain': {
      given: { ...absent, spellings: typo },
      found: [
        { problem: 'identity/near-miss', data: { region, name, other: 'example.com', status: 'SUCCESS' } },
      ],
    },
  },
  silent: {
    'a sender that is verified here and in another Region as well': { elsewhere: inFrankfurt },
    'a similar name while the sender is covered': { spellings: otherCase },
    'a similar name while the domain of the sender waits': {
      coverage: { kind: 'unverified', identity: healthyIdentity, own: null },
      spellings: typo,
    },
    'a sender that is nowhere': absent,
  },
  verdicts: {
    'Regions that did not answer are listed once and do not count': {
      given: {
        ...absent,
        elsewhere: answered({
          asked: ['sa-east-1', 'us-east-1'],
          verified: [],
          silent: [
            { region: 'sa-east-1', why: slow },
            { region: 'us-east-1', why: slow },
          ],
        }),
      },
      verdict: {
        notApplicable: notAsked,
        missed: [
          {
            unanswered: {
              ...slow,
              region: null,
              message: `2 other Regions did not say whether they know ${name} (sa-east-1, us-east-1)`,
            },
            counts: false,
          },
        ],
      },
    },
    'gives no tick when the other Regions could not be asked at all': {
      given: { ...absent, elsewhere: unansweredWith(slow) },
      verdict: { notApplicable: notAsked, missed: [] },
    },
    'gives no tick when the identities could not be listed': {
      given: { ...absent, spellings: unansweredWith(slow) },
      verdict: { notApplicable: notAsked, missed: [] },
    },
    'makes no sense while it is not known whether the sender is verified here': {
      given: { coverage: { kind: 'undecided', unread: [slow] } },
      verdict: { notApplicable: `it is not known whether ${name} is verified here` },
    },
  },
  reads: [
    candidateOf('identity/wrong-region', name, { data: { region: 'us-east-1' } }),
    candidateOf('identity/case-mismatch', name),
    candidateOf('identity/near-miss', name),
  ],
});
