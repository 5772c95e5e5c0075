import {
  defineCheck,
  notApplicable,
  type Occurrence,
  problem,
  symptomProblem,
} from '../../src/model/check.ts';
import { smtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { smtpSessions } from '../../src/facts/smtp/sessions.ts';
import { outcomeOf, type PortOutcome, type PortTable } from '../../src/parse/smtp-outcome.ts';
import {
  endpointPage,
  ifEvident,
  placeOf,
  portEvidence,
  portList,
  type PortsData,
  portsImpact,
  securityPage,
  troubleshootPage,
  usePort,
} from './smtp.words.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

type TlsData = PortsData & { reason: string };

const exempt = (host: string) => ({
  text: `Ask the administrator of the firewall to exempt ${host} from SMTP or TLS inspection (Cisco calls it ESMTP inspection, "fixup")`,
  owner: 'network' as const,
});

const modes = 'Ports 465 and 2465 take implicit TLS; ports 25, 587 and 2587 take plain text and STARTTLS';

const problems = {
  'smtp/starttls-missing': problem<PortsData>({
    severity: ifEvident,
    summary: ({ table, ports }) =>
      `${table.host} offers no STARTTLS on ${portList(ports)}: something on the way strips it.`,
    impact: (data) =>
      `${portsImpact(data)} SES always offers STARTTLS, and takes neither a password nor mail without it.`,
    evidence: portEvidence,
    fix: (data) => [...usePort(data), exempt(data.table.host)],
    references: [securityPage, troubleshootPage],
    read: {
      summary: (candidate) => `${placeOf(candidate)} offered no STARTTLS.`,
      impact: () =>
        'The client stopped rather than send a password in the clear. SES always offers STARTTLS.',
      fix: ({ data }) => [
        { text: 'Make sure that host and port are those of the SES endpoint', owner: 'you' },
        ...(data['port'] === '465' || data['port'] === '2465'
          ? []
          : [
              {
                text: 'Use port 465 with implicit TLS, where nothing can be stripped',
                owner: 'you' as const,
              },
            ]),
        exempt(data['host'] ?? 'the endpoint'),
      ],
      distinguish:
        'The greeting: that of SES names SimpleEmailService; rows of asterisks or X come from a firewall.',
    },
  }),

  'smtp/tls-handshake-failed': problem<TlsData>({
    severity: ifEvident,
    summary: ({ table, ports, reason }) =>
      `The TLS handshake with ${table.host} on ${portList(ports)} fails: ${reason}.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: (data) => [...usePort(data), exempt(data.table.host)],
    references: [securityPage, troubleshootPage],
    read: {
      summary: (candidate) => `The TLS handshake with ${placeOf(candidate)} failed.`,
      impact: () => 'No password and no mail was sent: SES accepts them over TLS only.',
      fix: ({ data }) => [
        { text: modeFor(data['port']), owner: 'you' },
        {
          text: 'Bring the TLS library of the application up to date: SES speaks TLS 1.2 and 1.3',
          owner: 'you',
        },
      ],
      distinguish:
        'The reason given: "wrong version number" means the wrong mode, "protocol version" an old library, "certificate" a matter of trust.',
    },
  }),

  'smtp/tls-version-too-old': problem<PortsData>({
    severity: ifEvident,
    summary: ({ table, ports }) =>
      `What answers for ${table.host} on ${portList(ports)} speaks no newer TLS than 1.1.`,
    impact: (data) => `${portsImpact(data)} SES itself speaks TLS 1.2 and 1.3, so something is in between.`,
    evidence: portEvidence,
    fix: (data) => [...usePort(data), exempt(data.table.host)],
    references: [securityPage],
    read: {
      summary: (candidate) => `The client and ${placeOf(candidate)} have no version of TLS in common.`,
      impact: () => 'SES speaks TLS 1.2 and 1.3 only; a client that is limited to 1.1 or older cannot send.',
      fix: () => [
        {
          text: 'Let the client use TLS 1.2 or newer: update its runtime (Java 8, .NET 4.6.2, OpenSSL 1.0.1 or later) and remove settings that pin an old version',
          owner: 'you',
        },
      ],
      distinguish:
        'Check whether a current client on the same host gets through: if so, it is the application; if not, something on the way.',
    },
  }),

  'smtp/tls-mode-mismatch': problem<PortsData>({
    severity: ifEvident,
    summary: ({ table, ports }) =>
      `${table.host} does not start with TLS on ${portList(ports)}, as requested.`,
    impact: portsImpact,
    evidence: portEvidence,
    fix: ({ ports }) => [
      { text: `${modes}. For ${portList(ports)} try --smtp-port with :starttls`, owner: 'you' },
    ],
    references: [endpointPage],
    read: {
      summary: (candidate) => `The client used the wrong TLS mode for ${placeOf(candidate)}.`,
      impact: () => 'One side spoke TLS and the other plain text, so the session never began.',
      fix: ({ data }) => [{ text: modeFor(data['port']), owner: 'you' }],
      distinguish:
        'Compare the port with the mode: "secure", "ssl" or SMTPS belongs to 465 and 2465; "tls" or STARTTLS to 25, 587 and 2587.',
    },
  }),

  'smtp/text-before-tls': problem<PortsData & { text: string }>({
    severity: 'warning',
    summary: ({ table, ports }) =>
      `Something adds text to the answer of ${table.host} to STARTTLS on ${portList(ports)}.`,
    impact:
      'A client that does not discard this text takes it for an answer of the server inside TLS. SES adds nothing, so something on the way writes into the session.',
    evidence: ({ table, text }) => [
      {
        what: 'plain text after the reply to STARTTLS',
        expected: 'nothing',
        actual: text,
        source: table.host,
      },
    ],
    fix: ({ table }) => [
      { text: 'Use port 465 or 2465 with implicit TLS, where nothing can be added', owner: 'you' },
      exempt(table.host),
    ],
    references: [rfc(3207, '6'), securityPage],
  }),

  'smtp/helo-refused': symptomProblem({
    severity: 'error',
    impact: 'The session ends before login, and no mail goes out.',
    references: [troubleshootPage, rfc(5321, '4.1.1.1')],
    read: {
      summary: ({ data }) =>
        `The server does not accept the name that the client greets with${data['name'] === undefined ? '' : ` (${data['name']})`}.`,
      fix: () => [
        {
          text: 'Let the client greet with a host name, or with an address in brackets, as in “EHLO app.example.com” or “EHLO [192.0.2.1]”; not with an empty name, an underscore or a space',
          owner: 'you',
        },
        {
          text: 'nodemailer `name`, PHPMailer `Helo`, JavaMail `mail.smtp.localhost`, smtplib `local_hostname`, Laravel `local_domain`, Postfix `smtp_helo_name`',
          owner: 'you',
        },
      ],
      distinguish: '501 answers EHLO or HELO itself, before AUTH and before MAIL FROM.',
    },
  }),

  'smtp/starttls-not-used': symptomProblem({
    severity: 'error',
    impact: 'SES refuses the login, and with it the mail: it accepts nothing unencrypted.',
    references: [endpointPage, troubleshootPage],
    read: {
      summary: () => 'The client tried to log in without STARTTLS.',
      fix: () => [
        {
          text: 'Switch STARTTLS on: nodemailer `requireTLS: true`, PHPMailer `SMTPSecure = "tls"`, JavaMail `mail.smtp.starttls.enable=true`, smtplib `starttls()` before `login()`, .NET `EnableSsl = true`',
          owner: 'you',
        },
        { text: 'Or use port 465 with implicit TLS', owner: 'you' },
      ],
      distinguish:
        'SES says "530 Must issue a STARTTLS command first"; with other words it is another server.',
    },
  }),
};

/** What to set, for the port that a symptom names. */
function modeFor(port: string | undefined): string {
  switch (port) {
    case '465':
    case '2465':
      return `Port ${port} takes implicit TLS: nodemailer \`secure: true\`, PHPMailer \`SMTPSecure = "ssl"\`, JavaMail \`mail.smtp.ssl.enable=true\`, Python \`smtplib.SMTP_SSL\``;
    case '25':
    case '587':
    case '2587':
      return `Port ${port} takes STARTTLS: nodemailer \`secure: false\`, PHPMailer \`SMTPSecure = "tls"\`, JavaMail \`mail.smtp.starttls.enable=true\`, Python \`smtplib.SMTP\` with \`starttls()\``;
    case undefined:
    default:
      return `Make port and mode match. ${modes}`;
  }
}

export default defineCheck({
  id: 'smtp-tls',
  title: 'TLS with the SMTP endpoint',
  why: 'SES accepts passwords and mail only over TLS, and middleboxes that interfere with it are common.',
  needs: { smtpEndpoint, smtpSessions },
  problems,
  evaluate({ smtpEndpoint: { host, evident, chosenPorts, proxy }, smtpSessions: sessions }) {
    const table: PortTable = { host, evident, proxy, outcomes: sessions.map(outcomeOf) };
    if (!table.outcomes.some(gotToTls)) return notApplicable(`no session with ${host} got as far as TLS`);
    const about = (wanted: (outcome: PortOutcome) => boolean): PortsData => ({
      table,
      ports: table.outcomes.filter(wanted).map(({ port }) => port.port),
    });
    const plainText = ({ kind }: PortOutcome): boolean => kind === 'tls-plain-text';
    // SES's own ports are in the right mode, and who takes STARTTLS has said that TLS comes next: plain text is then a failed handshake.
    const wrongMode = (outcome: PortOutcome): boolean =>
      chosenPorts && plainText(outcome) && outcome.port.tls === 'implicit';
    const handshake = (outcome: PortOutcome): boolean =>
      outcome.kind === 'tls-handshake' || (plainText(outcome) && !wrongMode(outcome));
    const found: Occurrence<typeof problems>[] = [
      { problem: 'smtp/starttls-missing', data: about(({ kind }) => kind === 'starttls-missing') },
      {
        problem: 'smtp/tls-handshake-failed',
        data: { ...about(handshake), reason: table.outcomes.find(handshake)?.message ?? '' },
      },
      { problem: 'smtp/tls-version-too-old', data: about(({ kind }) => kind === 'tls-version') },
      { problem: 'smtp/tls-mode-mismatch', data: about(wrongMode) },
    ];
    const injected = ({ injected }: PortOutcome): boolean => injected !== null;
    found.push({
      problem: 'smtp/text-before-tls',
      data: { ...about(injected), text: table.outcomes.find(injected)?.injected ?? '' },
    });
    return found.filter(({ data }) => data.ports.length > 0).map((one) => ({ ...one, subject: host }));
  },
  observed: ({ smtpSessions: sessions }) =>
    [...new Set(sessions.flatMap(({ tls }) => (tls === null ? [] : [tls.version])))].join(', ') || null,
});

/** A failure at an earlier step is the business of the check `smtp`. */
const gotToTls = ({ kind, certificates }: PortOutcome): boolean =>
  kind === 'works' ||
  certificates.length > 0 ||
  ['starttls-missing', 'tls-handshake', 'tls-version', 'tls-plain-text'].includes(kind);
