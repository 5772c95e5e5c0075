import check from '../../../checks/2-client/smtp.ts';
import { outcomeOf, type PortTable } from '../../../src/parse/smtp-outcome.ts';
import type { SmtpFailure, SmtpSession } from '../../../src/model/smtp.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { endpointWith, failedOn, fivePorts, sessionOn, smtpHostName as host } from '../../support/smtp.ts';

const allPorts = [587, 465, 2587, 2465, 25];
const blocked: SmtpFailure = { step: 'connect', kind: 'timeout', message: 'no connection after 5 s' };
const refused: SmtpFailure = { step: 'connect', kind: 'refused', message: 'the connection was refused' };
const silent: SmtpFailure = { step: 'banner', kind: 'silent', message: 'the server said nothing for 5 s' };
const noName: SmtpFailure = {
  step: 'dns',
  kind: 'name-not-resolved',
  message: `${host} has no address in DNS`,
};

const table = (sessions: readonly SmtpSession[], evident = true, proxy: string | null = null): PortTable => ({
  host,
  evident,
  proxy,
  outcomes: sessions.map(outcomeOf),
});
const every = (failure: SmtpFailure, more: Partial<SmtpSession> = {}): readonly SmtpSession[] =>
  allPorts.map((port) => failedOn(port, failure, more));

const only25 = fivePorts(failedOn(25, blocked));
const allBlocked = every(blocked);
const behindEndpoint = every(blocked, {
  dialled: {
    ipv4: { addresses: ['10.0.3.17'], outcome: 'timeout' },
    ipv6: { addresses: [], outcome: 'not-resolved' },
  },
});
const refused587 = fivePorts(failedOn(587, refused));
const reset = every({ step: 'tls', kind: 'reset', message: 'the connection was reset' });
const closed = every({ step: 'ehlo', kind: 'closed', message: 'the server closed the connection' });
const noRoute = every({ step: 'connect', kind: 'no-route', message: 'this host has no route to the server' });
const ipv6Only = every(
  { step: 'connect', kind: 'no-route', message: 'this host has no route to the server' },
  {
    dialled: {
      ipv4: { addresses: [], outcome: 'not-resolved' },
      ipv6: { addresses: ['2001:db8::25'], outcome: 'no-route' },
    },
  },
);
const dualStack = (outcome: 'timeout' | 'no-route'): readonly SmtpSession[] =>
  allPorts.map((port) =>
    sessionOn(port, {
      dialled: {
        ipv4: { addresses: ['192.0.2.25'], outcome: 'connected' },
        ipv6: { addresses: ['2001:db8::25'], outcome },
      },
    }),
  );
