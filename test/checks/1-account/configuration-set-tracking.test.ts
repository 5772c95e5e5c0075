import check from '../../../checks/1-account/configuration-set-tracking.ts';
import type { TrackingDomain } from '../../../src/facts/configuration-set/tracking.ts';
import type { HttpsSession } from '../../../src/model/https.ts';
import { answered, healthyAccount, unansweredWith, whyOf } from '../../support/account.ts';
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
  httpsClicks: true,
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
const all = { clicks: true, opens: true };
const broken = { region: 'eu-west-1', domain, sets: ['events'], tracked: all };
/** The destinations of the set, which asks for these events. */
const publishing = (...types: string[]) => ({
  eventDestinations: answered([
    {
      set: 'events',
      defaultOf: ['example.com'],
      named: false,
      destinations: answered([{ name: 'feedback', enabled: true, types, channel: null }]),
    },
  ]),
});
const nameless = answered({ exists: false, addresses: 0, target: null });
const withoutName = { problem: 'configuration-set/tracking-domain-broken' as const, subject: domain };

/** What stands in front of SES, and what to do about it. */
function answers() {
  const told = (status: number, server: string, how: 'refused' | 'unreached' | 'elsewhere') => ({
    given: given({ https: answering(status, { server }), http: answering(301) }),
    found: [
      {
        problem: 'configuration-set/tracking-refuses' as const,
        subject: domain,
        data: { ...broken, replies: [{ scheme: 'https' as const, status, server }], how },
      },
    ],
  });
  return {
    'a page of somebody else': told(200, 'nginx', 'elsewhere'),
    'a rule of Cloudflare that refuses': told(403, 'cloudflare', 'refused'),
    'Cloudflare without TLS to the origin': told(525, 'cloudflare', 'unreached'),
    'Cloudflare that wants a certificate of the origin': told(526, 'cloudflare', 'unreached'),
    'CloudFront without TLS to the origin': told(502, 'CloudFront', 'unreached'),
    'CloudFront that waits for the origin': told(504, 'CloudFront', 'unreached'),
  };
}

describeCheck(check, {
  healthy: {
    target: targetWith(),
    configurationSetsInForce: [],
    trackingDomains: [tracking],
    account: answered(healthyAccount),
    ...publishing('BOUNCE', 'OPEN', 'CLICK'),
  },
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
            how: 'refused',
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
            how: 'unreached',
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
          data: {
            ...broken,
            failure: 'the certificate is for r.eu-west-1.awstrack.me',
            required: true,
            requiredForClicks: true,
          },
        },
      ],
    },
    'links that keep their scheme, at a name without a certificate': {
      given: given({
        httpsRequired: false,
        httpsClicks: false,
        https: failed('tls', 'name-mismatch', 'the certificate is for r.eu-west-1.awstrack.me'),
      }),
      found: [
        {
          problem: 'configuration-set/tracking-https',
          subject: domain,
          data: {
            ...broken,
            failure: 'the certificate is for r.eu-west-1.awstrack.me',
            required: false,
            requiredForClicks: false,
          },
        },
      ],
    },
    'a domain that nothing goes through yet': {
      given: { ...given({ resolves: nameless, https: null }), ...publishing('BOUNCE', 'SEND') },
      found: [
        {
          ...withoutName,
          data: { ...broken, tracked: { clicks: false, opens: false }, exists: false, target: null },
        },
      ],
    },
    'a domain that only the picture of opens comes from': {
      given: { ...given({ resolves: nameless, https: null }), ...publishing('OPEN') },
      found: [
        {
          ...withoutName,
          data: { ...broken, tracked: { clicks: false, opens: true }, exists: false, target: null },
        },
      ],
    },
    'a domain of a set whose destinations were not shown': {
      given: { ...given({ resolves: nameless, https: null }), eventDestinations: unansweredWith(servfail) },
      found: [{ ...withoutName, data: { ...broken, tracked: null, exists: false, target: null } }],
    },
    'a domain that only the dashboard of the account tracks through': {
      given: {
        ...given({ resolves: nameless, https: null }),
        ...publishing('BOUNCE'),
        account: answered({ ...healthyAccount, vdm: true, engagementMetrics: true }),
      },
      found: [{ ...withoutName, data: { ...broken, exists: false, target: null } }],
    },
    'pictures over http, at a name without a certificate': {
      given: {
        ...given({
          httpsRequired: false,
          httpsClicks: false,
          https: failed('tls', 'name-mismatch', 'another name'),
        }),
        ...publishing('OPEN'),
      },
      found: [
        {
          problem: 'configuration-set/tracking-https',
          subject: domain,
          data: {
            ...broken,
            tracked: { clicks: false, opens: true },
            failure: 'another name',
            required: false,
            requiredForClicks: false,
          },
        },
      ],
    },
    'the tracking host of another Region': {
      given: given({ resolves: answered({ exists: true, addresses: 1, target: 'r.us-east-1.awstrack.me' }) }),
      found: [
        {
          problem: 'configuration-set/tracking-wrong-region',
          subject: domain,
          data: { ...broken, other: 'us-east-1' },
        },
      ],
    },
    ...answers(),
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
