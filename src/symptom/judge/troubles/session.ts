import { type Trouble } from './trouble.ts';

const login = [
  'smtp-credentials/rejected',
  'smtp-credentials/password-is-secret-key',
  'smtp-credentials/password-wrong-region',
] as const;
const wrongRegionLogin = [
  'smtp-credentials/password-wrong-region',
  'smtp-credentials/rejected',
  'smtp-credentials/password-is-secret-key',
] as const;

/** What people tell of the way to the server, and of the login there. */
export const ofSession: readonly Trouble[] = [
  // The way to the server.
  { codes: ['smtp/tls-mode-mismatch', 'smtp/tls-handshake-failed'], all: ['tlsMode'] },
  { codes: ['smtp/tls-version-too-old', 'smtp/tls-handshake-failed'], all: ['oldTls', 'tlsTrouble'] },
  { codes: ['smtp/certificate-expired'], all: ['cert', 'stale'], not: ['tracking'] },
  { codes: ['smtp/certificate-untrusted'], all: ['cert', 'certUntrusted'], not: ['tracking'] },
  { codes: ['smtp/name-not-resolved'], all: ['smtpServer', 'noHost'], not: ['verifying'] },
  { codes: ['smtp/connection-refused'], all: ['connectionRefused'] },
  { codes: ['smtp-credentials/not-used'], all: ['withoutLogin', 'refusedMail'] },
  {
    codes: ['smtp/starttls-not-used'],
    all: ['tlsWord', 'needsTls'],
    not: ['cert', 'bigProvider', 'tracking', 'kmsKey', 'others', 'theirServer', 'bouncing'],
  },
  {
    codes: login,
    all: ['credentials', 'loginRefused', 'smtpClient'],
    not: ['stale', 'noWay'],
  },
  { codes: ['smtp-credentials/not-used'], all: ['withoutLogin', 'smtpClient'], not: ['loginRefused'] },
  { codes: ['smtp/connection-reset'], all: ['doesSpeak', 'brokenConnection'], not: ['sdkCall'] },
  { codes: ['smtp/connection-reset'], all: ['smtpServer', 'brokenConnection'] },
  {
    codes: ['access/endpoint-unreachable'],
    all: ['noWay', 'privateNet', 'sdkCall'],
    not: ['smtpServer'],
  },
  { codes: ['smtp/port-blocked'], all: ['smtpServer', 'noWay'], not: ['feedback'] },
  // Login.
  {
    codes: [
      'smtp-credentials/username-not-access-key',
      'smtp-credentials/rejected',
      'smtp-credentials/password-is-secret-key',
    ],
    all: ['credentials', 'userName', 'loginRefused'],
  },
  {
    codes: [
      'smtp-credentials/temporary-key',
      'smtp-credentials/rejected',
      'smtp-credentials/password-is-secret-key',
    ],
    all: ['smtpClient', 'temporaryKey', 'loginRefused'],
    not: ['stale'],
  },
  {
    codes: wrongRegionLogin,
    all: ['credentials', 'twoRegions', 'smtpClient'],
  },
  {
    codes: wrongRegionLogin,
    all: ['credentials', 'otherRegion', 'smtpClient'],
  },
  {
    codes: ['smtp-credentials/password-legacy-signature', 'smtp-credentials/rejected'],
    all: ['credentials', 'oldPassword', 'loginRefused'],
  },
  { codes: ['smtp-credentials/no-mechanism'], all: ['noLoginOffered', 'smtpClient'] },
  {
    codes: ['smtp-credentials/temporary-failure'],
    all: ['credentials', 'loginRefused', 'notNow', 'smtpClient'],
  },
  // The way there.
  { codes: ['smtp/ipv6-broken'], all: ['ipv6', 'noWay'] },
  { codes: ['smtp/ipv6-broken'], all: ['ipv6', 'slowed'] },
  { codes: ['smtp/no-route', 'smtp/ipv6-broken'], all: ['noRoute'] },
  { codes: ['smtp/helo-refused'], all: ['helo', 'refusedMail'] },
  { codes: ['send/idle-timeout'], all: ['idle', 'brokenConnection'] },
  { codes: ['send/idle-timeout'], all: ['idle', 'smtpClient', 'refusedMail'] },
  { codes: ['smtp/silent', 'smtp/tls-mode-mismatch'], all: ['noGreeting', 'smtpServer'] },
  { codes: ['smtp/banner-unexpected'], all: ['otherBanner', 'smtpServer'], not: ['template'] },
  { codes: ['smtp/starttls-missing'], all: ['starttls', 'notOffered'], not: ['theirServer', 'bouncing'] },
  { codes: ['smtp/certificate-name-mismatch'], all: ['cert', 'otherHost'], not: ['tracking', 'linkWord'] },
  { codes: ['send/too-many-connections'], all: ['manySessions', 'smtpClient', 'cutBack'] },
  { codes: ['configuration-set/tracking-https'], all: ['linkWord', 'certificate', 'rewritten'] },
  {
    codes: ['configuration-set/tracking-domain-broken'],
    all: ['linkWord', 'rewritten', 'linkDead'],
    not: ['certificate', 'channels'],
  },
];