/** IPv4 works, and the AAAA records could not be looked up. */
const ipv6Unlooked: readonly SmtpSession[] = allPorts.map((port) =>
  sessionOn(port, {
    dialled: {
      ipv4: { addresses: ['192.0.2.25'], outcome: 'connected' },
      ipv6: { addresses: [], outcome: 'resolver-failed' },
    },
  }),
);
const allSilent = every(silent);
const relay = fivePorts(sessionOn(25, { banner: '220 relay.example.net ESMTP Postfix' }));
const allRelay = allPorts.map((port) => sessionOn(port, { banner: '220 relay.example.net ESMTP Postfix' }));
const talksEarly = every(
  { step: 'ehlo', kind: 'banner-unexpected', message: 'the server answers before it is asked' },
  { banner: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-X' },
);
const portal = every(
  { step: 'banner', kind: 'banner-unexpected', message: 'what the server sent is not an SMTP reply' },
  { banner: 'HTTP/1.1 400 Bad Request' },
);
const busy = every(
  {
    step: 'banner',
    kind: 'reply-unexpected',
    message: 'the server answered the connection with "421 Too many"',
    transient: true,
  },
  { banner: '421 Too many concurrent SMTP connections' },
);
const drip = every({ step: 'banner', kind: 'slow', message: 'after 5 s only 5 bytes of a reply had come' });
const slowTls = fivePorts(
  sessionOn(587, {
    steps: [
      { step: 'connect', durationMs: 30 },
      { step: 'tls', durationMs: 4200 },
    ],
  }),
);

/** What EHLO offers in place of AUTH PLAIN LOGIN, and what is told of it. */
const withoutLogin = [
  ['no AUTH at all', ['8BITMIME', 'SIZE 10485760'], 'no AUTH is offered'],
  ['CRAM-MD5 alone', ['AUTH CRAM-MD5'], 'only AUTH CRAM-MD5 is offered'],
  ['OAuth alone', ['AUTH XOAUTH2 OAUTHBEARER'], 'only AUTH XOAUTH2 OAUTHBEARER is offered'],
  ['the old spelling, without a mechanism we speak', ['AUTH=NTLM', 'AUTH NTLM'], 'only AUTH NTLM is offered'],
  ['AUTH with nothing behind it', ['AUTH '], 'no AUTH is offered'],
  [
    'a mechanism whose name only begins like PLAIN',
    ['AUTH PLAIN-CLIENTTOKEN'],
    'only AUTH PLAIN-CLIENTTOKEN is offered',
  ],
  ['AUTH that a firewall wrote over', ['XXXXAUTH PLAIN', 'XXXA'], 'no AUTH is offered'],
] as const;
const offering = (extensions: readonly string[]): readonly SmtpSession[] =>
  allPorts.map((port) => sessionOn(port, { extensions }));
const one25 = fivePorts(sessionOn(25, { extensions: ['8BITMIME'] }));
const ownRelay = allPorts.map((port) =>
  sessionOn(port, { extensions: ['8BITMIME'], banner: '220 relay.example.net ESMTP Postfix' }),
);

describeCheck(check, {
  healthy: { smtpEndpoint: endpointWith(), smtpSessions: fivePorts(), symptom: null },
  finds: {
    'port 25 blocked while others work': {
      given: { smtpSessions: only25 },
      found: [
        {
          problem: 'smtp/port-blocked',
          data: { table: table(only25), ports: [25] },
          subject: host,
        },
      ],
    },
    ...Object.fromEntries(
      withoutLogin.map(([name, extensions, offer]) => [
        name,
        {
          given: { smtpSessions: offering(extensions) },
          found: [
            {
              problem: 'smtp/login-not-offered' as const,
              data: { table: table(offering(extensions)), ports: allPorts, offer, ofSes: true },
              subject: host,
            },
          ],
        },
      ]),
    ),
    'one of five ports without a login': {
      given: { smtpSessions: one25 },
      found: [
        {
          problem: 'smtp/login-not-offered',
          data: { table: table(one25), ports: [25], offer: 'no AUTH is offered', ofSes: true },
          subject: host,
        },
      ],
    },
    'a relay of the own network without a login': {
      given: {
        smtpSessions: ownRelay,
        smtpEndpoint: endpointWith({ host: 'relay.example.net', chosenHost: true }),
      },
      found: [
        {
          problem: 'smtp/login-not-offered',
          data: {
            table: { ...table(ownRelay), host: 'relay.example.net' },
            ports: allPorts,
            offer: 'no AUTH is offered',
            ofSes: false,
          },
          subject: 'relay.example.net',
        },
      ],
    },
    'every port blocked, with a proxy as the only way out': {
      given: { smtpSessions: allBlocked, smtpEndpoint: endpointWith({ proxy: 'http://proxy.example:3128' }) },
      found: [
        {
          problem: 'smtp/port-blocked',
          data: { table: table(allBlocked, true, 'http://proxy.example:3128'), ports: allPorts },
          subject: host,
        },
      ],
    },
    'every port of an interface endpoint blocked': {
      given: { smtpSessions: behindEndpoint },
      found: [
        {
          problem: 'smtp/port-blocked',
          data: { table: table(behindEndpoint), ports: allPorts },
          subject: host,
        },
      ],
    },
    'every port blocked, and nobody says that they send by SMTP': {
      given: { smtpSessions: allBlocked, smtpEndpoint: endpointWith({ evident: false }) },
      found: [
        {
          problem: 'smtp/port-blocked',
          data: { table: table(allBlocked, false), ports: allPorts },
          subject: host,
        },
      ],
    },
    'one port refused': {
      given: { smtpSessions: refused587 },
      found: [
        {
          problem: 'smtp/connection-refused',
          data: { table: table(refused587), ports: [587] },
          subject: host,
        },
      ],
    },
    'a reset in the handshake': {
      given: { smtpSessions: reset },
      found: [
        {
          problem: 'smtp/connection-reset',
          data: { table: table(reset), ports: allPorts, closed: false },
          subject: host,
        },
      ],
    },
    'a close after the greeting': {
      given: { smtpSessions: closed },
      found: [
        {
          problem: 'smtp/connection-reset',
          data: { table: table(closed), ports: allPorts, closed: true },
          subject: host,
        },
      ],
    },
    'no route': {
      given: { smtpSessions: noRoute },
      found: [
        {
          problem: 'smtp/no-route',
          data: { table: table(noRoute), ports: allPorts, ipv6Only: false },
          subject: host,
        },
      ],
    },
    'an endpoint with IPv6 only, and no IPv6 here': {
      given: { smtpSessions: ipv6Only },
      found: [
        {
          problem: 'smtp/no-route',
          data: { table: table(ipv6Only), ports: allPorts, ipv6Only: true },
          subject: host,
        },
      ],
    },
    'IPv6 that times out': {
      given: { smtpSessions: dualStack('timeout') },
      found: [
        {
          problem: 'smtp/ipv6-broken',
          data: {
            table: table(dualStack('timeout')),
            ports: allPorts,
            outcome: 'timeout',
            address: '2001:db8::25',
          },
          subject: host,
        },
      ],
    },
    'a host without IPv6, which is worth no more than a word': {
      given: { smtpSessions: dualStack('no-route') },
      found: [
        {
          problem: 'smtp/ipv6-broken',
          data: {
            table: table(dualStack('no-route')),
            ports: allPorts,
            outcome: 'no-route',
            address: '2001:db8::25',
          },
          subject: host,
        },
      ],
    },
    silence: {
      given: { smtpSessions: allSilent },
      found: [{ problem: 'smtp/silent', data: { table: table(allSilent), ports: allPorts }, subject: host }],
    },
    'a relay in the place of SES that lets TLS through': {
      given: { smtpSessions: relay },
      found: [
        {
          problem: 'smtp/banner-unexpected',
          data: {
            table: table(relay),
            ports: [25],
            banner: '220 relay.example.net ESMTP Postfix',
            secured: true,
            asked: false,
          },
          subject: host,
        },
      ],
    },
    'a relay on every port: none of them is SES, and none is the one to use': {
      given: { smtpSessions: allRelay },
      found: [
        {
          problem: 'smtp/banner-unexpected',
          data: {
            table: table(allRelay),
            ports: allPorts,
            banner: '220 relay.example.net ESMTP Postfix',
            secured: true,
            asked: false,
          },
          subject: host,
        },
      ],
    },
    'a relay on the port that was asked for, beside one that is SES': {
      given: { smtpEndpoint: endpointWith({ chosenPorts: true }), smtpSessions: relay },
      found: [
        {
          problem: 'smtp/banner-unexpected',
          data: {
            table: table(relay),
            ports: [25],
            banner: '220 relay.example.net ESMTP Postfix',
            secured: true,
            asked: true,
          },
          subject: host,
        },
      ],
    },
    'somebody who answers before the question': {
      given: { smtpSessions: talksEarly },
      found: [
        {
          problem: 'smtp/banner-unexpected',
          data: {
            table: table(talksEarly),
            ports: allPorts,
            banner: '220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-X',
            secured: false,
            asked: false,
            early: true,
          },
          subject: host,
        },
      ],
    },
    'a captive portal': {
      given: { smtpSessions: portal },
      found: [
        {
          problem: 'smtp/banner-unexpected',
          data: {
            table: table(portal),
            ports: allPorts,
            banner: 'HTTP/1.1 400 Bad Request',
            secured: false,
            asked: false,
          },
          subject: host,
        },
      ],
    },
    'a server that is busy': {
      given: { smtpSessions: busy },
      found: [
        {
          problem: 'smtp/reply-unexpected',
          data: {
            table: table(busy),
            ports: allPorts,
            reply: 'the server answered the connection with "421 Too many"',
            transient: true,
          },
          subject: host,
        },
      ],
    },
    'a greeting of one byte a second': {
      given: { smtpSessions: drip },
      found: [
        {
          problem: 'smtp/slow',
          data: { table: table(drip), ports: allPorts, step: 'banner', durationMs: 5000, finished: false },
          subject: host,
        },
      ],
    },
    'a slow handshake': {
      given: { smtpSessions: slowTls },
      found: [
        {
          problem: 'smtp/slow',
          data: { table: table(slowTls), ports: [587], step: 'tls', durationMs: 4200, finished: true },
          subject: host,
        },
      ],
    },
    'a name that does not exist': {
      given: { smtpSessions: every(noName) },
      found: [
        {
          problem: 'smtp/name-not-resolved',
          data: { table: table(every(noName)), ports: allPorts, knownRegion: true },
          subject: host,
        },
      ],
    },
    'a Region without an SMTP endpoint': {
      given: {
        smtpSessions: every(noName),
        smtpEndpoint: endpointWith({
          host: 'email-smtp.me-south-1.amazonaws.com',
          region: 'me-south-1',
          listed: false,
          evident: false,
        }),
      },
      found: [
        {
          problem: 'smtp/region-has-no-endpoint',
          data: { host: 'email-smtp.me-south-1.amazonaws.com', region: 'me-south-1', evident: false },
          subject: 'email-smtp.me-south-1.amazonaws.com',
        },
      ],
    },
  },
  silent: {
    'a Region that got its endpoint after our table was written': {
      smtpEndpoint: endpointWith({ region: 'eu-south-1', listed: false }),
    },
    'a host of your own that greets as it likes': {
      smtpEndpoint: endpointWith({ host: 'smtp.example.com', chosenHost: true }),
      smtpSessions: relay,
    },
    'what fails later is for the other checks to say': {
      smtpSessions: every({ step: 'tls', kind: 'untrusted', message: 'x' }),
    },
  },
  verdicts: {
    'a resolver that fails leaves it open': {
      given: {
        smtpSessions: [
          failedOn(587, { step: 'dns', kind: 'resolver-failed', message: '192.0.2.53 answered SERVFAIL' }),
        ],
      },
      verdict: [
        {
          unanswered: {
            reason: 'unreachable',
            message: `${host} could not be looked up: 192.0.2.53 answered SERVFAIL`,
            question: `A and AAAA ${host}`,
            action: null,
            region: null,
            detail: { host },
          },
          counts: true,
        },
      ],
    },
    'a family of addresses that could not be looked up is listed, and takes nothing from the other': {
      given: { smtpSessions: ipv6Unlooked },
      verdict: [
        {
          unanswered: {
            reason: 'unreachable',
            message: `the AAAA records of ${host} could not be looked up, so no connection to them was tried`,
            question: `AAAA ${host}`,
            action: null,
            region: null,
            detail: { host },
          },
          counts: false,
        },
      ],
    },
    'an interrupted session leaves it open': {
      given: { smtpSessions: [failedOn(587, { step: 'banner', kind: 'interrupted', message: 'x' })] },
      verdict: [
        {
          unanswered: {
            reason: 'interrupted',
            message: `interrupted before ${host} port 587 was tried`,
            question: `SMTP ${host}:587`,
            action: null,
            region: null,
            detail: { host },
          },
          counts: true,
        },
      ],
    },
    '--no-dns together with --resolver': {
      given: { smtpSessions: every({ step: 'dns', kind: 'switched-off', message: '--no-dns was given' }) },
      verdict: { notApplicable: '--no-dns was given', flag: '--no-dns' },
    },
  },
  reads: [
    'region-has-no-endpoint',
    'port-blocked',
    'connection-refused',
    'connection-reset',
    'no-route',
    'name-not-resolved',
    'silent',
    'banner-unexpected',
    'slow',
  ].map((code) => ({
    code: `smtp/${code}`,
    subject: null,
    quote: 'words of a log',
    rank: 0,
    item: 0,
    data: code === 'slow' ? {} : { host, port: '587' },
  })),
});
