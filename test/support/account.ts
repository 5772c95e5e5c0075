import type { Account } from '../../src/facts/account.ts';
import type { ConfigurationSet } from '../../src/facts/configuration-set/reply.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import type { Candidate, Symptom } from '../../src/model/symptom.ts';
import { type Answer, Unavailable, type UnavailableReason, type Why } from '../../src/model/unavailable.ts';
import { noNames } from './symptom-names.ts';

/** An account out of the sandbox with room in its quota. */
export const healthyAccount: Account = {
  productionAccess: true,
  sendingEnabled: true,
  enforcement: 'HEALTHY',
  quota: { max24Hour: 50_000, maxPerSecond: 14, sentLast24Hours: 1_200 },
  review: { status: 'GRANTED', caseId: '1234567890' },
  mailType: 'TRANSACTIONAL',
  suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  validation: null,
  vdm: false,
  optimizedSharedDelivery: false,
  dedicatedIpAutoWarmup: true,
};

/** A verified domain that signs with Easy DKIM. */
export const healthyIdentity: Identity = {
  name: 'example.com',
  type: 'domain',
  verificationStatus: 'SUCCESS',
  verifiedForSending: true,
  verificationInfo: null,
  feedbackForwarding: true,
  configurationSet: null,
  dkim: {
    signing: true,
    status: 'SUCCESS',
    tokens: ['a1', 'b2', 'c3'],
    origin: 'AWS_SES',
    signingHostedZone: 'dkim.amazonses.com',
    currentKeyLength: 'RSA_2048_BIT',
    nextKeyLength: 'RSA_2048_BIT',
  },
  mailFrom: null,
  policies: {},
};

/** A verified address that is an identity of its own. */
export const healthyAddress: Identity = { ...healthyIdentity, name: 'info@example.com', type: 'address' };

/** A configuration set with nothing special about it. */
export const healthySet: ConfigurationSet = {
  name: 'events',
  sendingEnabled: true,
  delivery: { tlsRequired: false, pool: null, maxDeliverySeconds: null },
  reputationMetrics: true,
  suppression: { reasons: null, scope: 'ACCOUNT', validation: null },
  tracking: null,
  vdm: { engagementMetrics: null, optimizedSharedDelivery: null },
  archiving: false,
};

/** A candidate read from a symptom. */
export function candidateOf(
  code: string,
  subject: string | null = null,
  more: Partial<Candidate> = {},
): Candidate {
  return { code, subject, quote: `554 ${code}`, rank: 0, item: 0, data: {}, ...more };
}

/** A symptom of one item with these candidates. */
export function symptomOf(candidates: readonly Candidate[], names: Partial<Symptom['names']> = {}): Symptom {
  return {
    candidates,
    items: [{ kind: 'smtp-reply', title: 'SMTP reply' }],
    unread: [],
    names: { ...noNames, ...names },
    summary: null,
  };
}

export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });

export const whyOf = (reason: UnavailableReason, message = 'no answer', more: Partial<Why> = {}): Why =>
  new Unavailable(reason, message, more).why;

export const unansweredWith = (why: Why): { ok: false; why: Why } => ({ ok: false, why });
