import check from '../../../checks/1-account/configuration-set-tracking.ts';
import type { TrackingDomain } from '../../../src/facts/configuration-set/tracking.ts';
import type { HttpsSession } from '../../../src/model/https.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const domain = 'click.example.com';
const session: HttpsSession = {
  host: domain,
  port: 443,
  proxy: null,
  dialled: {
    ipv4: { addresses: ['192.0.2.7'], outcome: 'connected' },
    ipv6: { addresses: [], outcome: 'not-tried' },
  },
  tls: { version: 'TLSv1.3' },
  certificates: [],
  reply: { status: 404, server: null, challenged: false },
  durationMs: 12,
  failure: null,
};
const failed = (
  step: 'connect' | 'tls',
  kind: NonNullable<HttpsSession['failure']>['kind'],
  message: string,
) => ({
  ...session,
  failure: { step, kind, message },
});
const tracking: TrackingDomain = {
  domain,
  sets: ['events'],
  httpsRequired: true,
  resolves: answered({ exists: true, addresses: 1, target: 'r.eu-west-1.awstrack.me' }),
  https: session,
  http: session,
};
/** A session whose request got this answer. */
const answering = (status: number, more: Partial<NonNullable<HttpsSession['reply']>> = {}) => ({
  ...session,
  reply: { status, server: null, challenged: false, ...more },
});
const given = (more: Partial<TrackingDomain>) => ({ trackingDomains: [{ ...tracking, ...more }] });
const servfail = whyOf('bad-reply', 'SERVFAIL', { question: `A ${domain}` });
const broken = { region: 'eu-west-1', domain, sets: ['events'] };

describeCheck(check, {
  healthy: { target: targetWith(), configurationSetsInForce: [], trackingDomains: [tracking] },
  finds: {
    'a CDN that does not pass the Host on': {
      given: given({ https: answering(403, { server: 'CloudFront' }), http: answering(301) }),
      found: [
        {
          problem: 'configuration-set/tracking-refuses',
          subject: domain,
          data: {
            ...broken,
            replies: [{ scheme: 'https', status: 403, server: 'CloudFront' }],
            unreached: false,
          },
        },
      ],
    },
    'a CDN that does not reach what is behind it': {
      given: given({ https: answering(502), http: answering(525) }),
      found: [
        {
          problem: 'configuration-set/tracking-refuses',
          subject: domain,
          data: {
            ...broken,
            replies: [
              { scheme: 'https', status: 502, server: null },
              { scheme: 'http', status: 525, server: null },
            ],
            unreached: true,
          },
        },
      ],
    },
    'a tracking domain that is not in the DNS': {
      given: given({ resolves: answered({ exists: false, addresses: 0, target: null }), https: null }),
      found: [
        {
          problem: 'configuration-set/tracking-domain-broken',
          subject: domain,
          data: { ...broken, exists: false, target: null },
        },
      ],
    },
    'a tracking domain whose CNAME leads nowhere': {
      given: given({
        resolves: answered({ exists: true, addresses: 0, target: 'old.cdn.example' }),
        https: null,
      }),
      found: [
        {
          problem: 'configuration-set/tracking-domain-broken',
          subject: domain,
          data: { ...broken, exists: true, target: 'old.cdn.example' },
        },
      ],
    },
    'https links to a name without a certificate': {
      given: given({
        https: failed('tls', 'name-mismatch', 'the certificate is for r.eu-west-1.awstrack.me'),
      }),
      found: [
        {
          problem: 'configuration-set/tracking-https',
          subject: domain,
          data: { ...broken, failure: 'the certificate is for r.eu-west-1.awstrack.me', required: true },
        },
      ],
    },
    'links that keep their scheme, at a name without a certificate': {
      given: given({
        httpsRequired: false,
        https: failed('tls', 'name-mismatch', 'the certificate is for r.eu-west-1.awstrack.me'),
      }),
      found: [
        {
          problem: 'configuration-set/tracking-https',
          subject: domain,
          data: { ...broken, failure: 'the certificate is for r.eu-west-1.awstrack.me', required: false },
        },
      ],
    },
  },
  silent: {
    'a redirect, an unknown link, and a test for browsers': given({
      https: answering(403, { challenged: true }),
      http: answering(302),
    }),
    'no HTTP at all': given({ https: { ...session, reply: null }, http: null }),
    'a CDN in front of the tracking host': given({
      resolves: answered({ exists: true, addresses: 4, target: 'd1.cdn.example' }),
    }),
  },
  verdicts: {
    'SERVFAIL is not taken for broken': {
      given: given({ resolves: unansweredWith(servfail), https: null }),
      verdict: [{ unanswered: servfail, counts: true }],
    },
    'a timeout may be the fault of the network this runs in': {
      given: given({ https: failed('connect', 'timeout', 'no answer in 5 s') }),
      verdict: [
        {
          unanswered: whyOf(
            'timeout',
            `https://${domain}/ could not be reached from here: no answer in 5 s`,
            {
              question: `HTTPS ${domain}`,
              detail: { host: domain, step: 'connect' },
            },
          ),
          counts: true,
        },
      ],
    },
    'a set that could not be read may have a tracking domain': {
      given: {
        configurationSetsInForce: [{ name: 'events', why: 'named', settings: unansweredWith(servfail) }],
        trackingDomains: [],
      },
      verdict: [{ unanswered: servfail, counts: true }],
    },
    'makes no sense without a tracking domain': {
      given: { trackingDomains: [] },
      verdict: { notApplicable: 'no configuration set in use has a tracking domain of its own' },
    },
  },
});
